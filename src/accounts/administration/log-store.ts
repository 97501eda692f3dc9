/** The record of events, as administrators read it. */
import { sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import type { PlatformTables } from '../../platform/events.ts'
import { asKept } from '../../platform/mail.ts'
import type { AccountsTables } from '../tables.ts'
import type { AskedLog, LoggedEvent } from './rules.ts'

type Db = Database<AccountsTables & PlatformTables>

/** The newest events that are asked for, the newest first. */
export async function listEvents(db: Db, { kind, who, before }: AskedLog, limit: number): Promise<LoggedEvent[]> {
  const one = who === null ? null : await identifierOf(db, who)
  const { rows } = await sql<LoggedEvent>`
    select event.id, event.at, event.kind, event.subject_kind as "subjectKind", event.subject,
      case when event.actor is not null then
        json_build_object('publicId', event.actor, 'name', coalesce(actor.name, ''), 'erased', actor.erased_at is not null) end as actor,
      case when person.id is not null then
        json_build_object('publicId', person.public_id, 'name', person.name, 'erased', person.erased_at is not null) end as person
    from platform.event
      left join accounts.person as actor on actor.public_id = event.actor
      left join accounts.person as person on event.subject_kind = 'person' and person.public_id = event.subject
    where (${kind}::text is null or event.kind = ${kind})
      and (${one}::text is null or event.actor = ${one} or event.subject = ${one})
      and (${before}::bigint is null or event.id < ${before})
    order by event.id desc limit ${limit}
  `.execute(db)
  return rows
}

/** An address is looked up, so that an administrator who knows no more than that finds what was done. */
async function identifierOf(db: Db, who: string): Promise<string> {
  if (!who.includes('@')) return who
  const found = await db
    .selectFrom('accounts.address')
    .innerJoin('accounts.person', 'accounts.person.id', 'accounts.address.person_id')
    .where('email', '=', asKept(who))
    .select('public_id as publicId')
    .executeTakeFirst()
  return found?.publicId ?? who
}

/** Every kind of event that is in the record. */
export async function listEventKinds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('platform.event').select('kind').distinct().orderBy('kind').execute()
  return rows.map(({ kind }) => kind)
}
