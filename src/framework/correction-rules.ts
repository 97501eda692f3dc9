/** What corrected lines, related processes and sources must say. */
import { z } from 'zod'
import { type Parsed, parse, type Typed } from '../platform/forms.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import {
  asTyped,
  CORRECTION_REFUSALS,
  type CorrectionRefusal,
  dateIn,
  sourceDate,
  text,
  type Values,
  webAddress,
} from './corrections/index.ts'
import type { Certainty, Level, Precision } from './processes/index.ts'
import type { DatePrecision } from './sources/index.ts'

export type LineTexts = { language: string; title: string; short: string }

/** A line as its form shows it: its titles in each language, and the numbers of the goals and targets that it serves. */
export function valuesOfLine(texts: readonly LineTexts[], goals: readonly string[]): Values {
  const given = new Map(texts.map((one) => [one.language, one]))
  const titles = LANGUAGES.flatMap((language) => [
    [`title-${language}`, given.get(language)?.title ?? ''],
    [`short-${language}`, given.get(language)?.short ?? ''],
  ])
  return { ...Object.fromEntries(titles), goals: goals.join(', ') }
}

/** Reads the form of a line. A title stays in the languages that have one. `goals`: every number there is. */
export function lineIn(typed: Typed, present: Values, goals: ReadonlySet<string>): Parsed<Values, CorrectionRefusal> {
  const titles = Object.keys(present).filter((field) => field !== 'goals')
  const form = parse(
    z.object({
      ...Object.fromEntries(titles.map((field) => [field, textThatStays(present[field])])),
      goals: text(5000)
        .transform(codesIn)
        .refine((codes) => codes.every((code) => goals.has(code)), 'goalUnknown' satisfies CorrectionRefusal)
        .transform((codes) => codes.join(', ')),
    }),
    typed,
    CORRECTION_REFUSALS,
  )
  if (!form.ok) return form
  const value: Values = { ...form.value }
  const half = LANGUAGES.find((language) => (value[`title-${language}`] === '') !== (value[`short-${language}`] === ''))
  if (half === undefined) return { ok: true, value }
  return { ok: false, typed, errors: { [value[`title-${half}`] === '' ? `title-${half}` : `short-${half}`]: 'titleMissing' } }
}

function textThatStays(present: string | undefined) {
  return text(1000).refine((typed) => typed !== '' || !present, 'titleMissing' satisfies CorrectionRefusal)
}

/** The numbers of goals in a text, each once. */
export function codesIn(typed: string): string[] {
  return [...new Set(typed.split(/[\s,;،、·]+/).filter((code) => code !== ''))]
}

export const LEVELS = ['national', 'regional', 'international', 'system'] as const satisfies readonly Level[]
export const CERTAINTIES = ['tentative', 'planned', 'confirmed', 'cancelled'] as const satisfies readonly Certainty[]

export type ProcessRow = {
  id: number
  level: Level
  paragraph: string
  on: string | null
  precision: Precision | null
  certainty: Certainty | null
  yearly: boolean
  texts: readonly { language: string; title: string; body: string }[]
}

/** A related process as its form shows it. */
export function valuesOfProcess({ level, paragraph, on, precision, certainty, yearly, texts }: ProcessRow): Values {
  const said = texts.flatMap(({ language, title, body }) => [
    [`title-${language}`, title],
    [`body-${language}`, body],
  ])
  const date = { next: asTyped(on, precision), certainty: certainty ?? '', yearly: yearly ? 'yes' : 'no' }
  return { level, paragraph, ...date, ...Object.fromEntries(said) }
}

/** Reads the form of a related process. A date that comes back every year is a day. */
export function processIn(typed: Typed, present: Values): Parsed<Values, CorrectionRefusal> {
  const texts = Object.keys(present).filter((field) => field.includes('-'))
  const form = parse(
    z.object({
      level: z.enum(LEVELS, { error: 'valueUnknown' satisfies CorrectionRefusal }),
      paragraph: text(100).refine((typed) => typed !== '', 'titleMissing' satisfies CorrectionRefusal),
      next: text(20).refine((typed) => dateIn(typed) !== false, 'dateWrong' satisfies CorrectionRefusal),
      certainty: z.enum(['', ...CERTAINTIES], { error: 'valueUnknown' satisfies CorrectionRefusal }),
      yearly: z.enum(['yes', 'no'], { error: 'valueUnknown' satisfies CorrectionRefusal }),
      ...Object.fromEntries(texts.map((field) => [field, textThatStays(present[field])])),
    }),
    typed,
    CORRECTION_REFUSALS,
  )
  if (!form.ok) return form
  const { next, certainty, yearly } = form.value
  if ((next === '') !== (certainty === '')) return { ok: false, typed, errors: { certainty: 'valueUnknown' } }
  if (yearly === 'yes' && columnsOf(next).precision !== 'day') return { ok: false, typed, errors: { next: 'dayWrong' } }
  return { ok: true, value: { ...form.value } }
}

export type SourceRow = {
  id: number
  title: string
  language: string
  date: string | null
  precision: DatePrecision | null
  url: string | null
  paragraph: string | null
}

/** A source as its form shows it. */
export function valuesOfSource({ title, date, precision, url, paragraph }: SourceRow): Values {
  return { title, date: asTyped(date, precision), url: url ?? '', paragraph: paragraph ?? '' }
}

const Source = z.object({
  title: text().refine((typed) => typed !== '', 'titleMissing' satisfies CorrectionRefusal),
  date: sourceDate,
  url: webAddress,
  paragraph: text(100),
})

/** Reads the form of a source. */
export function correctedSourceIn(typed: Typed): Parsed<Values, CorrectionRefusal> {
  return parse(Source, typed, CORRECTION_REFUSALS)
}

/** A date as its columns have it; of none both are null. */
export function columnsOf(typed: string | undefined) {
  const date = dateIn(typed ?? '')
  return date ? { on: date.on, precision: date.precision } : { on: null, precision: null }
}
