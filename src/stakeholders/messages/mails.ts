/** What is written to an organisation, and answered, as mails: neither side is shown the address of the other. */
import { sql } from 'kysely'
import type { AccountsTables } from '../../accounts/index.ts'
import type { PlatformTables } from '../../platform/events.ts'
import type { View } from '../../platform/i18n.ts'
import type { Renderers } from '../../platform/outbox.ts'
import { replyAddress } from '../../platform/reply-code.ts'
import type { Secret } from '../../platform/secret.ts'
import { bestFor } from '../../platform/texts.ts'
import { type Block, mailOf } from '../../ui/mail.tsx'
import type { StakeholdersTables } from '../tables.ts'
import { MESSAGE_REFUSALS, type Side } from './rules.ts'
import { ACTING, type Db } from './side-store.ts'
import { strings } from './strings.ts'

type Tables = StakeholdersTables & AccountsTables & PlatformTables

/** The purpose of the codes by which a conversation is answered. */
export const CONVERSATION = 'conversation'

export function messageMails(secret: Secret): Renderers<Tables> {
  return {
    message: async (tx, view, facts) => {
      const reader = Number(facts.reader)
      const message = await messageFor(tx, Number(facts.message), reader, view)
      if (message === null) return null
      const t = view.words(strings)
      const { conversation, organisation, author, side, text, hadFiles } = message
      const said = { organisation, person: author || t('formerParticipant') }
      const { mailDomain } = view.site
      const paragraphs: Block[] = [t(side === 'writer' ? 'mailFirst' : 'mailAnswer', said), { quote: text, language: null }]
      if (hadFiles) paragraphs.push(t('hadFiles'))
      paragraphs.push(mailDomain === null ? t('answerOnPage') : t('answerByMail'), t('reportHint'))
      const rendered = mailOf({
        view,
        subject: message.subject,
        paragraphs,
        button: buttonTo(view, conversation),
        why: t(side === 'writer' ? 'whyOrganisation' : 'whyWriter', said),
        // Between two persons: forgotten once it has left.
        secret: true,
      })
      if (mailDomain === null) return rendered
      return { ...rendered, replyTo: replyAddress(secret, { purpose: CONVERSATION, person: reader, parts: [conversation] }, mailDomain) }
    },
    'message-not-taken': async (_tx, view, { why, conversation, answers = '' }) => {
      const t = view.words(strings)
      const key = MESSAGE_REFUSALS.find((known) => known === why)
      if (!key || key === 'ownNameMissing' || key === 'ownNameTooLong') return null
      const rendered = mailOf({
        view,
        subject: t('mailNotTaken'),
        paragraphs: [t(key)],
        ...(conversation !== undefined && { button: buttonTo(view, Number(conversation)) }),
        why: t('whyNotTaken'),
      })
      return { ...rendered, answers: String(answers) }
    },
  }
}

function buttonTo(view: View, conversation: number) {
  return { label: view.words(strings)('openConversation'), address: `${view.site.origin}${view.to(`/messages/${conversation}`)}` }
}

type Written = { conversation: number; subject: string; organisation: string; author: string; side: Side; text: string; hadFiles: boolean }

/** Null: whoever wrote it, or is to read it, is gone, or is on the other side no more. */
async function messageFor(tx: Db, id: number, reader: number, view: View): Promise<Written | null> {
  const { rows } = await sql<Written>`
    select conversation.id as conversation, subject, author.name as author, text, had_files as "hadFiles",
      case when as_writer is null then 'organisation' else 'writer' end as side,
      (select name from stakeholders.name where name.stakeholder_id = message.stakeholder_id order by ${bestFor(view.language)} limit 1) as organisation
    from stakeholders.message
    join stakeholders.conversation on conversation.id = conversation_id
    join accounts.person author on author.id = message.person_id
    where message.id = ${id} and author.erased_at is null and text <> '' and case when as_writer is null
      then writer_id = ${reader} and exists (select from accounts.person where person.id = ${reader} and erased_at is null)
      else exists (select from stakeholders.representative join accounts.person on person.id = representative.person_id
        where representative.stakeholder_id = message.stakeholder_id and representative.person_id = ${reader} and ${ACTING}) end`.execute(
    tx,
  )
  return rows[0] ?? null
}
