/** Related processes: what follows up the Summit around the lines, and when each is next. */
import type { Source } from '../sources/index.ts'

/** `system`: within the system of the United Nations. */
export type Level = 'national' | 'regional' | 'international' | 'system'
export type Precision = 'day' | 'month' | 'quarter' | 'year'
export type Certainty = 'tentative' | 'planned' | 'confirmed' | 'cancelled'
export type LinkKind = 'reports-to' | 'feeds' | 'part-of'

/** What is known of a date: `on` is its first day; a yearly one comes back on that day. */
export type KnownDate = { on: string; precision: Precision; certainty: Certainty; yearly: boolean }

/** A date as seen from some day. `past`: it is over, and nothing is known ahead of it. */
export type ProcessDate = KnownDate & { past: boolean }

export type RelatedProcess = {
  slug: string
  level: Level
  /** Of the Tunis Agenda: `72`, `108–110`. */
  paragraph: string
  title: string
  /** Who holds it. */
  body: string
  summary: string
  /** Of title, body and summary. */
  language: string
  next: ProcessDate | null
  links: { to: string; kind: LinkKind }[]
  source: Source
}

/**
 * The next date of a process as seen on a day (`YYYY-MM-DD`). One that comes back every year is next on its day of this year
 * or of the following; a date that is over stays, as the last that is known.
 */
export function nextDate(known: KnownDate, today: string): ProcessDate {
  if (!known.yearly) return { ...known, past: lastDay(known) < today }
  const year = Math.max(Number(today.slice(0, 4)), Number(known.on.slice(0, 4)))
  const thisYear = dayIn(year, known.on)
  return { ...known, on: thisYear >= today ? thisYear : dayIn(year + 1, known.on), past: false }
}

/** The last day on which a date of some precision may still lie ahead. */
function lastDay({ on, precision }: KnownDate): string {
  if (precision === 'day') return on
  const [year = 0, month = 1] = on.split('-').map(Number)
  const lastMonth = { month, quarter: quarterOf(on) * 3, year: 12 }[precision]
  return new Date(Date.UTC(year, lastMonth, 0)).toISOString().slice(0, 10)
}

/** 1 to 4. */
export function quarterOf(on: string): number {
  return Math.ceil(Number(on.slice(5, 7)) / 3)
}

/** 29 February is held on the 28th where the year has none. */
function dayIn(year: number, on: string): string {
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
  return `${String(year).padStart(4, '0')}-${on.endsWith('-02-29') && !leap ? '02-28' : on.slice(5)}`
}
