/** Persons and their addresses. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Person } from '../platform/auth.ts'
import type { Database } from '../platform/db.ts'
import { changed } from '../platform/db.ts'
import { type PlatformTables, record } from '../platform/events.ts'
import type { Language } from '../platform/i18n.ts'
import { lastAdministrator } from './administration/index.ts'
import type { Address, PersonalData, Profile } from './rules.ts'
import type { AccountsTables } from './tables.ts'

type Db = Database<AccountsTables & PlatformTables>

type Confirmed = { email: string; language: Language /** The person who adds the address to their account. */; adding: number | null }

/**
 * The person whom a confirmed address belongs to: a new one where it is not known, unless somebody adds it to theirs. Null: it belongs to
 * somebody else than who adds it.
 */
export async function personOf(tx: Db, { email, language, adding }: Confirmed, now: Date): Promise<number | null> {
  // Two links to one new address at the same moment open one account.
  await sql`select pg_advisory_xact_lock(hashtextextended(${email}, 5))`.execute(tx)
  const owner = await tx.selectFrom('accounts.address').where('email', '=', email).select('person_id as id').executeTakeFirst()
  if (owner) return adding === null || adding === owner.id ? owner.id : null
  const person = adding ?? (await openAccount(tx, language, now))
  await tx.insertInto('accounts.address').values({ person_id: person, email, confirmed_at: now }).execute()
  return person
}

/** @returns the row number of a person of whom nothing is known yet */
export async function openAccount(tx: Db, language: Language, now: Date): Promise<number> {
  const publicId = newPublicId()
  const { id } = await tx
    .insertInto('accounts.person')
    .values({ public_id: publicId, language, created_at: now, erased_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, { at: now, actor: publicId, kind: 'account-opened', subjectKind: 'person', subject: publicId })
  await changed(tx, 'accounts')
  return id
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** Ten base32 characters that say nothing about the person. */
function newPublicId(): string {
  return Array.from(randomBytes(10), (byte) => BASE32[byte % 32]).join('')
}

export async function addressesOf(db: Db, person: Person): Promise<Address[]> {
  const rows = await db
    .selectFrom('accounts.address')
    .where('person_id', '=', person.id)
    .select(['id', 'email', 'confirmed_at as confirmedAt', 'gets_mail as chosen'])
    .orderBy('id')
    .execute()
  // As `mailTo` takes them.
  const getsMail = rows.find(({ chosen }) => chosen) ?? rows[0]
  return rows.map((row) => ({ id: row.id, email: row.email, confirmedAt: row.confirmedAt, getsMail: row === getsMail }))
}

/** Takes an address off an account. The last one stays: without it nobody could sign in. One that is not theirs, or null, is none. */
export async function removeAddress(db: Db, person: Person, address: number | null): Promise<'lastAddress' | null> {
  return db.transaction().execute(async (tx: Db) => {
    const own = await tx.selectFrom('accounts.address').where('person_id', '=', person.id).select('id').forUpdate().execute()
    if (address === null || !own.some(({ id }) => id === address)) return null
    if (own.length === 1) return 'lastAddress'
    await tx.deleteFrom('accounts.address').where('id', '=', address).execute()
    return null
  })
}

/** Whose confirmed address it is, as `asKept` writes it; null: nobody's. */
export async function whoseAddress(
  db: Db,
  email: string,
): Promise<{ id: number; publicId: string; name: string; language: Language } | null> {
  const found = await db
    .selectFrom('accounts.address')
    .innerJoin('accounts.person as person', 'person.id', 'person_id')
    .where('email', '=', email)
    .where('erased_at', 'is', null)
    .select(['person.id', 'public_id as publicId', 'name', 'language'])
    .executeTakeFirst()
  return found ?? null
}

export async function saveProfile(db: Db, person: Person, { name, language }: Profile): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    await tx.updateTable('accounts.person').set({ name, language }).where('id', '=', person.id).execute()
    await changed(tx, 'accounts')
  })
}

/** Gives somebody who has no name yet the one that they typed elsewhere, in the transaction that needs it; null: they typed none. */
export async function giveName(tx: Db, person: Person, name: string | null): Promise<void> {
  if (name === null) return
  await tx.updateTable('accounts.person').set({ name }).where('id', '=', person.id).where('name', '=', '').execute()
  await changed(tx, 'accounts')
}

/** All that is known of a person, in one piece. */
export async function personalData(db: Db, person: Person): Promise<PersonalData> {
  const [{ createdAt }, addresses, sessions, passkeys, mails, identities, drafts, events] = await Promise.all([
    db.selectFrom('accounts.person').where('id', '=', person.id).select('created_at as createdAt').executeTakeFirstOrThrow(),
    addressesOf(db, person),
    db
      .selectFrom('accounts.session')
      .where('person_id', '=', person.id)
      .select(['device', 'began_at as beganAt', 'used_at as usedAt', 'ended_at as endedAt'])
      .orderBy('id')
      .execute(),
    db
      .selectFrom('accounts.passkey')
      .where('person_id', '=', person.id)
      .select(['label', 'added_at as addedAt', 'used_at as usedAt'])
      .orderBy('id')
      .execute(),
    db
      .selectFrom('accounts.preference')
      .where('person_id', '=', person.id)
      .select(['purpose', 'frequency', 'changed_at as changedAt'])
      .orderBy('purpose')
      .execute(),
    db
      .selectFrom('accounts.identity')
      .where('person_id', '=', person.id)
      .select(['issuer', 'subject', 'linked_at as linkedAt'])
      .orderBy('id')
      .execute(),
    draftsOf(db, person),
    db
      .selectFrom('platform.event')
      .where('actor', '=', person.publicId)
      .select(['at', 'kind', 'subject_kind as subjectKind', 'subject'])
      .orderBy('id')
      .execute(),
  ])
  const { name, language, roles } = person
  return {
    name,
    language,
    createdAt,
    roles,
    addresses: addresses.map(({ email, confirmedAt }) => ({ email, confirmedAt })),
    sessions,
    passkeys,
    mails,
    identities,
    drafts,
    events,
  }
}

async function draftsOf(db: Db, person: Person): Promise<PersonalData['drafts']> {
  const { rows } = await sql<PersonalData['drafts'][number]>`
    select path, kept_at as "keptAt",
      (select json_agg(json_build_object('field', field, 'value', value) order by position) from accounts.draft_field where draft_id = draft.id) as fields
    from accounts.draft where person_id = ${person.id} order by path
  `.execute(db)
  return rows
}

/**
 * Erases what is known of a person: name, addresses, devices, passkeys, links with
 * providers, roles, and mails that wait for them. What they did stays, under nobody's
 * name; so does the row, which it points to.
 * @returns why not: somebody has to be an administrator
 */
export async function erase(db: Db, person: Person, now: Date): Promise<'lastAdministrator' | null> {
  return db.transaction().execute(async (tx: Db) => {
    if (await lastAdministrator(tx, person)) return 'lastAdministrator'
    const addresses = await tx.deleteFrom('accounts.address').where('person_id', '=', person.id).returning('email').execute()
    const emails = addresses.map(({ email }) => email)
    await sql`delete from accounts.sign_in where person_id = ${person.id} or email = any(${emails}::text[])`.execute(tx)
    await tx.deleteFrom('accounts.passkey').where('person_id', '=', person.id).execute()
    await tx.deleteFrom('accounts.identity').where('person_id', '=', person.id).execute()
    await tx.deleteFrom('accounts.draft').where('person_id', '=', person.id).execute()
    await tx.deleteFrom('accounts.passkey_challenge').where('person_id', '=', person.id).execute()
    await tx.deleteFrom('accounts.role').where('person_id', '=', person.id).execute()
    await tx.deleteFrom('accounts.preference').where('person_id', '=', person.id).execute()
    await tx.deleteFrom('accounts.notice').where('person_id', '=', person.id).execute()
    await tx.deleteFrom('accounts.digest').where('person_id', '=', person.id).execute()
    await sql`update accounts.confirmation set email = null, person_id = null where person_id = ${person.id} or email = any(${emails}::text[])`.execute(
      tx,
    )
    await sql`update accounts.session set device = '', ended_at = coalesce(ended_at, ${now}) where person_id = ${person.id}`.execute(tx)
    await tx.updateTable('accounts.person').set({ name: '', erased_at: now }).where('id', '=', person.id).execute()
    await record(tx, { at: now, actor: person.publicId, kind: 'account-erased', subjectKind: 'person', subject: person.publicId })
    await changed(tx, 'accounts')
    return null
  })
}
