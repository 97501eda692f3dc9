/** Where what was searched for stands in a text. */
import { fold } from '../../platform/folding.ts'
import { groupBy } from '../../platform/groups.ts'
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
  const words = config === 'arabic' ? WORD : wordsBeginningWith(lexemes)
  return [...text.matchAll(words)].map(({ 0: word, index }) => tokenOf(word, index))
}
const WORD = /[\p{L}\p{N}\p{M}]+/gu

/** Most words of a text begin with another letter: they are passed over without being looked at. */
function wordsBeginningWith(lexemes: ReadonlySet<string>): RegExp {
  const starts = new Set([...lexemes].flatMap((lexeme) => ALIKE.get(fold(lexeme).slice(0, 1)) ?? [...lexeme].slice(0, 1)))
  const letters = [...starts].join('').replace(/[\]\\^-]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}\\p{M}])[${letters}][\\p{L}\\p{N}\\p{M}]*`, 'giu')
}

/** By a letter without accents all letters of Latin, Greek and Cyrillic that are the same without theirs; of others each is only itself. */
const ALIKE = groupBy(
  [...lettersOf(0x61, 0x52f), ...lettersOf(0x1e00, 0x1fff)].filter((letter) => /\p{Ll}/u.test(letter)),
  (letter) => fold(letter).slice(0, 1),
)

function lettersOf(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index))
}

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
