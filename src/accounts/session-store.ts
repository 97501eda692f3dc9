/** Sessions: begun by signing in, used with every request, listed and ended by their owner. */
import { sql } from 'kysely'
import type { Person } from '../platform/auth.ts'
import type { Database } from '../platform/db.ts'
import { prepared } from '../platform/preparing.ts'
import { hashed, newToken, SESSION_DAYS } from '../platform/session.ts'
import { type Session, shortDevice } from './rules.ts'
import type { AccountsTables } from './tables.ts'

type Db = Database<AccountsTables>

const DAY = 24 * 60 * 60 * 1000

/** @returns the secret that the browser is given; only its hash is kept */
export async function beginSession(tx: Db, person: number, device: string, now: Date): Promise<string> {
  const token = newToken()
  const times = { began_at: now, used_at: now, expires_at: lasting(now), ended_at: null }
  await tx
    .insertInto('accounts.session')
    .values({ person_id: person, token_hash: hashed(token), device: shortDevice(device), ...times })
    .execute()
  return token
}

/** Whom a secret belongs to; null where it opens nothing any more. Its use is noted once an hour, and lets the session go on. */
export async function whoIs(db: Db, token: string, now: Date): Promise<Person | null> {
  const { rows } = await sql<Person & { usedAt: Date }>`${prepared}
    select person.id, person.public_id as "publicId", person.name, person.language, session.id as session, session.used_at as "usedAt",
      array(select role from accounts.role where person_id = person.id order by role) as roles
    from accounts.session join accounts.person on person.id = session.person_id
    where token_hash = ${hashed(token)} and ended_at is null and expires_at > ${now} and erased_at is null
  `.execute(db)
  const [found] = rows
  if (!found) return null
  const { usedAt, ...person } = found
  if (now.getTime() - usedAt.getTime() > 60 * 60 * 1000) await noteUse(db, person.session, now)
  return person
}

async function noteUse(db: Db, session: number, now: Date): Promise<void> {
  await db
    .updateTable('accounts.session')
    .set({ used_at: now, expires_at: lasting(now) })
    .where('id', '=', session)
    .execute()
}

const lasting = (now: Date) => new Date(now.getTime() + SESSION_DAYS * DAY)

/** The sessions of a person that still open something, the last used first. */
export async function sessionsOf(db: Db, person: Person, now: Date): Promise<Session[]> {
  const rows = await db
    .selectFrom('accounts.session')
    .where('person_id', '=', person.id)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .select(['id', 'device', 'began_at as beganAt', 'used_at as usedAt'])
    .orderBy('used_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, isThis: row.id === person.session }))
}

/** Ends one session of a person, or all but the one in which they ask; null is none. */
export async function endSessions(db: Db, person: Person, which: number | 'others' | null, now: Date): Promise<void> {
  const condition = which === 'others' ? sql<boolean>`id <> ${person.session}` : sql<boolean>`id = ${which}`
  await db
    .updateTable('accounts.session')
    .set({ ended_at: now })
    .where('person_id', '=', person.id)
    .where('ended_at', 'is', null)
    .where(condition)
    .execute()
}
