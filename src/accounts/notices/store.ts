/** What waits to be told to persons, and how often they want to hear of it. */
import { sql } from 'kysely'
import { changed, type Database } from '../../platform/db.ts'
import type { PlatformTables } from '../../platform/events.ts'
import type { AccountsTables } from '../tables.ts'
import { mailTo } from './mail-store.ts'
import { type Chosen, type Frequency, type Preferences, PURPOSES, type Purpose, purposesOf, type Reader, type Stoppable } from './rules.ts'

type Db = Database<AccountsTables & PlatformTables>

/** `about`: the row number of what it tells of, from which its kind makes the words. `persons`: row numbers, or all of the secretariat. */
export type Notice = { persons: readonly number[] | 'secretariat'; purpose: Purpose; kind: string; about: number }

/**
 * Tells persons of something that they have not asked for, in the transaction that is the reason for it: in the digest of the next
 * morning, at once, or never, as each of them wants. What waits already is told once.
 *
 * A slice that has something to tell adds its kind to its `NoticeKinds` (mails.ts says how), hands those over in app.tsx, and calls this.
 * Its kind gives nothing where the reason has gone, or the reader may not know any more, by the time at which it is told.
 */
export async function notify(tx: Db, { persons, purpose, kind, about }: Notice, now: Date): Promise<void> {
  const whom =
    persons === 'secretariat'
      ? sql`person.id in (select person_id from accounts.role where role = 'secretariat')`
      : sql`person.id = any(${[...persons]}::int4[])`
  const { rows } = await sql<{ id: number; person: number; atOnce: boolean }>`
    insert into accounts.notice (person_id, purpose, kind, about, at, told_at)
    select person.id, ${purpose}::text, ${kind}::text, ${about}::int8, ${now}::timestamptz, case when frequency = 'at-once' then ${now}::timestamptz end
    from accounts.person cross join lateral (select ${frequencyOf(sql`${purpose}`)} as frequency) wanted
    where ${whom} and erased_at is null and frequency <> 'never'
    order by person.id
    on conflict (person_id, kind, about) where told_at is null do nothing
    returning id, person_id as person, told_at is not null as "atOnce"
  `.execute(tx)
  for (const { id, person, atOnce } of rows) if (atOnce) await mailTo(tx, [person], { kind: 'notice', facts: { notice: id } }, now)
}

/** How often a person, who stands in the statement as `person`, wants to hear of a purpose. */
export function frequencyOf(purpose: ReturnType<typeof sql>) {
  return sql<Frequency>`coalesce(
    (select frequency from accounts.preference where person_id = person.id and preference.purpose = ${purpose}),
    (select frequency from accounts.preference where person_id = person.id and preference.purpose = 'all'), 'daily')`
}

/** Whose preferences a link opens; null: nobody's, or they have erased their account. */
export async function readerOf(db: Db, publicId: string): Promise<Reader | null> {
  const { rows } = await sql<Reader>`
    select id, public_id as "publicId", language, array(select role from accounts.role where person_id = person.id order by role) as roles
    from accounts.person where public_id = ${publicId} and erased_at is null
  `.execute(db)
  return rows[0] ?? null
}

/** What others may see of a person's row number; null: they have erased their account. */
export async function publicIdOf(db: Db, person: number): Promise<string | null> {
  const { rows } = await sql<{ publicId: string }>`
    select public_id as "publicId" from accounts.person where id = ${person} and erased_at is null
  `.execute(db)
  return rows[0]?.publicId ?? null
}

/** How often a person wants to hear of what can concern them. */
export async function preferencesOf(db: Db, { id, roles }: Pick<Reader, 'id' | 'roles'>): Promise<Preferences> {
  const { rows } = await sql<{ purpose: Purpose; frequency: Frequency }>`
    select purpose, ${frequencyOf(sql`asked.purpose`)} as frequency
    from accounts.person cross join unnest(${[...purposesOf(roles)]}::text[]) with ordinality asked (purpose, place)
    where person.id = ${id} order by place
  `.execute(db)
  return rows
}

/** Saves what somebody has chosen, and the language of their pages and mails. What is never to be told does not wait any more. */
export async function savePreferences(db: Db, person: { id: number }, { language, ...often }: Chosen, now: Date): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    if (!(await lock(tx, person))) return
    await tx.updateTable('accounts.person').set({ language }).where('id', '=', person.id).execute()
    for (const purpose of PURPOSES) {
      const frequency = often[purpose]
      if (frequency !== undefined) await setFrequency(tx, person, { purpose, frequency }, now)
    }
    await endOfUnwanted(tx, person)
    await changed(tx, 'accounts')
  })
}

/** No more mails that were not asked for; nor of purposes that are yet to come, until somebody chooses one. */
export async function stopAll(db: Db, person: { id: number }, now: Date): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    if (!(await lock(tx, person))) return
    await tx.deleteFrom('accounts.preference').where('person_id', '=', person.id).execute()
    await setFrequency(tx, person, { purpose: 'all', frequency: 'never' }, now)
    await endOfUnwanted(tx, person)
    await changed(tx, 'accounts')
  })
}

/** Stops one purpose; or the digest, which is all that comes once a day. Doing it twice is doing it once. */
export async function stop(db: Db, person: { id: number }, what: Stoppable, now: Date): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    if (!(await lock(tx, person))) return
    if (what === 'digest') {
      await sql`delete from accounts.preference where person_id = ${person.id} and frequency = 'daily'`.execute(tx)
      await setFrequency(tx, person, { purpose: 'all', frequency: 'never' }, now)
    } else await setFrequency(tx, person, { purpose: what, frequency: 'never' }, now)
    await endOfUnwanted(tx, person)
    await changed(tx, 'accounts')
  })
}

/** One after the other for one person, who may be erased meanwhile: then there is nothing to choose. */
async function lock(tx: Db, { id }: { id: number }): Promise<boolean> {
  const { rows } = await sql`select from accounts.person where id = ${id} and erased_at is null for no key update`.execute(tx)
  return rows.length > 0
}

async function setFrequency(
  tx: Db,
  { id }: { id: number },
  { purpose, frequency }: { purpose: Purpose | 'all'; frequency: Frequency },
  now: Date,
): Promise<void> {
  await sql`
    insert into accounts.preference (person_id, purpose, frequency, changed_at) values (${id}, ${purpose}, ${frequency}, ${now})
    on conflict (person_id, purpose) do update set frequency = excluded.frequency, changed_at = excluded.changed_at
    where preference.frequency <> excluded.frequency
  `.execute(tx)
}

async function endOfUnwanted(tx: Db, { id }: { id: number }): Promise<void> {
  await sql`
    delete from accounts.notice using accounts.person
    where person.id = notice.person_id and person.id = ${id} and told_at is null and ${frequencyOf(sql`notice.purpose`)} = 'never'
  `.execute(tx)
}
