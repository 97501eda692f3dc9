/** Where what was searched for stands in a text. */
import { LRUCache } from 'lru-cache'
import { fold } from '../../platform/folding.ts'
import type { Config } from './language-rules.ts'

/** From one place of a text to before another. */
export type Mark = readonly [from: number, to: number]

/** A word of a text, in small letters, and where it stands. */
export type Token = { word: string; from: number; to: number }

/** Writing that puts no space between words, in which a term is looked for as it stands. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu

/** The words of a text that may be one of these once their ending is off: stemmers leave the beginning, but that of Arabic takes off the article. */
export function candidatesIn(config: Config, text: string, lexemes: ReadonlySet<string>): Token[] {
  if (lexemes.size === 0) return []
  const starts = new Set([...lexemes].map((lexeme) => BEGINNING.exec(fold(lexeme))?.[0] ?? lexeme))
  const found: Token[] = []
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (config === 'arabic' || beginsLike(word, starts)) found.push(tokenOf(word, index))
  }
  return found
}
const WORD = /[\p{L}\p{N}\p{M}]+/gu
/** As many letters at the beginning of a word no stemmer changes. */
const BEGINNING = /^[\p{L}\p{N}]{1,3}/u

function beginsLike(word: string, starts: ReadonlySet<string>): boolean {
  const start = startOf(word)
  return starts.has(start) || starts.has(start.slice(0, 2)) || starts.has(start.slice(0, 1))
}

/** Folded beginnings by what they were: texts have few. */
const starts = new LRUCache<string, string>({ max: 20_000 })

/** The first three letters, which may be written in nine characters. */
function startOf(word: string): string {
  const written = word.slice(0, 9)
  if (ASCII.test(written)) return word.slice(0, 3).toLowerCase()
  const known = starts.get(written) ?? fold(written).slice(0, 3)
  starts.set(written, known)
  return known
}
const ASCII = /^[\0-\x7f]*$/

/** Where the runs of terms stand that are written without spaces. */
export function unspacedMarks(text: string, terms: readonly string[]): Mark[] {
  const runs = [...new Set(terms.flatMap((term) => term.match(UNSPACED) ?? []))]
  return runs.flatMap((run) => [...text.matchAll(new RegExp(run, 'gu'))].map(({ index }): Mark => [index, index + run.length]))
}

/** Marks together, in their order; those that overlap become one. */
export function withMarks(some: readonly Mark[], others: readonly Mark[]): Mark[] {
  if (others.length === 0) return [...some]
  const merged: [number, number][] = []
  for (const [from, to] of [...some, ...others].sort((one, other) => one[0] - other[0])) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

function tokenOf(written: string, from: number): Token {
  return { word: written.normalize('NFC').toLowerCase(), from, to: from + written.length }
}

/** The words that a tsquery, as text, asks for, as its configuration writes them. */
export function lexemesIn(tsquery: string): Set<string> {
  return new Set([...tsquery.matchAll(LEXEME)].map(([, lexeme = '']) => lexeme.replaceAll("''", "'")))
}
const LEXEME = /'((?:[^']|'')*)'/g

/** A piece of a text with the first marks in it, about as long as asked for; marks of what was cut off are left out. */
export function excerptOf(text: string, marks: readonly Mark[], longest: number): { text: string; marks: Mark[] } {
  const first = marks[0]?.[0] ?? 0
  const from = first < longest * 0.75 ? 0 : wordBefore(text, first - Math.floor(longest / 4))
  const to = text.length - from <= longest ? text.length : wordBefore(text, from + longest)
  const before = from > 0 ? '… ' : ''
  const moved = marks
    .filter(([start, end]) => start >= from && end <= to)
    .map(([start, end]): Mark => [start - from + before.length, end - from + before.length])
  return { text: `${before}${text.slice(from, to).trimEnd()}${to < text.length ? '…' : ''}`, marks: moved }
}

/** Where the word at a place begins; the place itself where no space is near. */
function wordBefore(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at)
  if (space !== -1 && space > at - 30) return space + 1
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at
}
