/** Words looked for in texts of many languages: whole words, whatever their case and accents, each in texts of its own language. */
import type { ActivityRecord } from '../iati/index.ts'

type Word = { pattern: RegExp }
/** Words by the first letters of what they begin with, and those of languages that are written without spaces. */
type Index = { byStart: ReadonlyMap<string, readonly Word[]>; anywhere: readonly string[] }

/** The words of each language, and of all for texts in none of these. */
export type Words = { byLanguage: ReadonlyMap<string, Index>; all: Index }

const LETTERS_OF_START = 3
const WITHOUT_SPACES = new Set(['zh', 'ja', 'th'])

/** What Arabic writes together with the word after it: and, the, with, for; the longest last, so that words with an article are found as such. */
const ARABIC_BEFORE_WORD = ['و', 'ب', 'ل', 'ال', 'وال', 'بال', 'لل']

export function wordsOf(words: readonly { language: string; word: string }[]): Words {
  const languages = [...new Set(words.map(({ language }) => language))]
  const byLanguage = new Map(languages.map((language) => [language, indexOf(words.filter((word) => word.language === language))]))
  return { byLanguage, all: indexOf(words) }
}

function indexOf(words: readonly { language: string; word: string }[]): Index {
  const byStart = new Map<string, Word[]>()
  const anywhere: string[] = []
  for (const { language, word } of words) {
    if (WITHOUT_SPACES.has(language)) {
      anywhere.push(folded(word))
      continue
    }
    const start = startOf(folded(word))
    byStart.set(start, [...(byStart.get(start) ?? []), { pattern: patternOf(folded(word)) }])
  }
  return { byStart, anywhere }
}

/** The word alone: no letter or digit after it, except for a star; a space is any white space, a hyphen any hyphen. */
function patternOf(word: string): RegExp {
  const isPrefix = word.endsWith('*')
  const parts = (isPrefix ? word.slice(0, -1) : word).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  const spaced = parts.replace(/\s+/g, '\\s+').replace(/-/g, '[\u2010\u2011\u2013-]')
  return new RegExp(`${spaced}${isPrefix ? '[\\p{L}\\p{N}]*' : '(?![\\p{L}\\p{N}])'}`, 'uy')
}

/** The first word that stands in a text, as it is written there: titles first. */
export function findWord(words: Words, texts: ActivityRecord['texts']): string | null {
  for (const { language, title, description, objectives, targetGroups, other } of texts) {
    const index = words.byLanguage.get(language) ?? words.all
    for (const text of [title, description, objectives, targetGroups, other]) {
      const found = text === null ? null : findIn(index, text)
      if (found !== null) return found
    }
  }
  return null
}

function findIn(index: Index, text: string): string | null {
  const plain = folded(text)
  const place = findSpaced(index, plain) ?? findAnywhere(index, plain)
  return place === null ? null : asWritten(text, place.from, place.to)
}

type Place = { from: number; to: number }

function findSpaced({ byStart }: Index, plain: string): Place | null {
  for (const { 0: run, index } of plain.matchAll(RUN)) {
    const found = findAt(byStart, plain, index, run) ?? findAfterArabic(byStart, plain, index, run)
    if (found !== null) return found
  }
  return null
}
const RUN = /[\p{L}\p{N}]+/gu

function findAt(byStart: Index['byStart'], plain: string, at: number, run: string): Place | null {
  for (const { pattern } of byStart.get(run.slice(0, LETTERS_OF_START)) ?? []) {
    pattern.lastIndex = at
    const match = pattern.exec(plain)
    if (match) return { from: at, to: at + match[0].length }
  }
  return null
}

function findAfterArabic(byStart: Index['byStart'], plain: string, at: number, run: string): Place | null {
  if (!ARABIC.test(run)) return null
  for (const before of ARABIC_BEFORE_WORD) {
    const found = run.startsWith(before) ? findAt(byStart, plain, at + before.length, run.slice(before.length)) : null
    if (found !== null) return found
  }
  return null
}
const ARABIC = /^[\u0621-\u064a]/

function findAnywhere({ anywhere }: Index, plain: string): Place | null {
  for (const word of anywhere) {
    const from = plain.indexOf(word)
    if (from !== -1) return { from, to: from + word.length }
  }
  return null
}

function startOf(word: string): string {
  return /^[\p{L}\p{N}]+/u.exec(word)?.[0].slice(0, LETTERS_OF_START) ?? ''
}

/** Small letters without accents, vowel signs and the stroke by which Arabic lengthens words. */
function folded(text: string): string {
  const small = text.toLowerCase()
  return ASCII.test(small) ? small : small.normalize('NFD').replace(MARKS, '')
}
const ASCII = /^[\0-\x7f]*$/
const MARKS = /[\p{M}\u0640]/gu

/** What stands in a text from one place of its folded form to another. */
function asWritten(text: string, from: number, to: number): string {
  let at = 0
  let written = ''
  for (const character of text) {
    if (at >= to) break
    if (at >= from) written += character
    at += folded(character).length
  }
  return written.trim()
}
