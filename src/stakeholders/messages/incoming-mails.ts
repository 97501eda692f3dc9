/** What comes in by mail for a conversation. */
import type { AccountsTables } from '../../accounts/index.ts'
import type { PlatformTables } from '../../platform/events.ts'
import type { MailHandler, NotTaken } from '../../platform/mail-in.ts'
import type { StakeholdersTables } from '../tables.ts'
import { LONGEST_TEXT, type MessageRefusal, subjectOf } from './rules.ts'
import { answerIn, beginConversation } from './writing-store.ts'

type Tables = StakeholdersTables & AccountsTables & PlatformTables

/** The answer to a mail of a conversation: its code says which. */
export const answerByMail: MailHandler<Tables> = async (tx, { person, parts: [part], text, hadFiles }, now) => {
  const conversation = Number(part)
  if (text.length > LONGEST_TEXT) return notTaken('textTooLong', { conversation })
  const refused = await answerIn(tx, conversation, person, { text, hadFiles, cameBy: 'mail' }, now)
  if (refused === null) return null
  // Who is on neither side any more has no page to look at.
  return notTaken(refused, refused === 'roleEnded' ? {} : { conversation })
}

/** A first message that came by mail to a box which stands for these organisations: to each that somebody reads for. */
export async function beginByMail(
  tx: Parameters<MailHandler<Tables>>[0],
  organisations: readonly { id: number }[],
  { person, subject, text, hadFiles }: Omit<Parameters<MailHandler<Tables>>[1], 'parts'>,
  now: Date,
): Promise<NotTaken | null> {
  if (person.name === '') return notTaken('nameFirst')
  if (text.length > LONGEST_TEXT) return notTaken('textTooLong')
  const title = subjectOf(subject)
  if (title === '') return notTaken('subjectMissing')
  const refusals: MessageRefusal[] = []
  for (const organisation of organisations) {
    const sent = await beginConversation(tx, organisation, person, { subject: title, text, hadFiles, cameBy: 'mail' }, now)
    if (!sent.ok) refusals.push(sent.why)
  }
  // One that took it is enough: the others have no one to read it, or are the sender's own.
  return refusals.length < organisations.length ? null : notTaken(refusals[0] ?? 'nobodyRepresents')
}

function notTaken(why: MessageRefusal, facts: { conversation?: number } = {}): NotTaken {
  return { kind: 'message-not-taken', facts: { ...facts, why } }
}
