/** Who acts for an organisation: asking, and what representatives see and decide. */
import { sql } from 'kysely'
import { giveName } from '../accounts/index.ts'
import type { Person } from '../platform/auth.ts'
import { NotFound } from '../platform/errors.ts'
import { decide } from './decision-store.ts'
import { type Db, mailTo, mustStay, tell } from './person-store.ts'
import {
  type Acting,
  ASKED_A_DAY,
  type Representative,
  type RepresentativeRefusal,
  type SharedDomains,
  type Way,
  wayOf,
} from './representative-rules.ts'

type Organisation = { id: number; publicId: string }

const DAY = 24 * 60 * 60 * 1000

/** What a person has to do with an organisation, and how they would come to act for it. */
export async function actingOf(db: Db, { id }: Organisation, person: Person, shared: SharedDomains): Promise<Acting> {
  const own = await ownRow(db, id, person)
  const [way, refusedBecause, all] = await Promise.all([
    wayFor(db, id, person, shared),
    lastRefusal(db, id, person),
    own?.approvedAt ? representativesOf(db, id) : [],
  ])
  return { way, own, refusedBecause: own ? null : refusedBecause, others: all.filter((other) => other.id !== own?.id) }
}

async function ownRow(db: Db, stakeholder: number, person: Person): Promise<Representative | null> {
  const found = await open(db, stakeholder).where('representative.person_id', '=', person.id).executeTakeFirst()
  return found ?? null
}

async function representativesOf(db: Db, stakeholder: number): Promise<Representative[]> {
  return open(db, stakeholder).orderBy(sql`approved_at is null`).orderBy('representative.id').execute()
}

/** Those who act or ask to; who erased their account does neither. */
function open(db: Db, stakeholder: number) {
  return db
    .selectFrom('stakeholders.representative as representative')
    .innerJoin('accounts.person as person', 'person.id', 'representative.person_id')
    .where('representative.stakeholder_id', '=', stakeholder)
    .where('representative.ended_at', 'is', null)
    .where('representative.refused_at', 'is', null)
    .where('person.erased_at', 'is', null)
    .select(['representative.id', 'person.name', 'representative.asked_at as askedAt', 'representative.approved_at as approvedAt'])
}

async function lastRefusal(db: Db, stakeholder: number, person: Person): Promise<string | null> {
  const last = await db
    .selectFrom('stakeholders.representative')
    .where('stakeholder_id', '=', stakeholder)
    .where('person_id', '=', person.id)
    .orderBy('id', 'desc')
    .select('refused_because')
    .executeTakeFirst()
  return last?.refused_because ?? null
}

async function wayFor(db: Db, stakeholder: number, person: Person, shared: SharedDomains): Promise<Way> {
  const { rows } = await sql<{ website: string | null; represented: boolean; lookedAt: boolean; emails: string[]; refusedBefore: boolean }>`
    select website, coalesce(submission.standing = 'public' and looked_at is not null, false) as "lookedAt",
      exists (select from stakeholders.representative acting join accounts.person on person.id = acting.person_id
        where acting.stakeholder_id = stakeholder.id and approved_at is not null and ended_at is null and erased_at is null) as represented,
      exists (select from stakeholders.representative before
        where before.stakeholder_id = stakeholder.id and before.person_id = ${person.id} and refused_at is not null) as "refusedBefore",
      array(select email from accounts.address where person_id = ${person.id} order by id) as emails
    from stakeholders.stakeholder left join stakeholders.submission on submission.stakeholder_id = stakeholder.id
    where stakeholder.id = ${stakeholder}
  `.execute(db)
  const [found] = rows
  if (!found) throw new NotFound(`stakeholder ${stakeholder}`)
  return wayOf(found, shared)
}

/**
 * Somebody asks to represent an organisation that they can see; asking twice is asking once. Where an address of theirs speaks for itself
 * they represent it at once. Throws NotFound where the account was erased meanwhile.
 */
export async function ask(
  db: Db,
  organisation: Organisation,
  person: Person,
  { ownName, shared }: { ownName: string | null; shared: SharedDomains },
  now: Date,
): Promise<RepresentativeRefusal | null> {
  return db.transaction().execute(async (tx: Db) => {
    await lockOrganisation(tx, organisation)
    await mustStay(tx, person)
    if (await ownRow(tx, organisation.id, person)) return null
    if ((await askedSince(tx, person.id, new Date(now.getTime() - DAY))) >= ASKED_A_DAY) return 'askedTooOften'

    await giveName(tx, person, ownName)
    const way = await wayFor(tx, organisation.id, person, shared)
    const request = await insertRequest(tx, organisation, person, now)
    if (way === 'domain') await decide(tx, request, { approve: 'domain' }, now)
    if (way === 'representative') await tellRepresentatives(tx, organisation.id, request.id, now)
    return null
  })
}

/** So that acts on one organisation follow one another. It is still there and may be seen: who asks has found it. */
export async function lockOrganisation(tx: Db, { id, publicId }: Organisation): Promise<void> {
  const { rows } = await sql<{ standing: string }>`
    select standing from stakeholders.stakeholder where id = ${id} and kind = 'organisation' and withdrawn_at is null for update
  `.execute(tx)
  if (rows[0] === undefined || rows[0].standing === 'held') throw new NotFound(`organisation ${publicId}`)
}

async function askedSince(tx: Db, person: number, since: Date): Promise<number> {
  const { count } = await tx
    .selectFrom('stakeholders.representative')
    .where('person_id', '=', person)
    .where('asked_at', '>', since)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Writes down that somebody asks, in a transaction that has looked at who they are. */
export async function insertRequest(tx: Db, { id, publicId }: Organisation, person: Person, now: Date) {
  const open = { approved_at: null, ground: null, approved_by: null, approved_as: null, ended_at: null }
  const request = await tx
    .insertInto('stakeholders.representative')
    .values({
      stakeholder_id: id,
      person_id: person.id,
      asked_at: now,
      ...open,
      refused_at: null,
      refused_by: null,
      refused_because: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tell(tx, { kind: 'representative-asked', actor: person.publicId, stakeholder: publicId, person: person.publicId }, now)
  return { id: request.id, stakeholder: publicId, asker: { id: person.id, publicId: person.publicId } }
}

async function tellRepresentatives(tx: Db, stakeholder: number, request: number, now: Date): Promise<void> {
  const acting = await tx
    .selectFrom('stakeholders.representative')
    .where('stakeholder_id', '=', stakeholder)
    .where('approved_at', 'is not', null)
    .where('ended_at', 'is', null)
    .select('person_id as person')
    .execute()
  await mailTo(
    tx,
    acting.map(({ person }) => person),
    { kind: 'representative-asked', facts: { request } },
    now,
  )
}

/** Somebody takes back their request, or represents the organisation no longer. Where neither is so, nothing happens. */
export async function endOwn(db: Db, { id, publicId }: Organisation, person: Person, now: Date): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    const ended = await tx
      .updateTable('stakeholders.representative')
      .set({ ended_at: now })
      .where('stakeholder_id', '=', id)
      .where('person_id', '=', person.id)
      .where('ended_at', 'is', null)
      .where('refused_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (ended) await tell(tx, { kind: 'representative-ended', actor: person.publicId, stakeholder: publicId, person: person.publicId }, now)
  })
}

/** Ends what persons were who have erased their accounts. Nobody took them for representatives meanwhile: every read leaves them out. */
export async function endOfErased(db: Db, now: Date): Promise<void> {
  await sql`
    update stakeholders.representative acting set ended_at = ${now} from accounts.person
    where person.id = person_id and erased_at is not null and ended_at is null and refused_at is null
  `.execute(db)
}
