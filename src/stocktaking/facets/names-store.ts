/** What the values of facets are called. The plan's are kept in the process until it changes, as every list shows them. */
import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import {
  type Country,
  type FrameworkTables,
  type Line,
  listCountries,
  listGoals,
  listLines,
  listRegions,
  type Region,
} from '../../framework/index.ts'
import type { Database } from '../../platform/db.ts'
import type { Language } from '../../platform/i18n.ts'
import { bestFor } from '../../platform/texts.ts'
import type { StakeholdersTables } from '../../stakeholders/index.ts'
import type { Text } from '../hits/index.ts'
import { type NamedValues, namedValues } from './named-values.ts'

type Db = Database<FrameworkTables & StakeholdersTables>

/** What the plan offers to choose from, in one language: every line, country, region and goal of the 2030 Agenda, in their order. */
export type Places = {
  lines: readonly Line[]
  countries: readonly Country[]
  regions: readonly Region[]
  goals: readonly { code: string; title: string }[]
  /** The same by the keys of their facets. */
  named: NamedValues
}

export class Names {
  readonly #places = new Map<Language, Promise<Places>>()
  /** By language and public identifier. */
  readonly #organisations = new LRUCache<string, Text>({ max: 50_000 })
  #changes = 0

  /** A slice was written: call it with what a connection hears. Null: anything may have changed unheard. */
  changed(slice: string | null): void {
    if (slice === null || slice === 'framework') this.#places.clear()
    if (slice !== null && slice !== 'stakeholders') return
    this.#organisations.clear()
    this.#changes += 1
  }

  places(db: Db, language: Language): Promise<Places> {
    const known = this.#places.get(language)
    if (known) return known
    const asked = readPlaces(db, language)
    this.#places.set(language, asked)
    asked.catch(() => this.#places.delete(language))
    return asked
  }

  /** Organisations by their public identifiers; one that is not known, or not shown, is left out. */
  async organisations(db: Db, publicIds: Iterable<string>, language: Language): Promise<Map<string, Text>> {
    const keyOf = (publicId: string) => `${language} ${publicId}`
    const wanted = [...new Set(publicIds)]
    const known = new Map(wanted.map((publicId) => [publicId, this.#organisations.get(keyOf(publicId))]))
    const unknown = wanted.filter((publicId) => known.get(publicId) === undefined)
    const changes = this.#changes
    const asked = unknown.length > 0 ? await readOrganisations(db, unknown, language) : new Map<string, Text>()
    if (changes === this.#changes) for (const [publicId, name] of asked) this.#organisations.set(keyOf(publicId), name)
    return new Map(
      wanted.flatMap((publicId) => {
        const name = asked.get(publicId) ?? known.get(publicId)
        return name ? [[publicId, name] as const] : []
      }),
    )
  }
}

async function readPlaces(db: Db, language: Language): Promise<Places> {
  const [lines, countries, regions, goals] = await Promise.all([
    listLines(db, language),
    listCountries(db, language),
    listRegions(db, language),
    listGoals(db, 'sdg', language),
  ])
  return { lines, countries, regions, goals, named: namedValues(lines, countries, regions, goals) }
}

async function readOrganisations(db: Db, publicIds: readonly string[], language: Language): Promise<Map<string, Text>> {
  const { rows } = await sql<Text & { publicId: string }>`
    select distinct on (who.id) who.public_id as "publicId", named.name as text, named.language
    from stakeholders.stakeholder who join stakeholders.name named on named.stakeholder_id = who.id
    where who.public_id = any(${[...publicIds]}::text[]) and who.standing in ('mentioned', 'public') and who.withdrawn_at is null
    order by who.id, ${bestFor(language)}
  `.execute(db)
  return new Map(rows.map(({ publicId, ...text }) => [publicId, text]))
}
