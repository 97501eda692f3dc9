/** Who may do what for the whole site. */
import { sql } from 'kysely'
import type { Person, Role } from '../../platform/auth.ts'
import { changed, type Database } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { type PlatformTables, record } from '../../platform/events.ts'
import type { AccountsTables } from '../tables.ts'
import { type Appointment, type Candidate, type Holder, type Office, type Refusal, refusalToAppoint, refusalToDismiss } from './rules.ts'

type Db = Database<AccountsTables & PlatformTables>
type Giver = Pick<Person, 'id' | 'publicId'>

/** Gives a role by an address of an account. @returns why not, null where it was given */
export async function appoint(db: Db, by: Giver, { email, role }: Appointment, now: Date): Promise<Refusal | null> {
  return db.transaction().execute(async (tx: Db) => {
    await oneAfterAnother(tx, by)
    const candidate = await candidateAt(tx, email)
    const refused = refusalToAppoint(by, candidate, role)
    if (candidate && !refused) await giveRole(tx, candidate.id, role, now, by)
    return refused
  })
}

/** Takes a role away; one that was taken away already is gone. @returns why not, null where it is gone */
export async function dismiss(db: Db, by: Giver, { publicId, role }: Office, now: Date): Promise<Refusal | null> {
  return db.transaction().execute(async (tx: Db) => {
    await oneAfterAnother(tx, by)
    const person = await holderOf(tx, { publicId, role })
    if (person === null) return null
    const refused = refusalToDismiss(role, await administrators(tx))
    if (refused) return refused
    await tx.deleteFrom('accounts.role').where('person_id', '=', person).where('role', '=', role).execute()
    await record(tx, { at: now, actor: by.publicId, kind: `${role}-ended`, subjectKind: 'person', subject: publicId })
    await changed(tx, 'accounts')
    return null
  })
}

/**
 * Roles change one after another, commands and erased accounts included, so that what is looked at is still so when it is changed. Throws
 * NotFound where whoever asks is no administrator by then.
 */
async function oneAfterAnother(tx: Db, by: Giver): Promise<void> {
  await lockRoles(tx)
  if ((await holderOf(tx, { publicId: by.publicId, role: 'administrator' })) === null) throw new NotFound('no administrator any more')
}

async function lockRoles(tx: Db): Promise<void> {
  await sql`lock table accounts.role in share row exclusive mode`.execute(tx)
}

async function holderOf(tx: Db, { publicId, role }: Office): Promise<number | null> {
  const found = await tx
    .selectFrom('accounts.role')
    .innerJoin('accounts.person', 'accounts.person.id', 'accounts.role.person_id')
    .where('public_id', '=', publicId)
    .where('role', '=', role)
    .select('person_id as id')
    .executeTakeFirst()
  return found?.id ?? null
}

async function candidateAt(tx: Db, email: string): Promise<Candidate | null> {
  const { rows } = await sql<Candidate>`
    select person_id as id, array(select role from accounts.role where role.person_id = address.person_id) as roles
    from accounts.address where email = ${email}
  `.execute(tx)
  return rows[0] ?? null
}

/** Whether anybody can give roles here. */
export async function hasAdministrator(db: Db): Promise<boolean> {
  return (await administrators(db)) > 0
}

async function administrators(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('accounts.role')
    .where('role', '=', 'administrator')
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/**
 * Whether somebody is the only administrator. Until the transaction ends no role changes: of two who leave at once the second is the last.
 */
export async function lastAdministrator(tx: Db, person: Pick<Person, 'publicId'>): Promise<boolean> {
  await lockRoles(tx)
  if ((await holderOf(tx, { publicId: person.publicId, role: 'administrator' })) === null) return false
  return refusalToDismiss('administrator', await administrators(tx)) !== null
}

/** Gives somebody a role; having it already changes nothing. `by`: the person who gives it; null: a command of the operator. */
export async function giveRole(tx: Db, person: number, role: Role, now: Date, by: Giver | null = null): Promise<void> {
  const given = await tx
    .insertInto('accounts.role')
    .values({ person_id: person, role, given_at: now, given_by: by?.id ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('role')
    .executeTakeFirst()
  if (!given) return
  const { publicId } = await tx
    .selectFrom('accounts.person')
    .where('id', '=', person)
    .select('public_id as publicId')
    .executeTakeFirstOrThrow()
  await record(tx, { at: now, actor: by?.publicId ?? null, kind: `${role}-appointed`, subjectKind: 'person', subject: publicId })
  await changed(tx, 'accounts')
}

/** Everybody who has a role, administrators first, each in the order in which they were given. */
export async function listHolders(db: Db): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    select role.role, role.given_at as since, person.public_id as "publicId", person.name,
      array(select email from accounts.address where person_id = person.id order by address.id) as addresses,
      case when giver.id is not null then
        json_build_object('publicId', giver.public_id, 'name', giver.name, 'erased', giver.erased_at is not null) end as by
    from accounts.role join accounts.person on person.id = role.person_id left join accounts.person as giver on giver.id = role.given_by
    order by role.role, role.given_at, person.id
  `.execute(db)
  return rows
}
