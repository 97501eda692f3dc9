/** Where what was searched for stands in a text. */
import { fold, isUnspaced } from '../../platform/folding.ts'
import type { Config } from './language-rules.ts'

/** From one place of a text to before another. */
export type Mark = readonly [from: number, to: number]

/** A word of a text, in small letters, and where it stands. */
export type Token = { word: string; from: number; to: number }

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const WORD = /[\p{L}\p{N}\p{M}]+/gu

export function tokensOf(text: string): Token[] {
  if (!isUnspaced(text)) return [...text.matchAll(WORD)].map(({ 0: word, index }) => tokenOf(word, index))
  return [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment, index }) => tokenOf(segment, index))
}

function tokenOf(written: string, from: number): Token {
  return { word: written.normalize('NFC').toLowerCase(), from, to: from + written.length }
}

/** The words that a tsquery, as text, asks for, as its configuration writes them. */
export function lexemesIn(tsquery: string): Set<string> {
  return new Set([...tsquery.matchAll(LEXEME)].map(([, lexeme = '']) => lexeme.replaceAll("''", "'")))
}
const LEXEME = /'((?:[^']|'')*)'/g

/** Whether a word may be one of these once its ending is off: stemmers leave the beginning, but that of Arabic takes off the article. */
export function mayBe(config: Config, word: string, lexemes: ReadonlySet<string>): boolean {
  if (config === 'arabic') return true
  const start = fold(word).slice(0, 2)
  for (const lexeme of lexemes) if (fold(lexeme).startsWith(start.slice(0, lexeme.length))) return true
  return false
}

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
  if (space > at - 30) return space + 1
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at
}
