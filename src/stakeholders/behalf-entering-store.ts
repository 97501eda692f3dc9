/** What the secretariat enters from a letter: organisations, and who represents one; and how an organisation corrects what was entered of it. */
import { sql } from 'kysely'
import type { AccountsTables } from '../accounts/index.ts'
import { type FrameworkTables, recordSource } from '../framework/index.ts'
import type { Person } from '../platform/auth.ts'
import type { Database } from '../platform/db.ts'
import type { PlatformTables } from '../platform/events.ts'
import type { Language } from '../platform/i18n.ts'
import { bestFor } from '../platform/texts.ts'
import { invite } from './acting-invitation-store.ts'
import type { Entry, EntryRefusal, NamedPerson } from './behalf-rules.ts'
import { enterOnBehalf, lockEntry, settleEntry } from './behalf-store.ts'
import type { NamedDeputy } from './deputy-rules.ts'
import { type Db, lockOrganisation, mustStay } from './person-store.ts'
import type { Organisation } from './registration-rules.ts'
import { insertOrganisation } from './registration-store.ts'
import { foldedName, type Stakeholder } from './rules.ts'
import { stakeholders } from './store.ts'
import type { StakeholdersTables } from './tables.ts'

type WithSources = Database<StakeholdersTables & AccountsTables & PlatformTables & FrameworkTables>
type Reference = { id: number; publicId: string }

const DAY = 24 * 60 * 60 * 1000

/** An organisation that everybody sees, by its public identifier; null: there is none. */
export async function organisationOnRecord(
  db: Database<StakeholdersTables & FrameworkTables>,
  publicId: string,
  language: Language,
): Promise<Stakeholder | null> {
  const found = await stakeholders(db, language)
    .where('stakeholder.public_id', '=', publicId)
    .where('stakeholder.kind', '=', 'organisation')
    .executeTakeFirst()
  return found ?? null
}

type Entering = Pick<Entry, 'source' | 'representative'> & { organisation: Reference | Organisation; language: Language }
export type EnteringRefusal = 'ownAddress' | 'alreadyNamed'

/**
 * The secretariat enters an organisation, which everybody sees at once, or that somebody represents one, who is mailed. `language`: of that
 * mail. The same organisation sent twice is one. @returns its public identifier, or why nothing was entered
 */
export async function enter(
  db: WithSources,
  entering: Entering,
  person: Person,
  now: Date,
): Promise<{ ok: true; publicId: string } | { ok: false; why: EnteringRefusal }> {
  return db.transaction().execute(async (tx: WithSources) => {
    await sql`select pg_advisory_xact_lock(${person.id}, 6)`.execute(tx)
    await mustStay(tx, person)
    const { organisation, representative, language } = entering
    const email = representative?.personEmail
    if (email !== undefined && (await isOwn(tx, person, email))) return { ok: false, why: 'ownAddress' }
    const same = 'id' in organisation ? null : await enteredSince(tx, person, organisation.name, new Date(now.getTime() - DAY))
    if (same !== null) return { ok: true, publicId: same }

    const stakeholder = 'id' in organisation ? organisation : await insertOrganisation(tx, { ...organisation, standing: 'public' }, now)
    await lockOrganisation(tx, stakeholder)
    const invitation = representative && (await inviteNamed(tx, stakeholder, representative, { by: person, language }, now))
    if (representative && invitation === null) return { ok: false, why: 'alreadyNamed' }

    const shared = { stakeholder, source: await recordSource(tx, entering.source), by: person }
    if (!('id' in organisation)) await enterOnBehalf(tx, { ...shared, kind: 'organisation-registered', subject: stakeholder.publicId }, now)
    if (invitation !== null) await enterOnBehalf(tx, { ...shared, kind: 'representative-named', subject: String(invitation) }, now)
    return { ok: true, publicId: stakeholder.publicId }
  })
}

async function inviteNamed(
  tx: Db,
  { id: stakeholder }: Reference,
  { personName: name, personEmail: email }: NamedDeputy,
  from: { by: Person; language: Language },
  now: Date,
): Promise<number | null> {
  return invite(tx, { stakeholder, role: 'representative', as: null, name, email, ...from }, now)
}

async function isOwn(tx: Db, person: Person, email: string): Promise<boolean> {
  const { rows } = await sql`select from accounts.address where person_id = ${person.id} and email = ${email}`.execute(tx)
  return rows.length > 0
}

async function enteredSince(tx: Db, person: Person, name: string, since: Date): Promise<string | null> {
  const { rows } = await sql<{ publicId: string }>`
    select public_id as "publicId" from stakeholders.behalf join stakeholders.stakeholder on stakeholder.id = behalf.stakeholder_id
    join stakeholders.name named on named.stakeholder_id = stakeholder.id
    where behalf.kind = 'organisation-registered' and entered_by = ${person.id} and entered_at > ${since} and named.name = ${name}
  `.execute(tx)
  return rows[0]?.publicId ?? null
}

/** Whom the secretariat has named, and who has not answered yet; the oldest first. */
export async function namedPersons(db: Db, language: Language): Promise<NamedPerson[]> {
  const { rows } = await sql<NamedPerson>`
    select invitation.id, invitation.name as person, stakeholder.public_id as "publicId", named.name, named.language as "nameLanguage",
      invited_at as "invitedAt"
    from stakeholders.invitation join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    cross join lateral (
      select name, language from stakeholders.name where stakeholder_id = stakeholder.id order by ${bestFor(language)} limit 1
    ) named
    where role = 'representative' and email is not null order by invitation.id limit 50
  `.execute(db)
  return rows
}

/** Somebody of an organisation corrects what was entered of it; what it was before stays on record, with its dates. */
export async function correctOrganisation(
  db: Db,
  { entry, said }: { entry: number; said: Organisation },
  person: Person,
  now: Date,
): Promise<EntryRefusal | null> {
  return db.transaction().execute(async (tx: Db) => {
    const found = await lockEntry(tx, entry, person, now)
    if (typeof found === 'string') return found
    const { id } = found.stakeholder
    const changed = await differences(tx, id, said)
    await settleEntry(tx, found, changed.length === 0 ? { confirmed: true } : { correction: changed.join(', ') }, person, now)
    if (changed.length > 0) await replace(tx, found, said, now)
    return null
  })
}

/** Which parts of an organisation are said to be others; none: it is confirmed as it is. */
async function differences(tx: Db, id: number, said: Organisation): Promise<string[]> {
  const before = await current(tx, id)
  const parts = ['name', 'language', 'type', 'country', 'website'] as const
  return parts.filter((part) => before[part] !== said[part])
}

async function replace(
  tx: Db,
  { id: entry, stakeholder, enteredAt }: { id: number; stakeholder: Reference; enteredAt: Date },
  said: Organisation,
  now: Date,
) {
  const { id } = stakeholder
  const before = await current(tx, id)
  await tx
    .insertInto('stakeholders.version')
    .values({ behalf_id: entry, stakeholder_id: id, since: enteredAt, until: now, ...before })
    .execute()
  const { name, language, type, country, website } = said
  await tx.updateTable('stakeholders.stakeholder').set({ type, country, website }).where('id', '=', id).execute()
  await tx.deleteFrom('stakeholders.name').where('stakeholder_id', '=', id).where('language', 'in', [before.language, language]).execute()
  await tx
    .insertInto('stakeholders.name')
    .values({ stakeholder_id: id, language, name, folded: foldedName(name) })
    .execute()
}

/** As it is on record, by the name with which it was entered: the only one that it has. */
async function current(tx: Db, id: number) {
  return tx
    .selectFrom('stakeholders.stakeholder as stakeholder')
    .innerJoin('stakeholders.name as named', 'named.stakeholder_id', 'stakeholder.id')
    .where('stakeholder.id', '=', id)
    .orderBy('named.language')
    .select(['named.name', 'named.language', 'stakeholder.type', 'stakeholder.country', 'stakeholder.website'])
    .executeTakeFirstOrThrow()
}
