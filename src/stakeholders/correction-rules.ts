/** What a corrected stakeholder, or membership of a group, must say. */
import { z } from 'zod'
import { CORRECTION_REFUSALS, type CorrectionRefusal, text, type Values } from '../framework/index.ts'
import { type Parsed, parse, type Typed } from '../platform/forms.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import { websiteOf } from './registration-rules.ts'
import { STAKEHOLDER_TYPES, type Stakeholder } from './rules.ts'

type Named = { language: string; name: string }

/** A stakeholder as its form shows it: a name in each of the six languages, and in others in which it has one. */
export function valuesOf({ type, acronym, country, website }: Stakeholder, names: readonly Named[]): Values {
  const given = new Map(names.map(({ language, name }) => [language, name]))
  const languages = [...new Set<string>([...LANGUAGES, ...given.keys()])]
  const named = languages.map((language) => [fieldOf(language), given.get(language) ?? ''])
  return { ...Object.fromEntries(named), acronym: acronym ?? '', type, country: country ?? '', website: website ?? '' }
}

const fieldOf = (language: string) => `name-${language}`

/** The names of a form by their languages; those left empty are none. */
export function namesIn(values: Values): Named[] {
  return Object.entries(values).flatMap(([field, name]) =>
    field.startsWith('name-') && name !== '' ? [{ language: field.slice('name-'.length), name }] : [],
  )
}

/** Reads the form of a stakeholder. `present`: what is on record; `countries`: codes of ISO 3166-1. */
export function stakeholderIn(typed: Typed, present: Values, countries: ReadonlySet<string>): Parsed<Values, CorrectionRefusal> {
  const names = Object.keys(present).filter((field) => field.startsWith('name-'))
  const form = parse(
    z.object({
      ...Object.fromEntries(names.map((field) => [field, text(300)])),
      acronym: text(60),
      type: z.enum(STAKEHOLDER_TYPES, { error: 'valueUnknown' satisfies CorrectionRefusal }),
      country: text(20).refine((code) => code === '' || countries.has(code), 'countryUnknown' satisfies CorrectionRefusal),
      website,
    }),
    typed,
    CORRECTION_REFUSALS,
  )
  if (!form.ok) return form
  const value: Values = { ...form.value }
  const [first = 'name-en'] = names
  return namesIn(value).some(({ name }) => /[\p{L}\p{N}]/u.test(name))
    ? { ok: true, value }
    : { ok: false, typed, errors: { [first]: 'nameMissing' } }
}

const website = text().transform((typed, context) => {
  const address = websiteOf(typed)
  if (address === false) context.addIssue({ code: 'custom', message: 'addressWrong' satisfies CorrectionRefusal })
  return address || ''
})

const day = text(20).refine((typed) => typed === '' || z.iso.date().safeParse(typed).success, 'dayWrong' satisfies CorrectionRefusal)

const Membership = z.object({
  since: day.refine((typed) => typed !== '', 'beginningMissing' satisfies CorrectionRefusal),
  until: day,
  region: text(20),
})

/** Reads the form of a membership. `regions`: codes of UN M49. */
export function membershipIn(typed: Typed, regions: ReadonlySet<string>): Parsed<Values, CorrectionRefusal> {
  const form = parse(Membership, typed, CORRECTION_REFUSALS)
  if (!form.ok) return form
  const { since, until, region } = form.value
  if (until !== '' && until <= since) return { ok: false, typed, errors: { until: 'untilNotAfter' } }
  if (region !== '' && !regions.has(region)) return { ok: false, typed, errors: { region: 'valueUnknown' } }
  return form
}
