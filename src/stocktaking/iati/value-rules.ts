/** What a record writes, as values that a column can hold; null for what is none. The record itself keeps what it wrote. */
import { createHash } from 'node:crypto'

/** Longest code, type or vocabulary of a column (characters); a longer one is no code. */
const LONGEST_CODE = 200

/** Digits that an amount may have in all: more than any currency needs, far fewer than PostgreSQL's numeric refuses. */
const LONGEST_DECIMAL = 40

const EARLIEST_YEAR = 1900
const LATEST_YEAR = 2200

/**
 * A calendar day as YYYY-MM-DD. A time or zone after it is cut off: the day is that of the place where it was written.
 * Days before 1900 or after 2200 are none: programs write 0001-01-01 for "not known".
 */
export function dateOf(written: string | undefined): string | null {
  const parts = written === undefined ? null : DAY.exec(written)
  if (parts?.[1] === undefined || parts[2] === undefined || parts[3] === undefined) return null
  return isDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) ? `${parts[1]}-${parts[2]}-${parts[3]}` : null
}
const DAY = /^\s*(\d{4})-(\d\d)-(\d\d)(?![\d-])/

/** An instant as ISO 8601 in UTC with milliseconds; further digits are cut off. Where no zone is written it is UTC. */
export function instantOf(written: string | undefined): string | null {
  const text = written?.trim() ?? ''
  const parts = text.length > LONGEST_INSTANT ? null : INSTANT.exec(text)
  if (!parts) return null
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((digits) => Number(digits ?? 0))
  if (year === undefined || month === undefined || day === undefined || !isDay(year, month, day)) return null
  if (hour === undefined || minute === undefined || second === undefined || !isTime(hour, minute, second)) return null
  const milliseconds = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'))
  const zone = offsetOf(parts[8])
  if (zone === null) return null
  return new Date(Date.UTC(year, month - 1, day, hour, minute - zone, second, milliseconds)).toISOString()
}
const INSTANT = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i
const LONGEST_INSTANT = 64

function isDay(year: number, month: number, day: number): boolean {
  if (year < EARLIEST_YEAR || year > LATEST_YEAR || month < 1 || month > 12 || day < 1) return false
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** XML Schema allows 24:00:00 for the end of a day, and a leap second is a second. */
function isTime(hour: number, minute: number, second: number): boolean {
  return (hour < 24 || (hour === 24 && minute === 0 && second === 0)) && minute < 60 && second <= 60
}

/** Minutes ahead of UTC; no zone on earth is further than 14 hours from it. */
function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', ''))
  if (minutes > 14 * 60) return null
  return zone.startsWith('-') ? -minutes : minutes
}

/** A decimal of XML Schema, as written. With separators of thousands, a percent sign or an exponent it is none. */
export function decimalOf(written: string | undefined): string | null {
  const text = written?.trim() ?? ''
  return text.length <= LONGEST_DECIMAL && DECIMAL.test(text) ? text : null
}
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/

/** A share of a whole, from 0 to 100. */
export function percentageOf(written: string | undefined): string | null {
  const share = decimalOf(written)
  return share !== null && Number(share) >= 0 && Number(share) <= 100 ? share : null
}

/** A whole number within bounds; spreadsheets write it as `3.0`. */
export function integerOf(written: string | undefined, least: number, most: number): number | null {
  const text = written?.trim() ?? ''
  if (!INTEGER.test(text)) return null
  const number = Number(text)
  return number >= least && number <= most ? number : null
}
const INTEGER = /^\d{1,9}(?:\.0+)?$/

export function booleanOf(written: string | undefined): boolean | null {
  const text = written?.trim().toLowerCase()
  if (text === '1' || text === 'true') return true
  return text === '0' || text === 'false' ? false : null
}

/** A code, type or vocabulary: one short line. */
export function codeOf(written: string | undefined): string | null {
  const text = written?.trim() ?? ''
  return text === '' || text.length > LONGEST_CODE || hasControls(text) ? null : text
}

/** ISO 3166-1, two letters. */
export function countryOf(written: string | undefined): string | null {
  const code = written?.trim().toUpperCase() ?? ''
  return /^[A-Z]{2}$/.test(code) ? code : null
}

/** ISO 4217, three letters. */
export function currencyOf(written: string | undefined): string | null {
  const code = written?.trim().toUpperCase() ?? ''
  return /^[A-Z]{3}$/.test(code) ? code : null
}

/** A goal of the 2030 Agenda (`3`), as its number. */
export function goalOf(written: string | undefined): string | null {
  return /^\s*0?([1-9]|1[0-7])(?:\.0)?\s*$/.exec(written ?? '')?.[1] ?? null
}

/** A target of the 2030 Agenda (`3.8`, `17.a`), as its number. */
export function targetOf(written: string | undefined): string | null {
  const parts = /^\s*(1[0-7]|[1-9])\.([1-9]\d?|[a-z])\s*$/i.exec(written ?? '')
  return parts ? `${parts[1]}.${parts[2]?.toLowerCase()}` : null
}

/** Short forms by subtags, of which there are few. */
const known = new Map<string, string>()

/** The language of a text: the primary subtag of BCP 47 in its short form (`pt-BR` is `pt`, `fra` is `fr`), else `und`. */
export function languageOf(written: string | undefined): string {
  const seen = known.get(written ?? '')
  if (seen !== undefined) return seen
  const subtag = /^\s*([a-z]{2,3})(?=$|[-_\s])/i.exec(written ?? '')?.[1]?.toLowerCase()
  if (subtag === undefined) return 'und'
  // Of `und` itself there is no short form.
  const short = new Intl.Locale(subtag).language ?? 'und'
  known.set(subtag, short)
  return short
}

/** A text of one line: a title or a name. Runs of white space are one space. */
export function lineOf(written: string): string | null {
  const text = written.trim()
  return text === '' ? null : RUN.test(text) ? text.replace(RUNS, ' ') : text
}
const RUN = /[\t\n\r]| {2}/
const RUNS = /[ \t\n\r]+/g

/** A text of several paragraphs: lines are kept, the indentation of the file is not, and at most one line is left empty. */
export function proseOf(written: string): string | null {
  const text = written.trim()
  if (text === '') return null
  if (!RUN.test(text)) return text
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
}

/** Whether a text has control characters, line ends among them. */
export function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text)
}

/** A text without the characters that neither XML 1.0 nor a column of PostgreSQL can hold. XML that was read has none. */
export function withoutForbidden(text: string): string {
  return FORBIDDEN.test(text) ? text.replace(FORBIDDEN_ALL, '') : text
}
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/u
const FORBIDDEN_ALL = new RegExp(FORBIDDEN, 'gu')

/** Of several things with one key the first, as a table with that key can hold it. */
export function firstOfEach<T>(things: readonly T[], keyOf: (thing: T) => string): T[] {
  const first = new Map<string, T>()
  for (const thing of things) if (!first.has(keyOf(thing))) first.set(keyOf(thing), thing)
  return [...first.values()]
}

/** SHA-256. */
export function digestOf(text: string): Uint8Array {
  return createHash('sha256').update(text, 'utf8').digest()
}

/**
 * A copy that stands alone. A piece of a longer string keeps all of that string in memory as long as the piece is held, and
 * identifiers are held for a whole import.
 */
export function ownCopy(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8')
}
