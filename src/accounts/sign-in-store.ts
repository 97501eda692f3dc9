/** Signing in by mail: what was asked for, the secrets that a mail carries, and what they open, once. */
import { sql } from 'kysely'
import type { Database } from '../platform/db.ts'
import type { PlatformTables } from '../platform/events.ts'
import type { Language } from '../platform/i18n.ts'
import { queueMail } from '../platform/outbox.ts'
import { hashed, isSame, newCode, newToken } from '../platform/session.ts'
import { giveRole } from './administration/index.ts'
import { openAccount, personOf } from './person-store.ts'
import { MAILS_AN_HOUR, SIGN_IN_HOURS, WRONG_CODES } from './rules.ts'
import { beginSession } from './session-store.ts'
import type { AccountsTables } from './tables.ts'

type Db = Database<AccountsTables & PlatformTables>

const HOUR = 60 * 60 * 1000

type Request = { email: string; language: Language; next: string /** To whose account the address is to be added. */; person?: number }

/**
 * Queues a mail with a link and a code, whether the address is known or not: whoever asks learns nothing from it. Beyond the limit of an
 * hour nothing is queued, and nobody is told.
 */
export async function askToSignIn(db: Db, { email, language, next, person }: Request, now: Date): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    // One after the other for one address, so that the limit holds.
    await sql`select pg_advisory_xact_lock(hashtextextended(${email}, 4))`.execute(tx)
    if ((await askedSince(tx, email, new Date(now.getTime() - HOUR))) >= MAILS_AN_HOUR) return
    const { id } = await tx
      .insertInto('accounts.sign_in')
      .values({
        email,
        language,
        person_id: person ?? null,
        role: null,
        token_hash: null,
        code_hash: null,
        used_at: null,
        next_path: next,
        asked_at: now,
        expires_at: new Date(now.getTime() + SIGN_IN_HOURS * HOUR),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const mail = person === undefined ? { kind: 'sign-in', facts: { signIn: id } } : { kind: 'new-address', facts: { signIn: id, person } }
    await queueMail(tx, { ...mail, to: email, language }, now)
  })
}

async function askedSince(tx: Db, email: string, since: Date): Promise<number> {
  const { count } = await tx
    .selectFrom('accounts.sign_in')
    .where('email', '=', email)
    .where('asked_at', '>', since)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Makes the secrets of a mail as it is rendered; null where it has been used or is too old to be sent. */
export async function makeSecrets(tx: Db, id: number, now: Date): Promise<{ token: string; code: string; expiresAt: Date } | null> {
  const [token, code] = [newToken(), newCode()]
  const made = await tx
    .updateTable('accounts.sign_in')
    .set({ token_hash: hashed(token), code_hash: hashed(code) })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('expires_at as expiresAt')
    .executeTakeFirst()
  return made ? { token, code, ...made } : null
}

/**
 * Makes a link for a mail that is no answer to signing in, as it is rendered: it opens an account for its address, once. No code goes with
 * it, which could be guessed for as long as it lasts. @returns its secret
 */
export async function signInLink(
  tx: Db,
  { email, language, next, expiresAt }: Omit<Request, 'person'> & { expiresAt: Date },
  now: Date,
): Promise<string> {
  const token = newToken()
  await tx
    .insertInto('accounts.sign_in')
    .values({
      email,
      language,
      person_id: null,
      role: null,
      token_hash: hashed(token),
      code_hash: null,
      used_at: null,
      next_path: next,
      asked_at: now,
      expires_at: expiresAt,
    })
    .execute()
  return token
}

/** The secret of a new session and where to go; or why there is none: `used` also where it never was, or is too old. */
export type Opened<Why> = { ok: true; session: string; next: string } | { ok: false; why: Why }

/** Whether a link would open something: asking changes nothing, so that who only looks at mail may look. */
export async function isOpen(db: Db, token: string, now: Date): Promise<boolean> {
  const found = await open(db, now).where('token_hash', '=', hashed(token)).select('id').executeTakeFirst()
  return found !== undefined
}

/** Opens a session by the secret of a link. Of two at the same moment one comes too late. */
export async function openByToken(db: Db, token: string, device: string, now: Date): Promise<Opened<'used' | 'addressTaken'>> {
  return db.transaction().execute(async (tx: Db) => {
    const found = await open(tx, now).where('token_hash', '=', hashed(token)).select('id').forUpdate().executeTakeFirst()
    return found ? use(tx, found.id, device, now) : { ok: false, why: 'used' }
  })
}

/** Opens a session by the code of the last mails to an address. A wrong one counts against all of them. */
export async function openByCode(
  db: Db,
  { email, code }: { email: string; code: string },
  device: string,
  now: Date,
): Promise<Opened<'codeWrong' | 'addressTaken'>> {
  return db.transaction().execute(async (tx: Db) => {
    const candidates = await open(tx, now)
      .where('email', '=', email)
      .where('code_hash', 'is not', null)
      .where('wrong_codes', '<', WRONG_CODES)
      .select(['id', 'code_hash as hash'])
      .orderBy('id')
      .forUpdate()
      .execute()
    const found = candidates.find(({ hash }) => hash !== null && isSame(code, hash))
    if (found) return use(tx, found.id, device, now)
    if (candidates.length > 0)
      await tx
        .updateTable('accounts.sign_in')
        .set({ wrong_codes: sql`wrong_codes + 1` })
        .where(
          'id',
          'in',
          candidates.map(({ id }) => id),
        )
        .execute()
    return { ok: false, why: 'codeWrong' }
  })
}

function open(db: Db, now: Date) {
  return db.selectFrom('accounts.sign_in').where('used_at', 'is', null).where('expires_at', '>', now)
}

async function use(tx: Db, id: number, device: string, now: Date): Promise<Opened<'addressTaken'>> {
  const { email, language, person_id, role, next_path } = await tx
    .updateTable('accounts.sign_in')
    .set({ used_at: now })
    .where('id', '=', id)
    .returning(['email', 'language', 'person_id', 'role', 'next_path'])
    .executeTakeFirstOrThrow()
  const person = email === null ? await openAccount(tx, language, now) : await personOf(tx, { email, language, adding: person_id }, now)
  if (person === null) return { ok: false, why: 'addressTaken' }
  if (role) await giveRole(tx, person, role, now)
  return { ok: true, session: await beginSession(tx, person, device, now), next: next_path }
}
