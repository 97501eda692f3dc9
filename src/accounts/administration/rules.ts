/** Administration: what may be done with roles, and what can be asked of the outbox and of the record. */
import { z } from 'zod'
import { type Person, ROLES, type Role } from '../../platform/auth.ts'
import { asKept, isAddress, type KeptMail, MAIL_STATES, type MailState } from '../../platform/mail.ts'
import type { AdministrationWord } from './strings.ts'

/** The keys of what a form of the roles is refused with. */
export const REFUSALS = ['emailMissing', 'emailWrong', 'roleUnknown', 'nobody', 'notYourself', 'hasRole', 'lastAdministrator'] as const
export type Refusal = (typeof REFUSALS)[number]

export const Appointment = z.object({
  email: z
    .string({ error: 'emailMissing' satisfies Refusal })
    .trim()
    .min(1, 'emailMissing' satisfies Refusal)
    .transform(asKept)
    .refine(isAddress, 'emailWrong' satisfies Refusal),
  role: z.enum(ROLES, { error: 'roleUnknown' satisfies Refusal }),
})
export type Appointment = z.infer<typeof Appointment>

/** Whose role it is: a row number, and the public identifier that buttons and the record know. */
export type Office = { publicId: string; role: Role }

/** What the button of an office sends. */
export function buttonOf({ publicId, role }: Office): string {
  return `${role}:${publicId}`
}

/** The office whose button was pressed; null: somebody typed something else. */
export function officeIn(typed: string): Office | null {
  const [, name, publicId] = /^([a-z]+):([a-z2-7]{10})$/.exec(typed) ?? []
  const role = ROLES.find((known) => known === name)
  return role && publicId !== undefined ? { publicId, role } : null
}

/** Somebody's account as far as a role is concerned. */
export type Candidate = { id: number; roles: readonly Role[] }

/** Why an administrator cannot give a role; null: they can. `candidate`: null where no account has the address. */
export function refusalToAppoint(by: Pick<Person, 'id'>, candidate: Candidate | null, role: Role): Refusal | null {
  if (candidate === null) return 'nobody'
  if (candidate.id === by.id) return 'notYourself'
  return candidate.roles.includes(role) ? 'hasRole' : null
}

/** Why a role cannot be taken away; null: it can. `administrators`: how many there are. */
export function refusalToDismiss(role: Role, administrators: number): Refusal | null {
  return role === 'administrator' && administrators <= 1 ? 'lastAdministrator' : null
}

/** Somebody as others may see them: `name` is empty until they have said how they are called. */
export type Named = { publicId: string; name: string; erased: boolean }

/** `by`: null where it was a command of the operator. */
export type Holder = Office & { name: string; addresses: readonly string[]; since: Date; by: Named | null }

/** In both lists. */
export const PER_PAGE = 50

export type AskedMails = { state: MailState | null; page: number }

/** What is asked of the outbox; else which parameter means nothing. */
export function readMailQuery({ state, page = '1' }: Readonly<Record<string, string>>): AskedMails | 'state' | 'page' {
  const known = MAIL_STATES.find((one) => one === state)
  if (state !== undefined && known === undefined) return 'state'
  return /^[1-9]\d{0,6}$/.test(page) ? { state: known ?? null, page: Number(page) } : 'page'
}

/** The address of the outbox below its language. */
export function outboxAddress({ state, page }: AskedMails): string {
  return withQuery('/administration/outbox', { state, page: page > 1 ? String(page) : null })
}

/** Why there is no text of a mail to be read; null: there is. */
export function textMissing({ text, state, subject, forgotten, erased }: KeptMail): AdministrationWord | null {
  if (text !== null) return null
  if (erased) return 'textErased'
  if (forgotten) return 'textForgotten'
  if (subject !== null) return 'textSent'
  if (state === 'dropped') return 'textDropped'
  return state === 'waiting' ? 'textWaiting' : 'textFailed'
}

/** An event of the record. `actor`: null where it was a command; `person`: whom it happened to, where it was somebody. */
export type LoggedEvent = {
  id: number
  at: Date
  kind: string
  actor: Named | null
  subjectKind: string
  subject: string
  person: Named | null
}

/** `who`: who did it or to whom or what it was done; `before`: a place in the record, which only grows. */
export type AskedLog = { kind: string | null; who: string | null; before: number | null }

/** What is asked of the record; else which parameter means nothing. */
export function readLogQuery({ kind, who, before }: Readonly<Record<string, string>>): AskedLog | 'kind' | 'before' {
  if (kind !== undefined && !/^[a-z]+(-[a-z]+)*$/.test(kind)) return 'kind'
  if (before !== undefined && !/^[1-9]\d{0,14}$/.test(before)) return 'before'
  return { kind: kind ?? null, who: who?.trim() || null, before: before === undefined ? null : Number(before) }
}

/** The address of the record below its language. */
export function logAddress({ kind, who, before }: AskedLog): string {
  return withQuery('/administration/log', { kind, who, before: before === null ? null : String(before) })
}

function withQuery(path: string, parameters: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]]))
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}
