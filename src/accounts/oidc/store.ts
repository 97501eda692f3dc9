/** Sign-ins that are at the provider, and whose account somebody there opens. */
import { sql } from 'kysely'
import type { Person } from '../../platform/auth.ts'
import type { Database } from '../../platform/db.ts'
import { type PlatformTables, record } from '../../platform/events.ts'
import type { Language } from '../../platform/i18n.ts'
import { hashed, newToken } from '../../platform/session.ts'
import { beginSession, personOf } from '../index.ts'
import type { AccountsTables } from '../tables.ts'
import { FLOW_MINUTES, type Identity, verifiedAddress } from './rules.ts'

type Db = Database<AccountsTables & PlatformTables>
type Flow = { language: Language; next: string }

/** @returns the secret of the browser that begins; only its hash is kept. Those too old to be used go. */
export async function beginFlow(db: Db, { language, next }: Flow, now: Date): Promise<string> {
  const secret = newToken()
  const expiresAt = new Date(now.getTime() + FLOW_MINUTES * 60 * 1000)
  await db.deleteFrom('accounts.provider_flow').where('expires_at', '<=', now).execute()
  await db
    .insertInto('accounts.provider_flow')
    .values({ secret_hash: hashed(secret), language, next_path: next, begun_at: now, expires_at: expiresAt })
    .execute()
  return secret
}

/** Uses a sign-in up, whatever comes of it; null: there is none, or no more. Of two at the same moment one comes too late. */
export async function takeFlow(db: Db, secret: string, now: Date): Promise<Flow | null> {
  const taken = await db
    .deleteFrom('accounts.provider_flow')
    .where('secret_hash', '=', hashed(secret))
    .where('expires_at', '>', now)
    .returning(['language', 'next_path as next'])
    .executeTakeFirst()
  return taken ?? null
}

type Said = { issuer: string; subject: string; email: unknown; emailVerified: unknown }
type Opened = { ok: true; session: string } | { ok: false; why: 'unverified' }
type Using = { language: Language; device: string }

/** Opens a session for whom the provider knows: by the link that there is, else by the address that it has checked, which makes one. */
export async function openByIdentity(db: Db, said: Said, { language, device }: Using, now: Date): Promise<Opened> {
  return db.transaction().execute(async (tx: Db): Promise<Opened> => {
    // Two sign-ins of one person at the same moment make one link.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${said.issuer} ${said.subject}`}, 6))`.execute(tx)
    const person = (await linkedTo(tx, said)) ?? (await linked(tx, said, language, now))
    return person === null ? { ok: false, why: 'unverified' } : { ok: true, session: await beginSession(tx, person, device, now) }
  })
}

async function linkedTo(tx: Db, { issuer, subject }: Said): Promise<number | null> {
  const found = await tx
    .selectFrom('accounts.identity')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .select('person_id as person')
    .executeTakeFirst()
  return found?.person ?? null
}

async function linked(tx: Db, said: Said, language: Language, now: Date): Promise<number | null> {
  const email = verifiedAddress(said)
  const person = email === null ? null : await personOf(tx, { email, language, adding: null }, now)
  if (person === null) return null
  const { issuer, subject } = said
  await tx.insertInto('accounts.identity').values({ person_id: person, issuer, subject, linked_at: now }).execute()
  await note(tx, person, 'provider-linked', now)
  return person
}

async function note(tx: Db, person: number, kind: string, now: Date): Promise<void> {
  const { publicId } = await tx
    .selectFrom('accounts.person')
    .where('id', '=', person)
    .select('public_id as publicId')
    .executeTakeFirstOrThrow()
  await record(tx, { at: now, actor: publicId, kind, subjectKind: 'person', subject: publicId })
}

/** The links of a person, the first made first. */
export async function identitiesOf(db: Db, person: Person): Promise<Identity[]> {
  return db
    .selectFrom('accounts.identity')
    .where('person_id', '=', person.id)
    .select(['id', 'issuer', 'linked_at as linkedAt'])
    .orderBy('id')
    .execute()
}

/** Takes a link off a person's account. One that is not theirs, or null, is none. */
export async function removeIdentity(db: Db, person: Person, identity: number | null, now: Date): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    const removed = await tx
      .deleteFrom('accounts.identity')
      .where('person_id', '=', person.id)
      .where('id', '=', identity)
      .returning('id')
      .executeTakeFirst()
    if (removed) await note(tx, person.id, 'provider-unlinked', now)
  })
}
