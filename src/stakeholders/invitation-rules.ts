/** Inviting by address or list: what was pasted, and what sending it would do. */
import { parse as cells } from 'csv-parse/sync'
import { z } from 'zod'
import { LANGUAGES } from '../platform/i18n.ts'
import { asKept, domainOf, isAddress, type MailState, parseSender } from '../platform/mail.ts'
import { foldedName } from './rules.ts'

/** Lines that can be sent at once. */
export const LINES_AT_ONCE = 500
/** Invitations that leave the site within 24 hours. */
export const INVITED_A_DAY = 2000
/** In days: before that nobody is mailed again. */
export const INVITED_AGAIN = 30
/** In days: how long an invitation, and the link in its mail, can be taken up. */
export const INVITATION_DAYS = 14
/** In days: when the address and the words of an invitation are erased. */
export const INVITATION_KEPT = 90

export const INVITATION_REFUSALS = [
  'listMissing',
  'tooManyLines',
  'languageUnknown',
  'messageTooLong',
  'organisationUnknown',
  'organisationSeveral',
  'tooManyToday',
  'notOpen',
] as const
export type InvitationRefusal = (typeof INVITATION_REFUSALS)[number]

export const InvitationForm = z.object({
  list: z
    .string({ error: 'listMissing' satisfies InvitationRefusal })
    .refine((list) => list.trim() !== '', 'listMissing' satisfies InvitationRefusal)
    .refine((list) => written(list).length <= LINES_AT_ONCE, 'tooManyLines' satisfies InvitationRefusal),
  language: z.enum(LANGUAGES, { error: 'languageUnknown' satisfies InvitationRefusal }),
  message: z
    .string()
    .optional()
    .transform((message) => (message ?? '').replaceAll('\r\n', '\n').replaceAll('\0', '').trim())
    .refine((message) => message.length <= 1000, 'messageTooLong' satisfies InvitationRefusal),
  organisation: z
    .string()
    .optional()
    .transform((organisation) => organisationKey(oneLine(organisation ?? '')))
    .refine((organisation) => organisation.length <= 300, 'organisationUnknown' satisfies InvitationRefusal),
})
export type InvitationForm = z.output<typeof InvitationForm>

/** Why a line cannot be read. */
export const LINE_REFUSALS = [
  'addressWrong',
  'twoAddresses',
  'repeated',
  'nameTooLong',
  'organisationTooLong',
  'organisationSeveral',
] as const
export type LineRefusal = (typeof LINE_REFUSALS)[number]

/** Whom a line names; `organisation` as typed. Lines are counted from 1, the empty ones too. */
export type Line = { number: number; text: string; email: string; name: string; organisation: string }
export type Unread = { number: number; text: string; why: LineRefusal }

/** Reads a pasted list: an address a line or, as CSV, an address, a name and an organisation. A line of headings at the top is none. */
export function linesIn(list: string): { lines: Line[]; unread: Unread[] } {
  const [lines, unread, seen]: [Line[], Unread[], Set<string>] = [[], [], new Set()]
  for (const [index, { number, text }] of written(list).entries()) {
    const parts = partsOf(text)
    if (index === 0 && parts.length > 1 && !text.includes('@')) continue
    const line = { number, text, ...readParts(parts) }
    const why = refusalOf(line, parts, seen)
    if (why) unread.push({ number, text, why })
    else lines.push(line)
    seen.add(line.email)
  }
  return { lines, unread }
}

function written(list: string): { number: number; text: string }[] {
  return list.split(/\r\n|\r|\n/).flatMap((text, index) => (text.trim() === '' ? [] : { number: index + 1, text: text.trim() }))
}

/** Spreadsheets put tabs between cells or, where commas are in numbers, semicolons. */
function partsOf(text: string): string[] {
  const delimiter = ['\t', ';'].find((sign) => text.includes(sign)) ?? ','
  try {
    const [parts = []]: string[][] = cells(text, { delimiter, relax_column_count: true, relax_quotes: true, trim: true, bom: true })
    return parts.map(oneLine)
  } catch {
    return [text]
  }
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

/** `Ada <ada@example.org>` is how programs for mail write whom they know. */
function readParts([first = '', name = '', organisation = '']: readonly string[]): Pick<Line, 'email' | 'name' | 'organisation'> {
  const sender = parseSender(first)
  return { email: asKept(sender?.address ?? first), name: name || sender?.name || '', organisation: organisationKey(organisation) }
}

function refusalOf({ email, name, organisation }: Line, parts: readonly string[], seen: ReadonlySet<string>): LineRefusal | null {
  if (!isAddress(email) || !domainOf(email).includes('.')) return 'addressWrong'
  if (parts.slice(1).some((part) => isAddress(part))) return 'twoAddresses'
  if (seen.has(email)) return 'repeated'
  if (name.length > 200) return 'nameTooLong'
  return organisation.length > 300 ? 'organisationTooLong' : null
}

/** An organisation as it is looked for: of the address of its page only the identifier. */
export function organisationKey(typed: string): string {
  return /\/stakeholders\/([a-z2-7]{10})(?:[/?#]|$)/.exec(typed)?.[1] ?? typed.trim()
}

/** An organisation that somebody may be invited to represent, with all its names. */
export type Invitable = { id: number; publicId: string; identifier: string; name: string; nameLanguage: string; folded: readonly string[] }

/** What is known of those on a list, by their addresses. */
export type Known = {
  organisations: readonly Invitable[]
  /** Who has an account, and which organisations they represent. */
  persons: ReadonlyMap<string, readonly number[]>
  /** When they were invited, of those within the last 30 days. */
  invited: ReadonlyMap<string, Date>
  /** Who has said that they want no invitation. */
  uninvited: ReadonlySet<string>
}

export type ToMail = Line & { stakeholder: Invitable | null }

/** What sending does: who is mailed, and who is not and why. */
export type Plan = {
  mailed: readonly ToMail[]
  unread: readonly Unread[]
  here: readonly Line[]
  recent: readonly (Line & { at: Date })[]
  unwilling: readonly Line[]
}

/** Whoever has an account is invited only to represent an organisation that they do not represent yet. */
export function planOf({ lines, unread }: ReturnType<typeof linesIn>, known: Known): Plan {
  const plan = {
    mailed: [] as ToMail[],
    unread: [...unread],
    here: [] as Line[],
    recent: [] as (Line & { at: Date })[],
    unwilling: [] as Line[],
  }
  for (const line of lines) {
    const found = organisationsOf(line.organisation, known.organisations)
    const at = known.invited.get(line.email)
    const represented = known.persons.get(line.email)
    const stakeholder = found[0] ?? null
    if (found.length > 1) plan.unread.push({ number: line.number, text: line.text, why: 'organisationSeveral' })
    else if (known.uninvited.has(line.email)) plan.unwilling.push(line)
    else if (represented && (stakeholder === null || represented.includes(stakeholder.id))) plan.here.push(line)
    else if (at) plan.recent.push({ ...line, at })
    else plan.mailed.push({ ...line, stakeholder, organisation: stakeholder ? '' : line.organisation })
  }
  return { ...plan, unread: plan.unread.sort((one, other) => one.number - other.number) }
}

/** By identifier, else by name: capitals and accents make no difference. */
export function organisationsOf(key: string, known: readonly Invitable[]): Invitable[] {
  if (key === '') return []
  const identified = known.filter(({ publicId, identifier }) => publicId === key || identifier === key)
  const folded = foldedName(key)
  return identified.length > 0 ? identified : known.filter((one) => one.folded.includes(folded))
}

export type InvitationState = 'waiting' | 'sent' | 'kept' | 'failed' | 'accepted' | 'declined' | 'withdrawn' | 'expired'

/** An invitation as the secretariat sees it. `email`: null where it was erased; `by`: empty where who invited has no name. */
export type Invitation = {
  id: number
  email: string | null
  name: string
  organisation: string
  publicId: string | null
  nameLanguage: string
  by: string
  at: Date
  expiresAt: Date
  acceptedAt: Date | null
  declinedAt: Date | null
  withdrawnAt: Date | null
  mail: MailState | null
}

const SENT = { accepted: 'sent', waiting: 'waiting', kept: 'kept', failed: 'failed', dropped: 'failed' } as const

/** What became of it: what the person did counts before what became of its mail. */
export function invitationState(invitation: Invitation, now: Date): InvitationState {
  if (invitation.acceptedAt) return 'accepted'
  if (invitation.declinedAt) return 'declined'
  if (invitation.withdrawnAt) return 'withdrawn'
  return invitation.expiresAt <= now ? 'expired' : SENT[invitation.mail ?? 'accepted']
}

/** Whether it can still be taken up, and so taken back. */
export function isOpenInvitation(invitation: Invitation, now: Date): boolean {
  const { acceptedAt, declinedAt, withdrawnAt, expiresAt } = invitation
  return acceptedAt === null && declinedAt === null && withdrawnAt === null && expiresAt > now
}

/** What the page behind the link of an invitation says. `publicId`: of the organisation, where it is to be represented. */
export type Invited = { name: string; publicId: string | null; nameLanguage: string; isOpen: boolean; unwilling: boolean }
