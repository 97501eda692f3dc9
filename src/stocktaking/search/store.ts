/** Finding activities by their words. */
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import { prepared } from '../../platform/preparing.ts'
import type { StocktakingTables } from '../tables.ts'
import { askedIn } from './asked-store.ts'
import type { Config } from './language-rules.ts'
import { type Asked, hasPhrase, type Query, weighing } from './query-rules.ts'

type Db = Database<StocktakingTables>

/** What was found: row numbers of activities, each once, and how well each matches; null where that was not asked, or too many matched. */
export type Matches = { ids: number[]; ranks: ReadonlyMap<number, number> | null }

/** Where so many texts match, not all are ranked, as that takes longer than finding them: of these as many as anybody reads. */
const TOO_MANY = 5000
export const RANKED = 2000

/**
 * The activities, withdrawn ones too, that have what is asked for in one of their languages, and what is not asked for in none.
 * Null: the search has only words that say nothing (`the`), or no word that must be there, so that it does not narrow anything down.
 */
export async function findMatches(
  db: Db,
  query: Query,
  { ranked }: { ranked: boolean },
): Promise<{ matches: Matches | null; excluded: number[] }> {
  const asked = [...(await askedIn(db, query))]
  const anything = asked.some(([, { all }]) => all !== '')
  return {
    matches: anything ? await (ranked ? matchesWithRanks(db, asked) : matchesOf(db, asked)) : null,
    excluded: asked.some(([, { none }]) => none !== '') ? await idsWhere(db, anyOf(asked, 'none')) : [],
  }
}

type AskedIn = readonly [Config, Asked]

async function matchesWithRanks(db: Db, asked: readonly AskedIn[]): Promise<Matches> {
  const { rows } = await sql<{ ids: string | null; ranks: string | null }>`${always(asked)}
    select ${numbers('id')} as ids, ${numbers('rank')} as ranks from (
      select activity_id as id, case when row_number() over () <= ${sql.lit(TOO_MANY)} then ${rankOf(asked)} end as rank
      from stocktaking.activity_search where ${anyOf(asked, 'all')}
    ) as found
  `.execute(db)
  const ids = numbersIn(rows[0]?.ids)
  if (ids.length > TOO_MANY) return { ids: [...new Set(ids)], ranks: null }
  const each = numbersIn(rows[0]?.ranks)
  const ranks = new Map<number, number>()
  ids.forEach((id, index) => {
    ranks.set(id, Math.max(ranks.get(id) ?? 0, each[index] ?? 0))
  })
  return { ids: [...ranks.keys()], ranks }
}

async function matchesOf(db: Db, asked: readonly AskedIn[]): Promise<Matches> {
  return { ids: await idsWhere(db, anyOf(asked, 'all'), always(asked)), ranks: null }
}

async function idsWhere(db: Db, condition: RawBuilder<unknown>, mark: RawBuilder<unknown> = prepared): Promise<number[]> {
  const { rows } = await sql<{ ids: string | null }>`${mark}
    select ${numbers('id')} as ids from (select distinct activity_id as id from stocktaking.activity_search where ${condition}) as found
  `.execute(db)
  return numbersIn(rows[0]?.ids)
}

/** Thousands of numbers in one value: as rows they would take the process longer to read than the server to find. */
function numbers(column: string): RawBuilder<string | null> {
  return sql`array_agg(${sql.ref(column)})::text`
}

function numbersIn(list: string | null = null): number[] {
  return list === null ? [] : list.slice(1, -1).split(',').map(Number)
}

/** How well some of the matches match. Those that are not among `ids` are left out. */
export async function rankMatches(db: Db, query: Query, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const asked = [...(await askedIn(db, query))]
  const { rows } = await sql<{ id: number; rank: number }>`${always(asked)}
    select activity_id as id, max(${rankOf(asked)}) as rank
    from stocktaking.activity_search
    where activity_id = any(${[...ids]}::int8[])
    group by activity_id
  `.execute(db)
  return new Map(rows.map(({ id, rank }) => [id, rank]))
}

/** Without a phrase a search differs from every other but in its parameters. */
function always(asked: readonly AskedIn[]) {
  return asked.some(([, { all }]) => hasPhrase(all)) ? sql`` : prepared
}

/** Each configuration is asked in its own way, through its own index; one in which there is nothing to ask for finds nothing. */
function anyOf(asked: readonly AskedIn[], part: 'all' | 'none') {
  const each = asked.map(([config, queries]) => sql`(config = ${sql.lit(config)} and search @@ ${queries[part]}::tsquery)`)
  return sql.join(each, sql` or `)
}

/**
 * A title before organisations and identifiers, these before descriptions, these before results: with these weights (of D, C, B and A)
 * a word in the one is always worth more than in the next, however often it is there. A phrase counts where it stands as a whole.
 */
function rankOf(asked: readonly AskedIn[]) {
  const each = asked.map(([config, { all, any }]) => {
    const words = sql`ts_rank('{0.01, 0.05, 0.2, 1}', search, ${any}::tsquery)`
    return sql`when ${sql.lit(config)} then ${hasPhrase(all) ? sql`${placeOf(all)} + ${words}` : words}`
  })
  return sql<number>`case config ${sql.join(each, sql` `)} end`
}

/** The part in which all of it stands: more than any rank of words between one and the next. */
function placeOf(query: string) {
  const stands = (weights: 'A' | 'AB' | 'ABC') => sql`search @@ ${weighing(query, weights)}::tsquery`
  return sql`case when ${stands('A')} then 6 when ${stands('AB')} then 4 when ${stands('ABC')} then 2 else 0 end`
}
