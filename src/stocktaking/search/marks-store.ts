/** Marking what was found: a word of a text is marked when its configuration makes the same of it as of one that was asked for. */
import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Database } from '../../platform/db.ts'
import { prepared } from '../../platform/preparing.ts'
import type { StocktakingTables } from '../tables.ts'
import { type Config, configOf, keptForms } from './language-rules.ts'
import { candidatesIn, lexemesIn, type Mark, type Token, unspacedMarks, withMarks } from './marks-rules.ts'
import { type Query, wantedOf } from './query-rules.ts'
import { askedIn } from './store.ts'

type Db = Database<StocktakingTables>

/** A text and its language, as a configuration of text search is chosen by it. */
export type Markable = { text: string; language: string }

/** For each text the places of what a search asks for. */
export async function marksIn(db: Db, query: Query, texts: readonly Markable[]): Promise<Mark[][]> {
  const asked = await askedIn(db, query)
  const wanted = new Map([...asked].map(([config, { any }]) => [config, lexemesIn(any)]))
  const candidates = texts.map(({ text, language }) => {
    const config = configOf(language)
    const lexemes = wanted.get(config) ?? new Set<string>()
    return { config, lexemes, tokens: candidatesIn(config, text, lexemes) }
  })
  await knowStems(db, candidates)
  return candidates.map(({ config, lexemes, tokens }, index) =>
    withMarks(
      tokens.filter(({ word }) => stemsOf(config, word).some((stem) => lexemes.has(stem))).map(({ from, to }): Mark => [from, to]),
      unspacedMarks(texts[index]?.text ?? '', wantedOf(query)),
    ),
  )
}

/** What configurations make of words. It never changes, so each is asked for once. */
const stems = new LRUCache<string, readonly string[]>({ max: 100_000 })

function stemsOf(config: Config, word: string): readonly string[] {
  return config === 'simple' ? keptForms(config, word) : (stems.get(`${config} ${word}`) ?? [])
}

async function knowStems(db: Db, candidates: readonly { config: Config; tokens: readonly Token[] }[]): Promise<void> {
  const unknown = new Map<string, { config: Config; word: string }>()
  for (const { config, tokens } of candidates) {
    if (config === 'simple') continue
    for (const { word } of tokens) if (!stems.has(`${config} ${word}`)) unknown.set(`${config} ${word}`, { config, word })
  }
  if (unknown.size === 0) return
  const asked = [...unknown].map(([key, { config, word }]) => ({ key, config, words: keptForms(config, word).join(' ') }))
  const { rows } = await sql<{ key: string; lexemes: string[] }>`${prepared}
    select key, tsvector_to_array(to_tsvector(config::regconfig, words)) as lexemes
    from unnest(${asked.map(({ key }) => key)}::text[], ${asked.map(({ config }) => config)}::text[],
      ${asked.map(({ words }) => words)}::text[]) as given (key, config, words)
  `.execute(db)
  for (const { key, lexemes } of rows) stems.set(key, lexemes)
}
