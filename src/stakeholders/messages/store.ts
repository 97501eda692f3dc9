/** Conversations as they are read, and what is reported in them. */
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely'
import type { Person } from '../../platform/auth.ts'
import { changed } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { record } from '../../platform/events.ts'
import { bestFor } from '../../platform/texts.ts'
import type { Conversation, Listed, Message, MessageRefusal, Side } from './rules.ts'
import { ACTING, type Db } from './side-store.ts'

/** A conversation for one of its sides, or for the secretariat what was reported in it. Throws NotFound for all others. */
export async function findConversation(db: Db, id: number, language: string, reader: Person): Promise<Conversation> {
  const { rows } = await sql<Omit<Conversation, 'organisation' | 'messages'> & { publicId: string; name: string; nameLanguage: string }>`
    select conversation.id, case when writer.erased_at is null then subject else '' end as subject, ${sideOf(reader)} as side,
      stakeholder.public_id as "publicId", named.name, named.language as "nameLanguage"
    from ${conversations(language)} where conversation.id = ${id}`.execute(db)
  const [found] = rows
  if (!found) throw new NotFound(`conversation ${id}`)
  const { publicId, name, nameLanguage, ...conversation } = found
  const messages = await messagesOf(db, id, reader, conversation.side === null)
  // Nothing was reported: then it is no business of the secretariat either.
  if (conversation.side === null && (messages.length === 0 || !reader.roles.includes('secretariat')))
    throw new NotFound(`conversation ${id}`)
  return { ...conversation, organisation: { publicId, name, nameLanguage }, messages }
}

/** So many are listed, the newest first. */
const LISTED = 100

/** The conversations of somebody: those that they began, and those of the organisations that they act for. */
export async function conversationsOf(db: Db, language: string, reader: Person): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    select * from (
      select conversation.id, case when writer.erased_at is null then subject else '' end as subject, named.name as organisation,
        named.language as "organisationLanguage", writer.name as writer, ${sideOf(reader)} as side,
        (select max(written_at) from stakeholders.message where conversation_id = conversation.id) as "lastAt"
      from ${conversations(language)}
      where writer_id = ${reader.id} or conversation.stakeholder_id in (
        select stakeholder_id from stakeholders.representative join accounts.person on person.id = person_id
        where person_id = ${reader.id} and ${ACTING})) listed
    order by "lastAt" desc, id desc limit ${LISTED}`.execute(db)
  return rows
}

function conversations(language: string): RawBuilder<unknown> {
  return sql`stakeholders.conversation
    join stakeholders.stakeholder on stakeholder.id = conversation.stakeholder_id
    join accounts.person writer on writer.id = writer_id
    cross join lateral (
      select name, language from stakeholders.name where stakeholder_id = stakeholder.id order by ${bestFor(language)} limit 1) named`
}

function sideOf({ id }: Person): RawBuilder<Side | null> {
  return sql<Side | null>`case when writer_id = ${id} then 'writer'
    when exists (select from stakeholders.representative join accounts.person on person.id = person_id
      where representative.stakeholder_id = conversation.stakeholder_id and person_id = ${id} and ${ACTING}) then 'organisation' end`
}

async function messagesOf(db: Db, conversation: number, reader: Person, onlyReported: boolean): Promise<Message[]> {
  const { rows } = await sql<Message>`
    select message.id, case when as_writer is null then 'organisation' else 'writer' end as side, person.name as author,
      person_id = ${reader.id} as "isOwn", case when erased_at is null then text else '' end as text, had_files as "hadFiles",
      written_at as "writtenAt", reported_at as "reportedAt", is_abuse as "isAbuse"
    from stakeholders.message join accounts.person on person.id = person_id
    where conversation_id = ${conversation} and (not ${onlyReported} or reported_at is not null) order by message.id`.execute(db)
  return rows
}

/** Whoever got a message reports it; one that they did not get is none of theirs. Twice is once. */
export async function reportMessage(db: Db, conversation: Conversation, message: number, reader: Person, now: Date): Promise<void> {
  const found = conversation.messages.find(({ id }) => id === message)
  if (!found || found.side === conversation.side || conversation.side === null) throw new NotFound(`message ${message}`)
  await db.transaction().execute(async (tx: Db) => {
    const { rows } = await sql`
      update stakeholders.message set reported_at = ${now}, reported_by = ${reader.id}
      where id = ${message} and reported_at is null returning id`.execute(tx)
    if (rows.length > 0) await tell(tx, 'message-reported', reader, conversation.id, now)
  })
}

/** The secretariat says whether what was reported is abuse, and may think again: what was decided meanwhile by another stays. */
export async function lookAtMessage(
  db: Db,
  { conversation, message, isAbuse }: { conversation: Conversation; message: number; isAbuse: boolean },
  secretary: Person,
  now: Date,
): Promise<MessageRefusal | null> {
  const seen = conversation.messages.find(({ id, reportedAt }) => id === message && reportedAt !== null)
  if (!seen || seen.isOwn || !secretary.roles.includes('secretariat')) throw new NotFound(`message ${message}`)
  return db.transaction().execute(async (tx: Db) => {
    const { rows } = await sql`
      update stakeholders.message set looked_at = ${now}, looked_by = ${secretary.id}, is_abuse = ${isAbuse}
      where id = ${message} and is_abuse is distinct from ${isAbuse} returning id`.execute(tx)
    if (rows.length === 0) return 'alreadyLooked'
    await tell(tx, isAbuse ? 'message-found-abuse' : 'message-found-fine', secretary, conversation.id, now)
    return null
  })
}

async function tell(tx: Db, kind: string, { publicId }: Person, conversation: number, now: Date): Promise<void> {
  await record(tx, { at: now, actor: publicId, kind, subjectKind: 'conversation', subject: String(conversation) })
  await changed(tx, 'stakeholders')
}

/** What somebody has written, for them to take away. */
export async function messagesFor(db: QueryExecutorProvider, { id }: { id: number }): Promise<object[]> {
  const { rows } = await sql<object>`
    select subject, stakeholder.public_id as organisation, text, written_at as "writtenAt", came_by as "cameBy", had_files as "hadFiles"
    from stakeholders.message join stakeholders.conversation on conversation.id = conversation_id
    join stakeholders.stakeholder on stakeholder.id = conversation.stakeholder_id
    where person_id = ${id} order by message.id`.execute(db)
  return rows
}

/** Blanks what persons wrote who have erased their accounts. Nobody was shown it meanwhile: every read leaves it out. */
export async function blankErased(db: Db, now: Date): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    await sql`
      update stakeholders.message set text = '', blanked_at = ${now} from accounts.person
      where person.id = person_id and erased_at is not null and text <> ''`.execute(tx)
    await sql`
      update stakeholders.conversation set subject = '' from accounts.person
      where person.id = writer_id and erased_at is not null and subject <> ''`.execute(tx)
  })
}
