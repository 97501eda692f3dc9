/** Messages between a person and an organisation: what a form must say, and who may write how much. */
import { z } from 'zod'

/** Of one person to organisations, within 24 hours. */
export const WRITTEN_A_DAY = 10
/** Of them to one organisation, as long as it has not answered. */
export const WRITTEN_TO_ONE = 3
/** Of one representative, in answer. */
export const ANSWERED_A_DAY = 100

/** In characters. */
export const LONGEST_SUBJECT = 200
export const LONGEST_TEXT = 10_000

export const MESSAGE_REFUSALS = [
  'subjectMissing',
  'subjectTooLong',
  'textMissing',
  'textTooLong',
  'tooManyToday',
  'tooManyToOne',
  'barred',
  'nobodyRepresents',
  'ownOrganisation',
  'roleEnded',
  'writerGone',
  'nameFirst',
  'alreadyLooked',
  'ownNameMissing',
  'ownNameTooLong',
] as const
export type MessageRefusal = (typeof MESSAGE_REFUSALS)[number]

const Text = z
  .string({ error: 'textMissing' satisfies MessageRefusal })
  .transform((text) => text.replace(/\r\n?/g, '\n').trim())
  .refine((text) => text !== '', 'textMissing' satisfies MessageRefusal)
  .refine((text) => text.length <= LONGEST_TEXT, 'textTooLong' satisfies MessageRefusal)

export const Answer = z.object({ text: Text })

/** The first message; `ownName` is what the form of a person without a name must say besides. */
export function firstMessage<OwnName extends z.ZodType<string | null>>(ownName: OwnName) {
  return z.object({
    subject: z
      .string({ error: 'subjectMissing' satisfies MessageRefusal })
      .transform(oneLine)
      .refine((subject) => subject !== '', 'subjectMissing' satisfies MessageRefusal)
      .refine((subject) => subject.length <= LONGEST_SUBJECT, 'subjectTooLong' satisfies MessageRefusal),
    text: Text,
    ownName,
  })
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

/** The subject of a mail as that of a conversation: one line, cut at its limit. */
export function subjectOf(text: string): string {
  return Array.from(oneLine(text))
    .slice(0, LONGEST_SUBJECT / 2)
    .join('')
}

/** Who begins a conversation, or a representative of the organisation. */
export type Side = 'writer' | 'organisation'

export type Counted = {
  /** Their messages to organisations, or as a representative in answer, within 24 hours. */
  today: number
  /** Those of them to this organisation since it last answered. */
  unanswered: number
  /** Whether something that they wrote, or registered, was found to be abuse or is held back. */
  barred: boolean
}

/** Why somebody may not write now; null: they may. */
export function refusalOf(side: Side, { today, unanswered, barred }: Counted): MessageRefusal | null {
  if (barred) return 'barred'
  if (today >= (side === 'writer' ? WRITTEN_A_DAY : ANSWERED_A_DAY)) return 'tooManyToday'
  return side === 'writer' && unanswered >= WRITTEN_TO_ONE ? 'tooManyToOne' : null
}

/** A message as one of its sides sees it, or the secretariat. */
export type Message = {
  id: number
  side: Side
  /** Empty: they have no name any more. */
  author: string
  /** Of whoever looks. */
  isOwn: boolean
  /** Empty: erased with the account. */
  text: string
  hadFiles: boolean
  writtenAt: Date
  reportedAt: Date | null
  /** Null: nobody has looked at it. */
  isAbuse: boolean | null
}

/** `side`: of whoever looks; null: the secretariat, who sees what was reported. */
export type Conversation = {
  id: number
  subject: string
  organisation: { publicId: string; name: string; nameLanguage: string }
  side: Side | null
  messages: readonly Message[]
}

/** A line of the list of one's own conversations. */
export type Listed = {
  id: number
  subject: string
  organisation: string
  organisationLanguage: string
  writer: string
  side: Side
  lastAt: Date
}

/** The field at which a refusal stands that only the database could give. */
export function refusedField(why: MessageRefusal): string {
  return why.startsWith('tooMany') || why === 'barred' ? 'text' : 'act'
}

export function statusOf(why: MessageRefusal): 409 | 429 {
  return why.startsWith('tooMany') ? 429 : 409
}
