/** The outbox as rows. A statement is a step of its own: nothing is locked while a mail server is spoken to. */
import { randomUUID } from 'node:crypto'
import { type Generated, type QueryExecutorProvider, sql } from 'kysely'
import type { Language } from './i18n.ts'
import type { Facts, KeptMail, MailEntry, MailState } from './mail.ts'
import type { Letter } from './mail-message.ts'

export interface MailTables {
  'platform.mail': {
    id: Generated<number>
    kind: string
    to_address: string | null
    language: Language
    facts: Facts
    queued_at: Date
    due_at: Date | null
    tries: Generated<number>
    leased_until: Date | null
    last_reply: string | null
    rendered_at: Date | null
    subject: string | null
    body_text: string | null
    body_html: string | null
    unsubscribe: string | null
    reply_to: string | null
    answers: string | null
    secret: Generated<boolean>
    message_id: string | null
    accepted_at: Date | null
    failed_at: Date | null
    dropped_at: Date | null
    kept_at: Date | null
    bounced_at: Date | null
    erased_at: Date | null
  }
}
type Db = QueryExecutorProvider

/** A mail that this process alone may deliver, until its lease ends. `letter`: null until it was put into words. */
export type Leased = {
  id: number
  kind: string
  to: string
  language: Language
  facts: Facts
  queuedAt: Date
  tries: number
  letter: Letter | null
}

/** In milliseconds: longer than any try takes. What a killed process was at is tried again after that. */
const LEASE = 2 * 60_000

type Row = Omit<Leased, 'letter'> & { [Key in keyof Omit<Letter, 'to' | 'language'>]: Letter[Key] | null }

/** Takes the mail that has been due for longest, for this process alone. @returns null: none is due */
export async function leaseNext(db: Db, now: Date): Promise<Leased | null> {
  const { rows } = await sql<Row>`
    update platform.mail set leased_until = ${new Date(now.getTime() + LEASE)}, tries = tries + 1
    where id = (
      select id from platform.mail where due_at <= ${now} and (leased_until is null or leased_until <= ${now})
      order by due_at, id limit 1 for update skip locked
    )
    returning id, kind, to_address as "to", language, facts, queued_at as "queuedAt", tries, subject, body_text as text, body_html as html,
              unsubscribe, reply_to as "replyTo", answers, message_id as "messageId", rendered_at as "renderedAt"`.execute(db)
  const [row] = rows
  return row ? leased(row) : null
}

function leased({ subject, text, html, unsubscribe, replyTo, answers, messageId, renderedAt, ...mail }: Row): Leased {
  const { to, language } = mail
  const whole = subject !== null && text !== null && html !== null && messageId !== null && renderedAt !== null
  return { ...mail, letter: whole ? { to, language, subject, text, html, unsubscribe, replyTo, answers, messageId, renderedAt } : null }
}

/** Keeps what a mail says, under an identifier that stays the same however often it is sent. */
export async function keepLetter(tx: Db, id: number, { domain, now, ...words }: LetterWords): Promise<Letter> {
  const { rows } = await sql<Letter>`
    update platform.mail
    set subject = ${words.subject}, body_text = ${words.text}, body_html = ${words.html}, unsubscribe = ${words.unsubscribe},
        reply_to = ${words.replyTo}, answers = ${words.answers}, secret = ${words.secret}, message_id = ${`<${randomUUID()}@${domain}>`}, rendered_at = ${now}
    where id = ${id}
    returning to_address as "to", language, subject, body_text as text, body_html as html, unsubscribe, reply_to as "replyTo", answers, message_id as "messageId",
              rendered_at as "renderedAt"`.execute(tx)
  const [letter] = rows
  if (!letter) throw new Error('a leased mail is not there')
  return letter
}

/** `domain`: of the sender, for the identifier. */
type LetterWords = Omit<Letter, 'to' | 'language' | 'messageId' | 'renderedAt'> & { secret: boolean; domain: string; now: Date }

export type End = Exclude<MailState, 'waiting'>

const ENDS = { accepted: sql.ref('accepted_at'), failed: sql.ref('failed_at'), dropped: sql.ref('dropped_at'), kept: sql.ref('kept_at') }

/** It has ended. What lets somebody in is forgotten with it, but where it is kept to be read. */
export async function endMail(db: Db, { id, end, reply, now }: { id: number; end: End; reply: string | null; now: Date }): Promise<void> {
  const forget = end === 'accepted' || end === 'failed'
  await sql`
    update platform.mail
    set ${ENDS[end]} = ${now}, due_at = null, leased_until = null, last_reply = ${reply},
        facts = case when secret and ${forget} then '{}'::jsonb else facts end,
        body_text = case when secret and ${forget} then null else body_text end,
        body_html = case when secret and ${forget} then null else body_html end
    where id = ${id} and due_at is not null`.execute(db)
}

/** It is tried again. */
export async function postponeMail(db: Db, { id, due, reply }: { id: number; due: Date; reply: string }): Promise<void> {
  await sql`update platform.mail set due_at = ${due}, leased_until = null, last_reply = ${reply}
    where id = ${id} and due_at is not null`.execute(db)
}

/** Forgets where mails of a kind went that were queued until some time and have ended: nobody needs to know any more. */
export async function forgetRecipients(db: Db, { kind, to, until }: { kind: string; to: readonly string[]; until: Date }): Promise<void> {
  await sql`
    update platform.mail set to_address = 'forgotten'
    where kind = ${kind} and to_address = any(${[...to]}::text[]) and queued_at <= ${until} and due_at is null`.execute(db)
}

/** In days: how long it is kept what a mail said, and to whom, after it has ended. */
const KEPT_DAYS = 90

/** Erases addresses and words of the mails for which it is due. Of each stay its kind, its dates and how it ended. */
export async function eraseMails(db: Db, now: Date): Promise<void> {
  await sql`
    update platform.mail
    set to_address = null, subject = null, body_text = null, body_html = null, unsubscribe = null, last_reply = null, facts = '{}', erased_at = ${now}
    where due_at is null and erased_at is null
      and coalesce(bounced_at, accepted_at, failed_at, dropped_at, kept_at) <= ${new Date(now.getTime() - KEPT_DAYS * 24 * 60 * 60_000)}`.execute(
    db,
  )
}

/** One that came back has failed after all. */
const STATE = sql<MailState>`case when bounced_at is not null then 'failed' when accepted_at is not null then 'accepted' when failed_at is not null then 'failed'
  when dropped_at is not null then 'dropped' when kept_at is not null then 'kept' else 'waiting' end`

const COLUMNS = sql`id, kind, ${STATE} as state, coalesce(to_address, '') as "to", language, queued_at as "queuedAt", due_at as "dueAt",
  coalesce(bounced_at, accepted_at, failed_at, dropped_at, kept_at) as "endedAt", tries, last_reply as "lastReply", subject`

/** A page of the outbox, the newest first. @param page from 1 @param state only those, where it is given */
export async function listMails(
  db: Db,
  { page = 1, size = 50, state = null }: { page?: number; size?: number; state?: MailState | null } = {},
): Promise<{ mails: MailEntry[]; total: number }> {
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from platform.mail where ${state}::text is null or ${STATE} = ${state}`.execute(db)
  const { rows } = await sql<MailEntry>`
    select ${COLUMNS}, body_text as text
    from platform.mail where ${state}::text is null or ${STATE} = ${state}
    order by queued_at desc, id desc limit ${size} offset ${(page - 1) * size}`.execute(db)
  return { mails: rows, total: counted.rows[0]?.total ?? 0 }
}

/** A mail, to be read by an administrator. Its text only where it was kept: what is on its way to somebody is for them alone. */
export async function findMail(db: Db, id: number): Promise<KeptMail | null> {
  const { rows } = await sql<KeptMail>`
    select ${COLUMNS}, case when kept_at is not null then body_text end as text, rendered_at is not null and body_text is null as forgotten,
      erased_at is not null as erased
    from platform.mail where id = ${id}`.execute(db)
  return rows[0] ?? null
}
