/** Marking what was found: a word of a text is marked when its configuration makes the same of it as of one that was asked for. */
import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Database } from '../../platform/db.ts'
import { prepared } from '../../platform/preparing.ts'
import type { StocktakingTables } from '../tables.ts'
import { askedIn } from './asked-store.ts'
import { CONFIGS, type Config, configOf, keptForms } from './language-rules.ts'
import { beginningsOf, candidatesIn, lexemesIn, type Mark, runsIn, type Token, unspacedIn, withMarks } from './marks-rules.ts'
import { type Query, wantedOf } from './query-rules.ts'

type Db = Database<StocktakingTables>

/** A text and its language, as a configuration of text search is chosen by it. */
export type Markable = { text: string; language: string }

/** For each text the places of what a search asks for. */
export async function marksIn(db: Db, query: Query, texts: readonly Markable[]): Promise<Mark[][]> {
  const asked = await askedIn(db, query)
  const wanted = new Map([...asked].map(([config, { any }]) => [config, wantedIn(config, any)]))
  const runs = unspacedIn(wantedOf(query))
  const candidates = texts.map(({ text, language }) => {
    const config = configOf(language)
    const { lexemes, beginnings } = wanted.get(config) ?? wantedIn(config, '')
    return { config, lexemes, tokens: candidatesIn(text, beginnings), written: runs.length > 0 ? runsIn(text, runs) : [] }
  })
  const stems = await stemsOf(db, candidates)
  return candidates.map(({ config, lexemes, tokens, written }) => {
    const found = tokens.filter(({ word }) =>
      stems
        .get(config)
        ?.get(word)
        ?.some((stem) => lexemes.has(stem)),
    )
    return withMarks(
      found.map(({ from, to }): Mark => [from, to]),
      written,
    )
  })
}

function wantedIn(config: Config, tsquery: string) {
  const lexemes = lexemesIn(tsquery)
  return { lexemes, beginnings: beginningsOf(config, lexemes) }
}

/** What a configuration makes of words. */
type Stems = ReadonlyMap<Config, ReadonlyMap<string, readonly string[]>>

/** It never changes, so each is asked for once. */
const known = new LRUCache<string, readonly string[]>({ max: 100_000 })

async function stemsOf(db: Db, candidates: readonly { config: Config; tokens: readonly Token[] }[]): Promise<Stems> {
  const stems = new Map<Config, Map<string, readonly string[]>>(CONFIGS.map((config) => [config, new Map()]))
  const unknown: { config: Config; word: string }[] = []
  for (const { config, tokens } of candidates) {
    const own = stems.get(config)
    for (const { word } of tokens) {
      if (!own || own.has(word)) continue
      const kept = config === 'simple' ? keptForms(config, word) : known.get(`${config} ${word}`)
      own.set(word, kept ?? [])
      if (!kept) unknown.push({ config, word })
    }
  }
  for (const { config, word, lexemes } of await readStems(db, unknown)) {
    stems.get(config)?.set(word, lexemes)
    known.set(`${config} ${word}`, lexemes)
  }
  return stems
}

async function readStems(db: Db, asked: readonly { config: Config; word: string }[]) {
  if (asked.length === 0) return []
  const { rows } = await sql<{ config: Config; word: string; lexemes: string[] }>`${prepared}
    select config, word, tsvector_to_array(to_tsvector(config::regconfig, words)) as lexemes
    from unnest(${asked.map(({ config }) => config)}::text[], ${asked.map(({ word }) => word)}::text[],
      ${asked.map(({ config, word }) => keptForms(config, word).join(' '))}::text[]) as given (config, word, words)
  `.execute(db)
  return rows
}
