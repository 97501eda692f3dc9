/** Figures of a part of the stocktaking: counted in the process; only the names of organisations are asked for. */
import type { Line } from '../../framework/index.ts'
import type { Database } from '../../platform/db.ts'
import type { Language } from '../../platform/i18n.ts'
import { crossActivities, EVERYTHING, type Filters, mostOf, type Places, type Register, selectActivities } from '../../stocktaking/index.ts'
import type { Tables } from '../tables.ts'
import { type Figures, firstYear, type GridRow, type Organisation, type PlaceName, workingLines } from './rules.ts'

type Db = Database<Tables>

/** `organisations`: how many of those that have the most; `newest`: how many of the activities that changed last. */
type Wanted = { filters: Filters; places: Places; language: Language; organisations: number; newest: number }

/** What is on record for what the filters choose. */
export async function figuresOf(db: Db, register: Register, { filters, places, newest, ...wanted }: Wanted): Promise<Figures> {
  const line = workingLines(places.lines).map(({ slug }) => slug)
  const { found, ids, counted } = await selectActivities(db, register, { ...EVERYTHING, filters }, { from: 0, to: newest })
  const onLines = await selectActivities(db, register, { ...EVERYTHING, filters: { line, ...filters } }, { from: 0, to: 0 })
  return {
    filters,
    activities: found,
    onLines: onLines.found,
    since: firstYear(counted.year),
    busiest: await busiest(db, register, { filters, places, counted, ...wanted }),
    counted,
    newest: ids,
  }
}

/** One that may not be shown has no name here and is left out. */
async function busiest(
  db: Db,
  register: Register,
  { filters, places, counted, language, organisations }: Omit<Wanted, 'newest'> & Pick<Figures, 'counted'>,
): Promise<Organisation[]> {
  const most = mostOf(counted.organisation, organisations)
  const years = counted.year.map(({ key }) => key).sort()
  const lines = workingLines(places.lines)
  const own = { facet: 'organisation', keys: most.map(({ key }) => key) } as const
  const [byYear, byLine, names] = await Promise.all([
    crossActivities(db, register, filters, own, { facet: 'year', keys: years }),
    crossActivities(db, register, filters, own, { facet: 'line', keys: lines.map(({ slug }) => slug) }),
    register.names.organisations(db, own.keys, language),
  ])
  return most.flatMap(({ key, count }, index) => {
    const name = names.get(key)
    if (!name) return []
    const since = years[byYear[index]?.findIndex((n) => n > 0) ?? -1]
    return {
      publicId: key,
      name: name.text,
      language: name.language,
      activities: count,
      since: since === undefined ? null : Number(since),
      lines: lines.filter((_, at) => (byLine[index]?.[at] ?? 0) > 0),
    }
  })
}

/** Places by lines: how many activities of each line are in each place. The places are all countries or all regions. */
export async function gridOf(
  db: Db,
  register: Register,
  { counted, filters }: Pick<Figures, 'counted' | 'filters'>,
  { places, lines }: { places: readonly PlaceName[]; lines: readonly Line[] },
): Promise<GridRow[]> {
  const facet = places[0]?.facet
  if (facet === undefined) return []
  const totals = new Map(counted[facet].map(({ key, count }) => [key, count]))
  const cells = await crossActivities(
    db,
    register,
    filters,
    { facet, keys: places.map(({ key }) => key) },
    { facet: 'line', keys: workingLines(lines).map(({ slug }) => slug) },
  )
  return places.map((place, index) => ({ place, activities: totals.get(place.key) ?? 0, cells: cells[index] ?? [] }))
}
