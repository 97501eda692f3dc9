/** Writing: the first message, what is answered, and the mails that go out with each. */
import { giveName } from '../../accounts/index.ts'
import type { Person } from '../../platform/auth.ts'
import { record } from '../../platform/events.ts'
import { mailTo, mustStay } from '../index.ts'
import type { MessageRefusal, Side } from './rules.ts'
import { actsFor, type Db, oneAfterAnother, refusalNow, representativesOf } from './side-store.ts'

/** Whoever writes. */
export type Author = { id: number; publicId: string }
type Said = { text: string; hadFiles: boolean; cameBy: 'page' | 'mail' }

/** `conversation`: its row number. */
export type Sent = { ok: true; conversation: number } | { ok: false; why: MessageRefusal }

/** Somebody writes to an organisation, in a transaction. Throws NotFound where their account was erased meanwhile. */
export async function beginConversation(
  tx: Db,
  organisation: { id: number },
  author: Author,
  { subject, ...said }: Said & { subject: string },
  now: Date,
): Promise<Sent> {
  await mustStay(tx, author)
  await oneAfterAnother(tx, author.id)
  const readers = await representativesOf(tx, organisation.id)
  if (readers.length === 0) return { ok: false, why: 'nobodyRepresents' }
  if (readers.includes(author.id)) return { ok: false, why: 'ownOrganisation' }
  const why = await refusalNow(tx, { person: author.id, stakeholder: organisation.id, side: 'writer' }, now)
  if (why) return { ok: false, why }

  const { id } = await tx
    .insertInto('stakeholders.conversation')
    .values({ stakeholder_id: organisation.id, writer_id: author.id, subject, began_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  await addMessage(tx, { conversation: id, stakeholder: organisation.id, author, as: { writer: true }, readers, said }, now)
  return { ok: true, conversation: id }
}

/**
 * Somebody answers in a conversation, on the side on which they are: a representative to who began it, who began it to the representatives.
 * In a transaction. Throws NotFound where their account was erased meanwhile.
 */
export async function answerIn(tx: Db, conversation: number, author: Author, said: Said, now: Date): Promise<MessageRefusal | null> {
  await mustStay(tx, author)
  await oneAfterAnother(tx, author.id)
  const found = await tx
    .selectFrom('stakeholders.conversation as conversation')
    .innerJoin('accounts.person as person', 'person.id', 'writer_id')
    .where('conversation.id', '=', conversation)
    .select(['stakeholder_id as stakeholder', 'writer_id as writer', 'erased_at as erasedAt'])
    .executeTakeFirst()
  if (!found) return 'roleEnded'
  const { stakeholder, writer } = found
  const representative = writer === author.id ? null : await actsFor(tx, author.id, stakeholder)
  if (writer !== author.id && representative === null) return 'roleEnded'

  if (found.erasedAt !== null) return 'writerGone'

  const side: Side = writer === author.id ? 'writer' : 'organisation'
  const why = await refusalNow(tx, { person: author.id, stakeholder, side }, now)
  if (why) return why
  const readers = side === 'writer' ? await representativesOf(tx, stakeholder) : [writer]
  if (readers.length === 0) return 'nobodyRepresents'
  await addMessage(
    tx,
    { conversation, stakeholder, author, as: representative === null ? { writer: true } : { representative }, readers, said },
    now,
  )
  return null
}

/** The same from the page of a conversation. */
export async function answerOnPage(db: Db, conversation: number, author: Author, text: string, now: Date): Promise<MessageRefusal | null> {
  return db.transaction().execute((tx: Db) => answerIn(tx, conversation, author, { text, hadFiles: false, cameBy: 'page' }, now))
}

/** Somebody writes from the page of an organisation; `ownName`: what they call themselves, where their account has no name yet. */
export async function writeTo(
  db: Db,
  organisation: { id: number },
  author: Person,
  { subject, text, ownName }: { subject: string; text: string; ownName: string | null },
  now: Date,
): Promise<Sent> {
  return db.transaction().execute(async (tx: Db) => {
    const sent = await beginConversation(tx, organisation, author, { subject, text, hadFiles: false, cameBy: 'page' }, now)
    if (sent.ok) await giveName(tx, author, ownName)
    return sent
  })
}

type Added = {
  conversation: number
  stakeholder: number
  author: Author
  as: { writer: true } | { representative: number }
  readers: readonly number[]
  said: Said
}

/** A mail to each who reads it, with a code of their own to answer by. */
async function addMessage(tx: Db, { conversation, stakeholder, author, as, readers, said }: Added, now: Date): Promise<void> {
  const { id } = await tx
    .insertInto('stakeholders.message')
    .values({
      conversation_id: conversation,
      stakeholder_id: stakeholder,
      person_id: author.id,
      as_writer: 'writer' in as ? author.id : null,
      as_representative: 'representative' in as ? as.representative : null,
      text: storable(said.text),
      had_files: said.hadFiles,
      came_by: said.cameBy,
      written_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, { at: now, actor: author.publicId, kind: 'message-written', subjectKind: 'conversation', subject: String(conversation) })
  for (const reader of readers) await mailTo(tx, [reader], { kind: 'message', facts: { message: id, reader } }, now)
}

/** The database takes neither a NUL nor half a surrogate pair. */
function storable(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Cs}/gu, '\ufffd')
}
