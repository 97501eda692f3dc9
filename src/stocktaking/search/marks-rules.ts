/** Where what was searched for stands in a text. */
import { fold } from '../../platform/folding.ts'
import type { Config } from './language-rules.ts'

/** From one place of a text to before another. */
export type Mark = readonly [from: number, to: number]

/** A word of a text, in small letters, and where it stands. */
export type Token = { word: string; from: number; to: number }

/** Writing that puts no space between words, in which a term is looked for as it stands. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu

/**
 * What words begin like that may be one of these once their ending is off: of a stem no stemmer changes more than the last three letters,
 * and never the first three. But that of Arabic takes off the article.
 */
export function beginningsOf(config: Config, lexemes: ReadonlySet<string>): readonly string[] {
  if (config === 'arabic' && [...lexemes].some((lexeme) => ARABIC.test(lexeme))) return ['']
  const all = [...new Set([...lexemes].flatMap((lexeme) => beginningOf(fold(lexeme))))]
  return all.filter((one) => !all.some((other) => other !== one && one.startsWith(other)))
}
const ARABIC = /\p{Script=Arabic}/u

function beginningOf(lexeme: string): string | [] {
  return WRITTEN.exec(lexeme)?.[0].slice(0, Math.max(3, lexeme.length - 3)) ?? []
}
const WRITTEN = /^[\p{L}\p{N}]+/u

/** The words of a text that begin like that, with whatever accents and capitals, in their order. */
export function candidatesIn(text: string, beginnings: readonly string[]): Token[] {
  if (beginnings.length === 0) return []
  const folded = fold(text)
  const places = beginnings.flatMap((beginning) => wordsFrom(folded, beginning)).sort(([one], [other]) => one - other)
  if (places.length === 0) return []
  const tokens = places.map(([from, to]) => tokenAt(text, from, to))
  if (folded.length === text.length && tokens.every(({ word, from, to }) => fold(word) === folded.slice(from, to))) return tokens
  // Without its accents the text is shorter: each word by itself.
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => tokenAt(text, index, index + word.length)).filter(({ word }) => {
    const plain = fold(word)
    return beginnings.some((beginning) => plain.startsWith(beginning))
  })
}
const WORD = /[\p{L}\p{N}\p{M}]+/gu

function wordsFrom(folded: string, beginning: string): Mark[] {
  if (beginning === '') return Array.from(folded.matchAll(WORD), ({ 0: word, index }) => [index, index + word.length])
  const found: Mark[] = []
  for (let from = folded.indexOf(beginning); from !== -1; from = folded.indexOf(beginning, from + 1)) {
    if (!OF_WORD.test(folded[from - 1] ?? ' ')) found.push([from, endOfWord(folded, from)])
  }
  return found
}
const OF_WORD = /[\p{L}\p{N}\p{M}]/u

function endOfWord(text: string, from: number): number {
  const rest = new RegExp(WORD, 'uy')
  rest.lastIndex = from
  return rest.test(text) ? rest.lastIndex : from
}

function tokenAt(text: string, from: number, to: number): Token {
  return { word: text.slice(from, to).normalize('NFC').toLowerCase(), from, to }
}

/** The runs of terms that are written without spaces. */
export function unspacedIn(terms: readonly string[]): string[] {
  return [...new Set(terms.flatMap((term) => term.match(UNSPACED) ?? []))]
}

/** Where such runs stand. */
export function runsIn(text: string, runs: readonly string[]): Mark[] {
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
