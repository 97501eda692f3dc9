/** Mail that came in, as rows: that it came, whom we told why it was not taken, and which of ours came back. */
import { createHash } from 'node:crypto'
import { type QueryExecutorProvider, sql } from 'kysely'

type Db = QueryExecutorProvider

/** What became of a message: its handler took it, or refused it with words; it said what came back; or it was from a program, and cut. */
export type Became = 'handled' | 'refused' | 'bounce' | 'cut'

/**
 * Writes down, in the transaction that handles it, that a message came. Of two processes at once the second waits here for the first.
 * @returns false: it was handled before
 */
export async function isNew(tx: Db, key: Buffer, now: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into platform.mail_received (key_hash, received_at, became) values (${key}, ${now}, 'handled')
    on conflict do nothing returning id`.execute(tx)
  return rows.length > 0
}

export async function writeBecame(tx: Db, key: Buffer, became: Became): Promise<void> {
  await sql`update platform.mail_received set became = ${became} where key_hash = ${key}`.execute(tx)
}

/** To strangers and others together: whoever writes in many names does not make us write to many. */
const ANSWERS_A_DAY = 1000

/** In days: what was answered longer ago says nothing any more. */
const REMEMBERED = 7

/** @returns whether this address may be told so now; it is written down that it was */
export async function mayAnswer(tx: Db, address: string, reason: string, now: Date): Promise<boolean> {
  const hash = createHash('sha256').update(address).digest()
  await sql`delete from platform.mail_answer where answered_on < (${now}::timestamptz at time zone 'UTC')::date - ${REMEMBERED}::int`.execute(
    tx,
  )
  const { rows } = await sql`
    insert into platform.mail_answer (address_hash, answered_on, reason)
    select ${hash}, (${now}::timestamptz at time zone 'UTC')::date, ${reason}
    where (select count(*) from platform.mail_answer where answered_on = (${now}::timestamptz at time zone 'UTC')::date) < ${ANSWERS_A_DAY}
    on conflict do nothing returning reason`.execute(tx)
  return rows.length > 0
}

/** Whether an identifier is that of a mail of ours: then it came back to us by itself. */
export async function isOurs(tx: Db, messageId: string): Promise<boolean> {
  const { rows } = await sql`select from platform.mail where message_id = ${messageId}`.execute(tx)
  return rows.length > 0
}

/** A server that had taken a mail could not deliver it after all. */
export async function markBounced(tx: Db, messageIds: readonly string[], reply: string, now: Date): Promise<void> {
  await sql`
    update platform.mail set bounced_at = ${now}, last_reply = ${reply}
    where message_id = any(${[...messageIds]}::text[]) and accepted_at is not null and bounced_at is null`.execute(tx)
}
