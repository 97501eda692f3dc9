/** Which side of a conversation somebody is on, whether they may write, and who reads it. */
import { sql } from 'kysely'
import type { AccountsTables } from '../../accounts/index.ts'
import type { Database } from '../../platform/db.ts'
import type { PlatformTables } from '../../platform/events.ts'
import type { StakeholdersTables } from '../tables.ts'
import { type MessageRefusal, refusalOf, type Side } from './rules.ts'

export type Db = Database<StakeholdersTables & AccountsTables & PlatformTables>

/** Those who act for an organisation now, who have not erased their account. */
export const ACTING = sql`approved_at is not null and ended_at is null and erased_at is null`

/** Their row as a representative; null: they do not act for it. */
export async function actsFor(db: Db, person: number, stakeholder: number): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select representative.id from stakeholders.representative join accounts.person on person.id = person_id
    where stakeholder_id = ${stakeholder} and person_id = ${person} and ${ACTING}`.execute(db)
  return rows[0]?.id ?? null
}

/** The row numbers of those who act for it. */
export async function representativesOf(db: Db, stakeholder: number): Promise<number[]> {
  const { rows } = await sql<{ person: number }>`
    select person_id as person from stakeholders.representative join accounts.person on person.id = person_id
    where stakeholder_id = ${stakeholder} and ${ACTING} order by representative.id`.execute(db)
  return rows.map(({ person }) => person)
}

/** Messages of one person follow one another from here to the end of the transaction, so that two at once are counted as two. */
export async function oneAfterAnother(tx: Db, person: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`message ${person}`}, 7))`.execute(tx)
}

type Writing = { person: number; stakeholder: number; side: Side }

/** Why they may not write now. Call it after `oneAfterAnother`. */
export async function refusalNow(tx: Db, { person, stakeholder, side }: Writing, now: Date): Promise<MessageRefusal | null> {
  const since = new Date(now.getTime() - 24 * 60 * 60 * 1000)
  const { rows } = await sql<{ today: number; unanswered: number; barred: boolean }>`
    select
      (select count(*)::int from stakeholders.message
        where person_id = ${person} and written_at > ${since} and (as_writer is not null) = ${side === 'writer'}) as today,
      (select count(*)::int from stakeholders.message
        where person_id = ${person} and stakeholder_id = ${stakeholder} and as_writer is not null and written_at > ${since}
          and id > coalesce((select max(message.id) from stakeholders.message join stakeholders.conversation on conversation.id = conversation_id
            where message.stakeholder_id = ${stakeholder} and writer_id = ${person} and as_representative is not null), 0)) as unanswered,
      (exists (select from stakeholders.message where person_id = ${person} and is_abuse)
        or exists (select from stakeholders.submission where submitted_by = ${person} and standing = 'held')) as barred`.execute(tx)
  return rows[0] ? refusalOf(side, rows[0]) : null
}
