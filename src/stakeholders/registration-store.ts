/** Organisations that persons register: what is alike, what they submit, and what time makes public. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { giveName } from '../accounts/index.ts'
import type { FrameworkTables } from '../framework/index.ts'
import type { Person } from '../platform/auth.ts'
import type { Database } from '../platform/db.ts'
import { insertRequest } from './decision-store.ts'
import { type Db, mustStay, notify, tell } from './person-store.ts'
import { dueAfter, hostOf, type Organisation, REGISTERED_A_DAY, type Registration, type Submission } from './registration-rules.ts'
import { tellSecretariat } from './representative-store.ts'
import { foldedName, publicIdOf, type Stakeholder, type Standing } from './rules.ts'
import { findByName } from './search-store.ts'
import { stakeholders } from './store.ts'
import type { StakeholdersTables } from './tables.ts'

const DAY = 24 * 60 * 60 * 1000

/** How many that are alike are worth a look. */
const ALIKE = 10

/** Those known already that may be the same: with all words of the name, or with a website of the same host. */
export async function alike(
  db: Database<StakeholdersTables & FrameworkTables>,
  { name, website }: Pick<Registration, 'name' | 'website'>,
  language: string,
): Promise<Stakeholder[]> {
  const byName = await findByName(db, name, { language, limit: ALIKE })
  const host = hostOf(website)
  if (host === null) return byName.stakeholders
  const byWebsite = await stakeholders(db, language)
    .where(sql`lower(substring(stakeholder.website from '^https?://(?:www\.)?([^/:?#]+)'))`, '=', host)
    .orderBy('stakeholder.identifier')
    .limit(ALIKE)
    .execute()
  const others = byWebsite.filter(({ id }) => !byName.stakeholders.some((known) => known.id === id))
  return [...others, ...byName.stakeholders].slice(0, ALIKE)
}

export type Registered = { ok: true; publicId: string } | { ok: false; why: 'tooManyToday' }

/**
 * Takes in an organisation as received: only who registered it and the secretariat see it. The same form sent twice is one organisation.
 * Throws NotFound where the account was erased meanwhile.
 */
export async function register(db: Db, person: Person, registration: Registration, now: Date): Promise<Registered> {
  return db.transaction().execute(async (tx: Db) => {
    // One after the other for one person, so that the limit holds and two clicks are one.
    await sql`select pg_advisory_xact_lock(${person.id}, 6)`.execute(tx)
    await mustStay(tx, person)
    const recent = await registeredSince(tx, person.id, new Date(now.getTime() - DAY))
    const same = recent.find(({ name }) => name === registration.name)
    if (same) return { ok: true, publicId: same.publicId }
    if (recent.length >= REGISTERED_A_DAY) return { ok: false, why: 'tooManyToday' }

    await giveName(tx, person, registration.ownName)
    const { id, publicId } = await insert(tx, person, registration, now)
    await tell(tx, { kind: 'stakeholder-received', actor: person.publicId, stakeholder: publicId }, now)
    await notify(tx, { persons: 'secretariat', purpose: 'secretariat', kind: 'organisation-received', about: id }, now)
    if (registration.represent) await tellSecretariat(tx, (await insertRequest(tx, { id, publicId }, person, now)).id, now)
    return { ok: true, publicId }
  })
}

async function registeredSince(tx: Db, person: number, since: Date): Promise<{ publicId: string; name: string }[]> {
  return tx
    .selectFrom('stakeholders.submission as submission')
    .innerJoin('stakeholders.stakeholder as stakeholder', 'stakeholder.id', 'submission.stakeholder_id')
    .innerJoin('stakeholders.name as named', 'named.stakeholder_id', 'stakeholder.id')
    .where('submission.submitted_by', '=', person)
    .where('submission.submitted_at', '>', since)
    .select(['stakeholder.public_id as publicId', 'named.name'])
    .execute()
}

async function insert(tx: Db, person: Person, registration: Registration, now: Date) {
  const stakeholder = await insertOrganisation(tx, { ...registration, standing: 'received' }, now)
  const later = { published_at: null, looked_at: null, looked_by: null, held_because: null }
  await tx
    .insertInto('stakeholders.submission')
    .values({
      stakeholder_id: stakeholder.id,
      standing: 'received',
      submitted_by: person.id,
      submitted_at: now,
      due_at: dueAfter(now),
      ...later,
    })
    .execute()
  return stakeholder
}

/** An organisation of whom nobody has an identifier yet, named in one language. */
export async function insertOrganisation(
  tx: Db,
  { name, language, type, country, website, standing }: Organisation & { standing: Standing },
  now: Date,
): Promise<{ id: number; publicId: string }> {
  const identifier = `actionlines:${randomBytes(8).toString('hex')}`
  const unknown = { acronym: null, source_id: null }
  const stakeholder = await tx
    .insertInto('stakeholders.stakeholder')
    .values({
      identifier,
      public_id: publicIdOf(identifier),
      kind: 'organisation',
      type,
      standing,
      country,
      website,
      created_at: now,
      ...unknown,
    })
    .returning(['id', 'public_id as publicId'])
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('stakeholders.name')
    .values({ stakeholder_id: stakeholder.id, language, name, folded: foldedName(name) })
    .execute()
  return stakeholder
}

/** What became of a registration; null: nobody registered it, it was shipped or mentioned. */
export async function submissionOf(db: Database<StakeholdersTables>, stakeholder: number): Promise<Submission | null> {
  const found = await db
    .selectFrom('stakeholders.submission')
    .where('stakeholder_id', '=', stakeholder)
    .select(['submitted_at as submittedAt', 'due_at as dueAt', 'held_because as heldBecause'])
    .executeTakeFirst()
  return found ?? null
}
