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
  const { query, matches, among, excluded } = await searched(db, choice)
  const columns = await register.facets.current(db)

  const selected = columns.select(choice.filters, among, excluded)
  const found = selected.slots.length
  const counted = countedBy((facet) => columns.counted(selected, facet))
  const { from, to } = page ?? { from: 0, to: found }
  if (choice.sort !== 'relevance') return { found, counted, ids: columns.idsInOrder(selected, choice.sort, from, to) }

  const ids = columns.idsInOrder(selected, 'updated')
  const best = ids.slice(0, RANKED)
  const ranks = matches?.ranks ?? (query ? await rankMatches(db, query, best) : new Map<number, number>())
  // The order of change stays among those that match as well.
  const ranked = (matches?.ranks ? ids : best).sort((one, other) => (ranks.get(other) ?? 0) - (ranks.get(one) ?? 0))
  return { found, counted, ids: (matches?.ranks ? ranked : [...ranked, ...ids.slice(RANKED)]).slice(from, to) }
}

/** Counts the values of a facet among what matches a choice, the choice of this facet's own values too. */
export async function tallyActivities(db: Db, register: Register, choice: Choice, facet: Facet): Promise<Tally> {
  const { among, excluded } = await searched(db, choice)
  const columns = await register.facets.current(db)
  return columns.tallied(columns.select(choice.filters, among, excluded), facet)
}

/** What words find: `among` are all that match, or null where nothing was asked for. */
async function searched(db: Db, { q }: Choice) {
  const query = q === '' ? null : queryOf(q)
  const { matches, excluded } = query ? await findMatches(db, query) : { matches: null, excluded: [] }
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
