/** The lines of the plan as a list, and one of them with all that is on record for it. */
import type { Listed, Mandate } from '../../facilitation/index.ts'
import type { Correction, Goal, Line, Mark, Source } from '../../framework/index.ts'
import { groupBy } from '../../platform/groups.ts'
import { type Hit, type LineCount, mostOf, type Places } from '../../stocktaking/index.ts'
import type { Figures, PlaceName } from '../figures/index.ts'
import { continents } from '../places/index.ts'

export type LineEntry = { line: Line; listed: readonly Listed[]; count: LineCount }

/** A title of a line in one of the other languages of the site. */
export type OtherTitle = { language: string; title: string; mark: Mark }

export type LineView = {
  line: Line
  /** C7, where it is one of its eight. */
  parent: Line | null
  /** The eight, where it is C7. */
  children: readonly LineEntry[]
  mandates: readonly Mandate[]
  goals: readonly Goal[]
  titles: readonly OtherTitle[]
  /** Of mandates, and of the line itself. */
  corrections: readonly Correction[]
  count: LineCount
  figures: Figures
  /** Those that changed last. */
  hits: readonly Hit[]
  where: Where
}

/** Where there is how much, and where nothing: each continent with the regions next below it; and the countries that have the most. */
export type Where = { continents: readonly Continent[]; countries: readonly PlaceCount[] }
export type PlaceCount = PlaceName & { count: number }
export type Continent = PlaceCount & { parts: readonly PlaceCount[]; without: readonly PlaceCount[] }

export const NO_ACTIVITIES: LineCount = { stated: 0, suggested: 0 }

/** Where the activities of a line are, as their regions and countries are counted. */
export function whereOf({ counted }: Pick<Figures, 'counted'>, { regions, countries }: Places): Where {
  const named = ({ facet, key, name }: PlaceName) => ({
    facet,
    key,
    name,
    count: counted[facet].find((one) => one.key === key)?.count ?? 0,
  })
  const parts = groupBy(continents(regions), ({ around }) => around)
  return {
    continents: (parts.get(null) ?? []).map((continent) => {
      const below = (parts.get(continent.key) ?? []).map(named)
      return { ...named(continent), parts: below.filter(({ count }) => count > 0), without: below.filter(({ count }) => count === 0) }
    }),
    countries: mostOf(counted.country)
      .slice(0, COUNTRIES)
      .map(({ key, count }) => ({
        facet: 'country',
        key,
        count,
        name: countries.find(({ code }) => code.toLowerCase() === key)?.name ?? key,
      })),
  }
}

/** How many countries are named; all are on a page of the stocktaking. */
const COUNTRIES = 10

/** The texts that say which goals a line serves, each once. */
export function sourcesOf(goals: readonly Goal[]): Source[] {
  return [...new Map(goals.map(({ source }) => [source.slug, source])).values()]
}
