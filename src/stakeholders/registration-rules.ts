/** Registering an organisation: what a form must say, and when time makes public what nobody has looked at. */
import { z } from 'zod'
import { LANGUAGES } from '../platform/i18n.ts'
import { STAKEHOLDER_TYPES } from './rules.ts'

/** Organisations that one person registers within 24 hours. */
export const REGISTERED_A_DAY = 3

export const REGISTRATION_REFUSALS = [
  'nameMissing',
  'nameTooLong',
  'languageUnknown',
  'typeMissing',
  'countryUnknown',
  'websiteWrong',
  'ownNameMissing',
  'ownNameTooLong',
  'tooManyToday',
] as const
export type RegistrationRefusal = (typeof REGISTRATION_REFUSALS)[number]

/** Those that somebody can choose: who registers it knows what it is. */
export const CHOSEN_TYPES = STAKEHOLDER_TYPES.filter((type) => type !== 'not-stated')

/** `anonymous`: the account has no name yet, so one must be given. `countries`: codes of ISO 3166-1. */
export function registrationOf({ countries, anonymous }: { countries: ReadonlySet<string>; anonymous: boolean }) {
  return z.object({
    name: z
      .string({ error: 'nameMissing' satisfies RegistrationRefusal })
      .transform(oneLine)
      .refine((name) => /[\p{L}\p{N}]/u.test(name), 'nameMissing' satisfies RegistrationRefusal)
      .refine((name) => name.length <= 300, 'nameTooLong' satisfies RegistrationRefusal),
    language: z.enum(LANGUAGES, { error: 'languageUnknown' satisfies RegistrationRefusal }),
    type: z.enum(CHOSEN_TYPES, { error: 'typeMissing' satisfies RegistrationRefusal }),
    country: z
      .string()
      .optional()
      .transform((code) => code || null)
      .refine((code) => code === null || countries.has(code), 'countryUnknown' satisfies RegistrationRefusal),
    website: z
      .string()
      .optional()
      .transform((typed) => websiteOf(typed ?? ''))
      .refine((address) => address !== false, 'websiteWrong' satisfies RegistrationRefusal)
      .transform((address) => address || null),
    ownName: ownNameIf(anonymous),
    represent: z
      .literal('yes')
      .optional()
      .catch(undefined)
      .transform((chosen) => chosen === 'yes'),
  })
}
export type Registration = z.output<ReturnType<typeof registrationOf>>

/** The name of a person who must have one before others decide on them; one that the account has already is left as it is. */
export function ownNameIf(anonymous: boolean) {
  const typed = z
    .string()
    .optional()
    .transform((name) => oneLine(name ?? ''))
  if (!anonymous) return typed.transform(() => null)
  return typed
    .refine((name) => name !== '', 'ownNameMissing' satisfies RegistrationRefusal)
    .refine((name) => name.length <= 200, 'ownNameTooLong' satisfies RegistrationRefusal)
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

/** The address of a website as it was meant: people leave out its beginning. Null: none was given; false: it is none. */
export function websiteOf(typed: string): string | null | false {
  const text = typed.trim()
  if (text === '') return null
  const address = addressIn(/^https?:\/\//i.test(text) ? text : `https://${text}`)
  if (!address || text.length > 500 || /\s/.test(text) || address.username !== '' || !/[^.]\.[^.]/.test(address.hostname)) return false
  return address.pathname === '/' && address.search === '' && address.hash === '' ? address.origin : address.href
}

/** The host of a website without its `www.`, by which two addresses of one site are known; null where there is none. */
export function hostOf(website: string | null): string | null {
  return addressIn(website ?? '')?.hostname.replace(/^www\./, '') ?? null
}

function addressIn(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

const DAY = 24 * 60 * 60 * 1000

/**
 * When time publishes what was submitted at a moment: after two working days, each of 24 hours from Monday to Friday, in UTC. What comes at
 * the weekend counts from Monday's first minute.
 */
export function dueAfter(submittedAt: Date): Date {
  const inTheWeek = afterWeekend(submittedAt)
  return [1, 2].reduce((at) => afterWeekend(new Date(at.getTime() + DAY), at), inTheWeek)
}

/** The moment itself on a working day. In the weekend: Monday's first minute or, counting from a weekday, the same hour of Monday. */
function afterWeekend(at: Date, from?: Date): Date {
  const days = { 6: 2, 0: 1 }[at.getUTCDay()] ?? 0
  if (days === 0) return at
  const monday = new Date(at.getTime() + days * DAY)
  return from ? monday : new Date(Date.UTC(monday.getUTCFullYear(), monday.getUTCMonth(), monday.getUTCDate()))
}

/** What became of what somebody registered. */
export type Submission = {
  submittedAt: Date
  dueAt: Date
  /** Why it is held back; null: it is not. */
  heldBecause: string | null
}
