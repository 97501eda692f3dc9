/** Being asked to act for an organisation: what a form must say that names somebody, and how long they may take to answer. */
import { z } from 'zod'
import { BadRequest } from '../platform/errors.ts'
import { rowIn, type Typed } from '../platform/forms.ts'
import { asKept, domainOf, isAddress } from '../platform/mail.ts'

/** Deputies whom one person names within 24 hours. */
export const NAMED_A_DAY = 5

/** How long somebody may take to answer; then what is known of them is forgotten. */
export const DAYS_TO_ANSWER = 30

export const DEPUTY_REFUSALS = [
  'personNameMissing',
  'personNameTooLong',
  'emailMissing',
  'emailWrong',
  'ownAddress',
  'alreadyNamed',
  'namedTooOften',
] as const
export type DeputyRefusal = (typeof DEPUTY_REFUSALS)[number]

/** Why an answer cannot be taken any more. */
export type AnswerRefusal = 'invitationOver' | 'ownInvitation' | 'alreadyActs'

/** How the person is called who is asked. */
export const PersonName = z
  .string({ error: 'personNameMissing' satisfies DeputyRefusal })
  .transform((name) => name.replace(/[\s\p{Cc}]+/gu, ' ').trim())
  .refine((name) => name !== '', 'personNameMissing' satisfies DeputyRefusal)
  .refine((name) => name.length <= 200, 'personNameTooLong' satisfies DeputyRefusal)

/** Where they are asked. */
export const PersonEmail = z
  .string({ error: 'emailMissing' satisfies DeputyRefusal })
  .trim()
  .min(1, 'emailMissing' satisfies DeputyRefusal)
  .transform(asKept)
  .refine((email) => isAddress(email) && domainOf(email).includes('.'), 'emailWrong' satisfies DeputyRefusal)

export const NamedDeputy = z.object({ personName: PersonName, personEmail: PersonEmail })
export type NamedDeputy = z.output<typeof NamedDeputy>

/** What somebody answers who was asked. Throws BadRequest where no button of ours was pressed. */
export function answerIn(typed: Typed): { invitation: number; isYes: boolean } {
  const invitation = rowIn(typed.invitation)
  if (invitation === null || (typed.act !== 'yes' && typed.act !== 'no')) throw new BadRequest('act')
  return { invitation, isYes: typed.act === 'yes' }
}

/** What of a deputy is to end: the row of who acts, or of who was asked to. Null: it is no such button. */
export function endingIn(typed: Typed): { deputy: number } | { invitation: number } | null {
  const [deputy, invitation] = [rowIn(typed.deputy), rowIn(typed.invitation)]
  if (typed.act === 'end-deputy' && deputy !== null) return { deputy }
  return typed.act === 'take-back' && invitation !== null ? { invitation } : null
}
