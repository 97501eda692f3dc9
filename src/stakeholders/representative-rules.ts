/** Acting for an organisation: who decides on somebody who asks, and what is true of those who may. */
import { z } from 'zod'
import { BadRequest } from '../platform/errors.ts'
import { type Parsed, parse, type Typed } from '../platform/forms.ts'
import { domainOf } from '../platform/mail.ts'
import type { Deputy } from './acting.ts'
import { hostOf, ownNameIf } from './registration-rules.ts'

/** Requests that one person makes within 24 hours. */
export const ASKED_A_DAY = 5

export const REPRESENTATIVE_REFUSALS = [
  'ownNameMissing',
  'ownNameTooLong',
  'askedTooOften',
  'reasonMissing',
  'reasonTooLong',
  'alreadyDecided',
  'ownRequest',
  'personGone',
  'heldFirst',
  'invitationGone',
] as const
export type RepresentativeRefusal = (typeof REPRESENTATIVE_REFUSALS)[number]

/** What a form says with which somebody asks to act for an organisation. */
export function askingOf({ anonymous }: { anonymous: boolean }) {
  return z.object({ ownName: ownNameIf(anonymous) })
}

/** Why somebody is refused, or an organisation held back: it is sent to them, so there must be one. */
const Reason = z
  .string({ error: 'reasonMissing' satisfies RepresentativeRefusal })
  .trim()
  .min(1, 'reasonMissing' satisfies RepresentativeRefusal)
  .max(2000, 'reasonTooLong' satisfies RepresentativeRefusal)

/** What who decides on a request has chosen. */
export type Choice = { act: 'approve' } | { act: 'refuse'; reason: string }

/** Reads a decision on a request; `field` is where the reason was typed. Throws BadRequest where no button of ours was pressed. */
export function choiceIn(typed: Typed, field: string): Parsed<Choice, RepresentativeRefusal> {
  if (typed.act === 'approve') return { ok: true, value: { act: 'approve' } }
  if (typed.act !== 'refuse') throw new BadRequest('act')
  return withReason(typed, field, (reason) => ({ act: 'refuse', reason }))
}

/** What the secretariat has chosen for something registered. */
export type Look = { act: 'publish' | 'publish-held' } | { act: 'hold'; reason: string }

/** The same for something registered. */
export function lookIn(typed: Typed, field: string): Parsed<Look, RepresentativeRefusal> {
  if (typed.act === 'publish' || typed.act === 'publish-held') return { ok: true, value: { act: typed.act } }
  if (typed.act !== 'hold') throw new BadRequest('act')
  return withReason(typed, field, (reason) => ({ act: 'hold', reason }))
}

/** What the secretariat has chosen for somebody who acts because an address spoke for them. */
export type Confirmation = { act: 'confirm' } | { act: 'end'; reason: string }

/** The same for somebody who acts already. */
export function confirmationIn(typed: Typed, field: string): Parsed<Confirmation, RepresentativeRefusal> {
  if (typed.act === 'confirm') return { ok: true, value: { act: 'confirm' } }
  if (typed.act !== 'end') throw new BadRequest('act')
  return withReason(typed, field, (reason) => ({ act: 'end', reason }))
}

function withReason<Value>(typed: Typed, field: string, make: (reason: string) => Value): Parsed<Value, RepresentativeRefusal> {
  const read = parse(z.object({ [field]: Reason }), typed, REPRESENTATIVE_REFUSALS)
  return read.ok ? { ok: true, value: make(read.value[field] ?? '') } : read
}

/** Who decides: nobody, where an address under the organisation's domain speaks for itself; its representatives; or the secretariat. */
export type Way = 'domain' | 'representative' | 'secretariat'

type Case = {
  website: string | null
  /** Whether it has a representative now. */
  represented: boolean
  /** Whether it had one before, and has none now: then whoever comes next is as good as the first. */
  left: boolean
  /** Whether somebody registered it, and the secretariat has looked at it and made it public. */
  lookedAt: boolean
  /** The confirmed addresses of who asks. */
  emails: readonly string[]
  /** Whether they asked before and were refused, or were ended by the secretariat: then no address speaks for them. */
  refusedBefore: boolean
}

/** Domains that say nothing about an organisation; null: they are not known, so no address speaks for itself. */
export type SharedDomains = ReadonlySet<string> | null

/**
 * How somebody who asks comes to represent an organisation. The first representative needs the secretariat: one that ships with the plan or
 * that an import mentions cannot be claimed by an address, and a website that somebody typed proves nothing until it was looked at.
 */
export function wayOf({ website, represented, left, lookedAt, emails, refusedBefore }: Case, shared: SharedDomains): Way {
  const trusted = represented || (lookedAt && !left)
  if (trusted && !refusedBefore && emails.some((email) => isUnder(email, website, shared))) return 'domain'
  return represented ? 'representative' : 'secretariat'
}

/** Whether an address belongs to the domain of a website, or to one within it. */
export function isUnder(email: string, website: string | null, shared: SharedDomains): boolean {
  const host = hostOf(website)
  if (host === null || shared === null || shared.has(host) || !host.includes('.')) return false
  const domain = hostOf(`https://${domainOf(email)}`)
  return domain === host || (domain?.endsWith(`.${host}`) ?? false)
}

/** Somebody who acts for an organisation, or asks to. */
export type Representative = {
  id: number
  name: string
  askedAt: Date
  /** Null: they ask. */
  approvedAt: Date | null
  /** Whether an address spoke for them and the secretariat has not confirmed it yet; they may act meanwhile. */
  isUnconfirmed: boolean
}

/** What a person has to do with an organisation, and how they would come to act for it. */
export type Acting = {
  way: Way
  own: Representative | null
  /** Why their last request was refused, or their role ended by the secretariat; null: neither was. */
  refusedBecause: string | null
  /** Whether that ended a role that they had. */
  wasEnded: boolean
  /** Themselves as a deputy; null: they are none. */
  deputy: Deputy | null
  /** All deputies, and who was asked; empty for who neither represents it nor is of the secretariat. */
  deputies: readonly Deputy[]
  /** All of them, those who act first; empty for who is not one of them. */
  others: readonly Representative[]
}

/** An invitation to represent an organisation: one press takes it up. `name`: of who is invited, as the list had it; `by`: of who invites. */
export type Offer = { id: number; at: Date; name: string; by: string; inviter: number; inviterPublicId: string }
