/** Finding activities by their words. */
import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Database } from '../../platform/db.ts'
import { prepared } from '../../platform/preparing.ts'
import type { StocktakingTables } from '../tables.ts'
import { askedForms, CONFIGS, type Config } from './language-rules.ts'
import { type Asked, askedOf, hasPhrase, identifierIn, joined, type Query, type Term, termsOf, weighing } from './query-rules.ts'

type Db = Database<StocktakingTables>

/** What was found: row numbers of activities, each once, and how well each matches; null where too many matched to say of all. */
export type Matches = { ids: number[]; ranks: ReadonlyMap<number, number> | null }

/** More than these are not ranked: nobody reads so far, and it takes long. */
export const RANKED = 2000

/**
 * The activities, withdrawn ones too, that have what is asked for in one of their languages, and what is not asked for in none.
 * Null: the search has only words that say nothing (`the`), or no word that must be there, so that it does not narrow anything down.
 */
export async function findMatches(db: Db, query: Query): Promise<{ matches: Matches | null; excluded: number[] }> {
  const asked = [...(await askedIn(db, query))]
  return {
    matches: asked.some(([, { all }]) => all !== '') ? await matching(db, asked) : null,
    excluded: asked.some(([, { none }]) => none !== '') ? await containing(db, asked) : [],
  }
}

type AskedIn = readonly [Config, Asked]

/** The first matches are ranked as they are found, as many as are ranked at all. */
async function matching(db: Db, asked: readonly AskedIn[]): Promise<Matches> {
  const { rows } = await sql<{ id: number; rank: number | null }>`${always(asked)}
    select activity_id as id, case when row_number() over () <= ${sql.lit(RANKED)} then ${rankOf(asked)} end as rank
    from stocktaking.activity_search
    where ${anyOf(asked, 'all')}
  `.execute(db)
  const ranks = new Map<number, number>()
  for (const { id, rank } of rows) ranks.set(id, Math.max(ranks.get(id) ?? 0, rank ?? 0))
  return { ids: [...ranks.keys()], ranks: rows.length > RANKED ? null : ranks }
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

async function containing(db: Db, asked: readonly AskedIn[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`${prepared}
    select distinct activity_id as id from stocktaking.activity_search where ${anyOf(asked, 'none')}
  `.execute(db)
  return rows.map(({ id }) => id)
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

/** A search as each configuration has it. */
export async function askedIn(db: Db, query: Query): Promise<Map<Config, Asked>> {
  const known = await knowTerms(db, termsOf(query))
  return new Map(CONFIGS.map((config) => [config, askedOf(query, config, known)]))
}

/** What terms are in each configuration, by configuration and term. It never changes, so each is asked for once. */
const knownTerms = new LRUCache<string, string>({ max: 50_000 })

async function knowTerms(db: Db, terms: readonly Term[]): Promise<(config: Config, term: Term) => string> {
  const known = new Map<string, string>()
  const unknown: { key: string; config: Config; term: Term }[] = []
  for (const config of CONFIGS) {
    for (const term of terms) {
      const key = `${config} ${term}`
      const seen = knownTerms.get(key)
      if (seen === undefined) unknown.push({ key, config, term })
      else known.set(key, seen)
    }
  }
  const queries = await tsqueriesOf(db, unknown)
  unknown.forEach(({ key }, index) => {
    const query = queries[index] ?? ''
    known.set(key, query)
    knownTerms.set(key, query)
  })
  return (config, term) => known.get(`${config} ${term}`) ?? ''
}

async function tsqueriesOf(db: Db, asked: readonly { config: Config; term: Term }[]): Promise<string[]> {
  const forms = asked.map(({ config, term }) => askedForms(config, term))
  const queries = await phrasesOf(
    db,
    asked.flatMap(({ config }, index) => (forms[index] ?? []).map((words) => ({ config, words }))),
  )
  return asked.map(({ term }, index) => {
    return joined('|', [identifierIn(term), ...queries.splice(0, forms[index]?.length)])
  })
}

async function phrasesOf(db: Db, asked: readonly { config: Config; words: string }[]): Promise<string[]> {
  if (asked.length === 0) return []
  const { rows } = await sql<{ query: string }>`${prepared}
    select phraseto_tsquery(config::regconfig, words)::text as query
    from unnest(${asked.map(({ config }) => config)}::text[], ${asked.map(({ words }) => words)}::text[])
      with ordinality as given (config, words, place)
    order by place
  `.execute(db)
  return rows.map(({ query }, index) => (query !== '' && SINGLE_IDEOGRAPH.test(asked[index]?.words.trim() ?? '') ? `${query}:*` : query))
}
/** It is kept in pairs with what follows it. */
const SINGLE_IDEOGRAPH = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]$/u
