/** Roles that the operator gives: links that are printed in the terminal. */
import type { Role } from '../platform/auth.ts'
import type { Database } from '../platform/db.ts'
import type { PlatformTables } from '../platform/events.ts'
import { hashed, newToken } from '../platform/session.ts'
import { giveRole, hasAdministrator } from './administration/index.ts'
import { personOf } from './person-store.ts'
import { SIGN_IN_HOURS } from './rules.ts'
import type { AccountsTables } from './tables.ts'

type Db = Database<AccountsTables & PlatformTables>

/** Gives somebody a role by a command of the operator. @returns the secret of a link by which they sign in, once */
export async function invite(db: Db, email: string, role: Role, now: Date): Promise<string> {
  return db.transaction().execute(async (tx: Db) => {
    const person = await personOf(tx, { email, language: 'en', adding: null }, now)
    if (person === null) throw new Error('an address that nobody adds belongs to whom it is')
    await giveRole(tx, person, role, now)
    return printedLink(tx, { email, role: null }, now)
  })
}

/**
 * For as long as nobody is an administrator: the secret of a link that makes whoever opens it one. Those printed before open nothing any
 * more. Null: there is one.
 */
export async function firstLink(db: Db, now: Date): Promise<string | null> {
  if (await hasAdministrator(db)) return null
  return db.transaction().execute(async (tx: Db) => {
    await tx.deleteFrom('accounts.sign_in').where('email', 'is', null).where('used_at', 'is', null).execute()
    return printedLink(tx, { email: null, role: 'administrator' }, now)
  })
}

/** No mail brings it, and no code: it is printed in the terminal. */
async function printedLink(tx: Db, own: { email: string | null; role: Role | null }, now: Date): Promise<string> {
  const token = newToken()
  const times = { asked_at: now, expires_at: new Date(now.getTime() + SIGN_IN_HOURS * 60 * 60 * 1000), used_at: null }
  const rest = { language: 'en', person_id: null, token_hash: hashed(token), code_hash: null, next_path: '/en/account' } as const
  await tx
    .insertInto('accounts.sign_in')
    .values({ ...own, ...rest, ...times })
    .execute()
  return token
}
