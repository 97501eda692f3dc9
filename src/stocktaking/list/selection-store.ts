/** What a list shows of all activities: found, filtered, counted and put in order. */
import type { FrameworkTables } from '../../framework/index.ts'
import type { Database } from '../../platform/db.ts'
import type { StakeholdersTables } from '../../stakeholders/index.ts'
import type { Facet, Register, Tally } from '../facets/index.ts'
import { findMatches, queryOf, RANKED, rankMatches } from '../search/index.ts'
import type { StocktakingTables } from '../tables.ts'
import type { Choice } from './rules.ts'

type Db = Database<FrameworkTables & StakeholdersTables & StocktakingTables>

type Counts = readonly { key: string; count: number }[]
export type Counted = Readonly<Record<Facet, Counts>>

/** `ids` are row numbers, in the order of the list: those that were asked for of `found`. */
export type Selection = { found: number; ids: number[]; counted: Counted }

type Page = { from: number; to: number }

/** What matches a choice; of its entries those of one page, or, without one, all. */
export async function selectActivities(db: Db, register: Register, choice: Choice, page?: Page): Promise<Selection> {
  const { query, matches, among, excluded } = await searched(db, choice, { ranked: choice.sort === 'relevance' })
  const columns = await register.facets.current(db)

  const selected = columns.select(choice.filters, among, excluded)
  const found = selected.slots.length
  const counted = countedBy((facet) => columns.counted(selected, facet))
  const { from, to } = page ?? { from: 0, to: found }
  if (choice.sort !== 'relevance') return { found, counted, ids: columns.idsInOrder(selected, choice.sort, from, to) }

  const ids = columns.idsInOrder(selected, 'updated')
  const ranks = matches?.ranks ?? (query ? await rankMatches(db, query, ids.slice(0, RANKED)) : new Map<number, number>())
  return { found, counted, ids: byRank(ids, ranks).slice(from, to) }
}

/** The best first; among those that match as well, or are not ranked, the order stays. */
function byRank(ids: readonly number[], ranks: ReadonlyMap<number, number>): number[] {
  const ranked = ids.map((id) => ({ id, rank: ranks.get(id) ?? 0 }))
  return ranked.sort((one, other) => other.rank - one.rank).map(({ id }) => id)
}

/** Counts the values of a facet among what matches a choice, the choice of this facet's own values too. */
export async function tallyActivities(db: Db, register: Register, choice: Choice, facet: Facet): Promise<Tally> {
  const { among, excluded } = await searched(db, choice, { ranked: false })
  const columns = await register.facets.current(db)
  return columns.tallied(columns.select(choice.filters, among, excluded), facet)
}

/** What words find: `among` are all that match, or null where nothing was asked for. */
async function searched(db: Db, { q }: Choice, { ranked }: { ranked: boolean }) {
  const query = q === '' ? null : queryOf(q)
  const { matches, excluded } = query ? await findMatches(db, query, { ranked }) : { matches: null, excluded: [] }
  // Nothing is found by words that say nothing.
  const among = matches?.ids ?? (query && query.all.length > 0 ? [] : null)
  return { query, matches, among, excluded }
}

function countedBy(count: (facet: Facet) => Counts): Counted {
  return {
    line: count('line'),
    country: count('country'),
    region: count('region'),
    scope: count('scope'),
    type: count('type'),
    organisation: count('organisation'),
    status: count('status'),
    sdg: count('sdg'),
    year: count('year'),
  }
}
