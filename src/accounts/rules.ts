/** Accounts: what is true of persons, of their addresses and of what opens a session. */
import { z } from 'zod'
import { LANGUAGES, type Language } from '../platform/i18n.ts'
import { asKept, domainOf, isAddress } from '../platform/mail.ts'

/** In hours: how long a link and its code open a session, once. */
export const SIGN_IN_HOURS = 24
/** Mails to one address within an hour; whoever asks more often hears nothing else, and no mail is sent. */
export const MAILS_AN_HOUR = 5
/** After so many wrong codes only the link of that mail still works. */
export const WRONG_CODES = 5

/** The keys of what a form of the accounts is refused with. */
export const REFUSALS = [
  'emailMissing',
  'emailWrong',
  'codeWrong',
  'nameTooLong',
  'languageUnknown',
  'addressTaken',
  'lastAddress',
] as const
export type Refusal = (typeof REFUSALS)[number]

/** An address that mail can be sent to, at a domain that is not our own machine. Whether anybody reads there only a mail can tell. */
const Email = z
  .string({ error: 'emailMissing' satisfies Refusal })
  .trim()
  .min(1, 'emailMissing' satisfies Refusal)
  .transform(asKept)
  .refine((email) => isAddress(email) && domainOf(email).includes('.'), 'emailWrong' satisfies Refusal)

export const AskedToSignIn = z.object({ email: Email, next: z.string().optional() })
export const NewAddress = z.object({ email: Email })

export const TypedCode = z.object({
  email: Email,
  code: z
    .string({ error: 'codeWrong' satisfies Refusal })
    .transform((code) => code.replace(/[^0-9]/g, ''))
    .refine((code) => code.length === 8, 'codeWrong' satisfies Refusal),
})

export const Profile = z.object({
  name: z
    .string({ error: 'nameTooLong' satisfies Refusal })
    .trim()
    .max(200, 'nameTooLong' satisfies Refusal),
  language: z.enum(LANGUAGES, { error: 'languageUnknown' satisfies Refusal }),
})
export type Profile = z.infer<typeof Profile>

/** Where somebody wanted to go, if that is a page of ours: of anything else, home. An address like `//elsewhere` or `/\elsewhere` leads away. */
export function pageOfOurs(next: string | undefined, language: Language): string {
  const home = `/${language}/`
  if (next === undefined || !next.startsWith('/') || next.length > 2000) return home
  if (!URL.canParse(next, ORIGIN)) return home
  const address = new URL(next, ORIGIN)
  return address.origin === ORIGIN && LANGUAGES.some((known) => address.pathname.startsWith(`/${known}/`))
    ? `${address.pathname}${address.search}`
    : home
}
const ORIGIN = 'http://actionlines.invalid'

/** A session as its owner sees it. */
export type Session = { id: number; device: string; beganAt: Date; usedAt: Date; isThis: boolean }

/** `getsMail`: mails to the person go there. */
export type Address = { id: number; email: string; confirmedAt: Date; getsMail: boolean }

/** All that is known of a person, as they can take it away. */
export type PersonalData = {
  name: string
  language: Language
  createdAt: Date
  roles: readonly string[]
  addresses: readonly { email: string; confirmedAt: Date }[]
  sessions: readonly { device: string; beganAt: Date; usedAt: Date; endedAt: Date | null }[]
  passkeys: readonly { label: string; addedAt: Date; usedAt: Date | null }[]
  mails: readonly { purpose: string; frequency: string; changedAt: Date }[]
  /** At providers of sign-ins: who says it, and as whom they know them. */
  identities: readonly { issuer: string; subject: string; linkedAt: Date }[]
  /** What they typed into forms and have not sent. */
  drafts: readonly { path: string; keptAt: Date; fields: readonly { field: string; value: string }[] }[]
  events: readonly { at: Date; kind: string; subjectKind: string; subject: string }[]
}

/** What is kept of how a browser calls itself: what is longer says no more. */
export function shortDevice(device: string): string {
  return device.replace(/\p{Cc}/gu, ' ').slice(0, 200)
}

/** In the order in which they are looked for: most browsers say that they are several others, too. */
const BROWSERS = { Edg: 'Edge', OPR: 'Opera', Firefox: 'Firefox', Chrome: 'Chrome', Safari: 'Safari' }
const SYSTEMS = { Android: 'Android', iPhone: 'iPhone', iPad: 'iPad', Windows: 'Windows', 'Mac OS X': 'macOS', Linux: 'Linux' }

/** `Firefox · Linux`, by which its owner knows a session; what cannot be told apart stays as it was. */
export function deviceName(device: string): string {
  const of = (known: Readonly<Record<string, string>>, after: string) =>
    Object.entries(known).find(([sign]) => device.includes(`${sign}${after}`))?.[1]
  return [of(BROWSERS, '/'), of(SYSTEMS, '')].filter((part) => part !== undefined).join(' · ') || device
}
