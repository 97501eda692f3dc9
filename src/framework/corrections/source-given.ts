/** The source of a correction, as its form gives it: one on record, or a new one. */
import { z } from 'zod'
import { type Parsed, parse, type Typed } from '../../platform/forms.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import type { Source, SourceKind } from '../sources/index.ts'
import { dateIn } from './dates.ts'
import { CORRECTION_REFUSALS, type CorrectionRefusal } from './refusals.ts'

/** A source on record; `line`: the slug of the line whose meeting or decision it is. */
export type KnownSource = Pick<Source, 'slug' | 'kind' | 'title' | 'language' | 'paragraph'> & { line: string | null }

export type SourceGiven = { kind: SourceKind; line: string | null } & (
  | { slug: string }
  | ({ slug: null } & Pick<Source, 'title' | 'language' | 'date' | 'datePrecision' | 'url' | 'paragraph'>)
)

export const SOURCE_KINDS = ['letter', 'document', 'meeting', 'decision'] as const

/** One line of text, of no more than so many characters. */
export function text(most = 500) {
  return z
    .string()
    .optional()
    .transform((typed) => (typed ?? '').replace(/[\s\p{Cc}]+/gu, ' ').trim())
    .refine((line) => line.length <= most, 'tooLong' satisfies CorrectionRefusal)
}

/** An address on the web, or nothing. */
export const webAddress = text().refine((typed) => typed === '' || isAddress(typed), 'addressWrong' satisfies CorrectionRefusal)

function isAddress(typed: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(typed) && URL.canParse(typed) && new URL(typed).username === ''
}

/** A date as precise as it is known, or nothing; of a quarter the record of sources has no word. */
export const sourceDate = text().refine((typed) => {
  const date = dateIn(typed)
  return date === null || (date !== false && date.precision !== 'quarter')
}, 'dateWrong' satisfies CorrectionRefusal)

const NewSource = z.object({
  'source-title': text().refine((title) => title !== '', 'sourceMissing' satisfies CorrectionRefusal),
  'source-kind': z.enum(SOURCE_KINDS, { error: 'sourceKindUnknown' satisfies CorrectionRefusal }),
  'source-language': z.enum(LANGUAGES, { error: 'languageUnknown' satisfies CorrectionRefusal }),
  'source-date': sourceDate,
  'source-url': webAddress,
  'source-paragraph': text(100),
})

/** Reads the source of a correction. `line`: the slug of the line that is corrected, whose meeting or decision a new one is. */
export function sourceIn(
  typed: Typed,
  { known, line }: { known: readonly KnownSource[]; line: string | null },
): Parsed<SourceGiven, CorrectionRefusal> {
  if (typed.source) {
    const found = known.find(({ slug }) => slug === typed.source)
    return found ? { ok: true, value: found } : { ok: false, typed, errors: { source: 'sourceUnknown' } }
  }
  const form = parse(NewSource, typed, CORRECTION_REFUSALS)
  return form.ok ? { ok: true, value: newSource(form.value, line) } : form
}

function newSource(given: z.output<typeof NewSource>, line: string | null): SourceGiven {
  const kind = given['source-kind']
  const date = dateIn(given['source-date']) || null
  return {
    slug: null,
    kind,
    line: kind === 'meeting' || kind === 'decision' ? line : null,
    title: given['source-title'],
    language: given['source-language'],
    date: date?.on ?? null,
    datePrecision: date === null || date.precision === 'quarter' ? null : date.precision,
    url: given['source-url'] || null,
    paragraph: given['source-paragraph'] || null,
  }
}
