/** What was searched for, as each configuration of text search asks for it. */
import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Database } from '../../platform/db.ts'
import { prepared } from '../../platform/preparing.ts'
import type { StocktakingTables } from '../tables.ts'
import { askedForms, CONFIGS, type Config } from './language-rules.ts'
import { type Asked, askedOf, identifierIn, joined, type Query, type Term, termsOf } from './query-rules.ts'

type Db = Database<StocktakingTables>
type AskedIn = ReadonlyMap<Config, Asked>

/** What searches are in each configuration. It never changes, and a search is asked page by page. */
const known = new LRUCache<string, AskedIn>({ max: 5000 })

export async function askedIn(db: Db, query: Query): Promise<AskedIn> {
  const key = JSON.stringify([query.all, query.none])
  const asked = known.get(key) ?? (await read(db, query))
  known.set(key, asked)
  return asked
}

async function read(db: Db, query: Query): Promise<AskedIn> {
  const terms = termsOf(query)
  const queries = await tsqueriesOf(
    db,
    CONFIGS.flatMap((config) => terms.map((term) => ({ config, term }))),
  )
  const inEach = CONFIGS.map((config, index) => {
    const own = new Map(terms.map((term, place) => [term, queries[index * terms.length + place] ?? '']))
    return [config, askedOf(query, (term) => own.get(term) ?? '')] as const
  })
  return new Map(inEach)
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
