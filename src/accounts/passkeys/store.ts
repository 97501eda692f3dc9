/** Passkeys and what their devices are asked to sign. */
import { sql } from 'kysely'
import type { Person } from '../../platform/auth.ts'
import type { Database } from '../../platform/db.ts'
import { type PlatformTables, record } from '../../platform/events.ts'
import { hashed, newToken } from '../../platform/session.ts'
import { beginSession, deviceName, shortDevice } from '../index.ts'
import type { AccountsTables } from '../tables.ts'
import { CHALLENGE_MINUTES, type Passkey, type Refusal, type Signed } from './rules.ts'
import { counterIn, type Known, type Owner } from './webauthn.ts'

type Db = Database<AccountsTables & PlatformTables>

/** Something new for a device to sign. `person`: who adds a passkey; null: somebody signs in. Those too old to be used go. */
export async function newChallenge(db: Db, person: number | null, now: Date): Promise<string> {
  const challenge = newToken()
  const expiresAt = new Date(now.getTime() + CHALLENGE_MINUTES * 60 * 1000)
  await db.deleteFrom('accounts.passkey_challenge').where('expires_at', '<=', now).execute()
  await db
    .insertInto('accounts.passkey_challenge')
    .values({ challenge_hash: hashed(challenge), person_id: person, asked_at: now, expires_at: expiresAt })
    .execute()
  return challenge
}

/** Uses a challenge up, whatever comes of it. Whether it stood, and for this. Of two at the same moment one comes too late. */
export async function takeChallenge(db: Db, challenge: string, person: number | null, now: Date): Promise<boolean> {
  const taken = await db
    .deleteFrom('accounts.passkey_challenge')
    .where('challenge_hash', '=', hashed(challenge))
    .where('expires_at', '>', now)
    .where(sql<boolean>`person_id is not distinct from ${person}::integer`)
    .returning('expires_at')
    .executeTakeFirst()
  return taken !== undefined
}

/** The passkeys of a person, the first added first. */
export async function passkeysOf(db: Db, person: Person): Promise<Passkey[]> {
  return db
    .selectFrom('accounts.passkey')
    .where('person_id', '=', person.id)
    .select(['id', 'label', 'added_at as addedAt', 'used_at as usedAt'])
    .orderBy('id')
    .execute()
}

/** What a device is told about who adds a passkey: their first address, by which they tell accounts apart, and the passkeys they have. */
export async function toldToDevice(db: Db, person: Person): Promise<{ owner: Owner; known: Known[] }> {
  const [address, passkeys] = await Promise.all([
    db.selectFrom('accounts.address').where('person_id', '=', person.id).select('email').orderBy('id').limit(1).executeTakeFirst(),
    db.selectFrom('accounts.passkey').where('person_id', '=', person.id).select(['credential_id as id', 'transports']).execute(),
  ])
  return {
    owner: { publicId: person.publicId, account: address?.email ?? (person.name || person.publicId), name: person.name },
    known: passkeys.map(({ id, transports }) => ({ id: id.toString('base64url'), transports })),
  }
}

type NewPasskey = { label: string; device: string; id: string; publicKey: Uint8Array; counter: number; transports: string[] }

/** Adds a passkey to a person's account; one that is known already stays with whom it belongs to. */
export async function addPasskey(db: Db, person: Person, passkey: NewPasskey, now: Date): Promise<'alreadyHere' | null> {
  return db.transaction().execute(async (tx: Db) => {
    const { label, device, id, publicKey, counter, transports } = passkey
    const added = await tx
      .insertInto('accounts.passkey')
      .values({
        person_id: person.id,
        credential_id: Buffer.from(id, 'base64url'),
        public_key: Buffer.from(publicKey),
        counter,
        transports,
        label: shortDevice(label || deviceName(device)),
        added_at: now,
        used_at: null,
      })
      .onConflict((conflict) => conflict.column('credential_id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) return 'alreadyHere'
    await record(tx, { at: now, actor: person.publicId, kind: 'passkey-added', subjectKind: 'person', subject: person.publicId })
    return null
  })
}

/** Takes a passkey off a person's account: it opens nothing any more. One that is not theirs, or null, is none. */
export async function removePasskey(db: Db, person: Person, passkey: number | null, now: Date): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    const removed = await tx
      .deleteFrom('accounts.passkey')
      .where('person_id', '=', person.id)
      .where('id', '=', passkey)
      .returning('id')
      .executeTakeFirst()
    if (!removed) return
    await record(tx, { at: now, actor: person.publicId, kind: 'passkey-removed', subjectKind: 'person', subject: person.publicId })
  })
}

type Opened = { ok: true; session: string } | { ok: false; why: Extract<Refusal, 'tooLate' | 'notAccepted'> }
type Use = { answer: Signed; challenge: string; origin: string; device: string }

/** Opens a session for the person whom a passkey belongs to. Who has none here, and whose answer is not good, is told the same. */
export async function openByPasskey(db: Db, { answer, challenge, origin, device }: Use, now: Date): Promise<Opened> {
  if (!(await takeChallenge(db, challenge, null, now))) return { ok: false, why: 'tooLate' }
  return db.transaction().execute(async (tx: Db): Promise<Opened> => {
    const passkey = await passkeyCalled(tx, answer.id)
    if (!passkey) return { ok: false, why: 'notAccepted' }
    const { id, person, publicId, counter, publicKey } = passkey
    const credential = { id: answer.id, publicKey: new Uint8Array(publicKey), counter }
    const counted = await counterIn(answer, challenge, origin, credential, publicId)
    if (counted === null) return { ok: false, why: 'notAccepted' }
    await tx.updateTable('accounts.passkey').set({ counter: counted, used_at: now }).where('id', '=', id).execute()
    return { ok: true, session: await beginSession(tx, person, device, now) }
  })
}

/** Held until the transaction ends: two uses of one passkey see each other's counter, and it is not removed meanwhile. */
function passkeyCalled(tx: Db, credential: string) {
  return tx
    .selectFrom('accounts.passkey as passkey')
    .innerJoin('accounts.person as person', 'person.id', 'passkey.person_id')
    .where('credential_id', '=', Buffer.from(credential, 'base64url'))
    .where('erased_at', 'is', null)
    .select(['passkey.id', 'person.id as person', 'person.public_id as publicId', 'public_key as publicKey', 'counter'])
    .forUpdate('passkey')
    .executeTakeFirst()
}
