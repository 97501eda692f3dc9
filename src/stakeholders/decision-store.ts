/** Decisions on those who ask to represent an organisation: one at a time, whoever comes first. */
import { sql } from 'kysely'
import type { Person } from '../platform/auth.ts'
import { NotFound } from '../platform/errors.ts'
import { type Db, mailTo, mustStay, stays, tell } from './person-store.ts'
import { becomePublic } from './publication-store.ts'
import type { Choice, RepresentativeRefusal } from './representative-rules.ts'

type Request = { id: number; stakeholder: string; asker: { id: number; publicId: string } }

/** Whoever it is, of whom only the row and the public identifier are needed. */
type Who = Pick<Person, 'id' | 'publicId'>

/** Writes down that somebody asks, in a transaction that has looked at who they are. */
export async function insertRequest(tx: Db, { id, publicId }: { id: number; publicId: string }, person: Who, now: Date) {
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

/** How it ends: approved by an address, by a representative whose own row is named, or by the secretariat; or refused, with the reason. */
type Decision =
  | { approve: 'domain' }
  | { approve: 'secretariat'; by: Who }
  | { approve: 'representative'; by: Person; as: number }
  | { refuse: string; by: Person }

/** Writes a decision down, in a transaction that has found it may be made; with its event, and its mail to who asked. */
export async function decide(tx: Db, { id, stakeholder, asker }: Request, decision: Decision, now: Date): Promise<void> {
  const by = 'by' in decision ? decision.by : null
  const approved = 'approve' in decision
  const written = approved
    ? { approved_at: now, ground: decision.approve, approved_by: by?.id ?? null, approved_as: 'as' in decision ? decision.as : null }
    : { refused_at: now, refused_by: decision.by.id, refused_because: decision.refuse }
  await tx.updateTable('stakeholders.representative').set(written).where('id', '=', id).execute()
  const kind = approved ? 'representative-approved' : 'representative-refused'
  const actor = by?.publicId ?? asker.publicId
  await tell(tx, { kind, actor, stakeholder, person: asker.publicId }, now)
  if (approved) await becomeKnown(tx, stakeholder, actor, now)
  await mailTo(tx, [asker.id], { kind, facts: { request: id } }, now)
}

/**
 * Somebody whom the secretariat has named from a letter says yes: they represent the organisation at once. Call it with the organisation
 * locked, for somebody who does not represent it yet.
 */
export async function becomeRepresentative(
  tx: Db,
  named: { stakeholder: number; publicId: string; by: number; byPublicId: string },
  person: Who,
  now: Date,
): Promise<void> {
  const asked = await tx
    .selectFrom('stakeholders.representative')
    .where('stakeholder_id', '=', named.stakeholder)
    .where('person_id', '=', person.id)
    .where('ended_at', 'is', null)
    .where('refused_at', 'is', null)
    .select('id')
    .executeTakeFirst()
  const request = asked
    ? { id: asked.id, stakeholder: named.publicId, asker: person }
    : await insertRequest(tx, { id: named.stakeholder, publicId: named.publicId }, person, now)
  await decide(tx, request, { approve: 'secretariat', by: { id: named.by, publicId: named.byPublicId } }, now)
}

/** What an import has only mentioned is public once somebody may act for it. */
async function becomeKnown(tx: Db, publicId: string, actor: string, now: Date): Promise<void> {
  const mentioned = await tx
    .updateTable('stakeholders.stakeholder')
    .set({ standing: 'public' })
    .where('public_id', '=', publicId)
    .where('standing', '=', 'mentioned')
    .returning('id')
    .executeTakeFirst()
  if (mentioned) await tell(tx, { kind: 'stakeholder-published', actor, stakeholder: publicId }, now)
}

type Found = Request & { organisation: number; standing: string; isOpen: boolean }

/**
 * A representative decides on somebody who asks to act for the same organisation. A request of another organisation is none of theirs:
 * throws NotFound. @returns why it cannot be done any more
 */
export async function decideAsRepresentative(
  db: Db,
  { organisation, request, choice }: { organisation: number; request: number; choice: Choice },
  person: Person,
  now: Date,
): Promise<RepresentativeRefusal | null> {
  return db.transaction().execute(async (tx: Db) => {
    const found = await lockRequest(tx, request)
    if (found.organisation !== organisation) throw new NotFound(`request ${request}`)
    await mustStay(tx, person)
    const as = await tx
      .selectFrom('stakeholders.representative')
      .where('stakeholder_id', '=', organisation)
      .where('person_id', '=', person.id)
      .where('approved_at', 'is not', null)
      .where('ended_at', 'is', null)
      .select('id')
      .executeTakeFirst()
    if (!as) throw new NotFound(`request ${request}`)
    return settle(tx, found, decisionOf(choice, person, as.id), person, now)
  })
}

/** The secretariat decides; what was only received becomes public with its first representative. @returns why it cannot be done any more */
export async function decideAsSecretariat(
  db: Db,
  { request, choice }: { request: number; choice: Choice },
  person: Person,
  now: Date,
): Promise<RepresentativeRefusal | null> {
  return db.transaction().execute(async (tx: Db) => {
    const found = await lockRequest(tx, request)
    await mustStay(tx, person)
    const refused = await settle(tx, found, decisionOf(choice, person, null), person, now)
    if (refused === null && choice.act === 'approve') await publishWith(tx, found, person, now)
    return refused
  })
}

/** Who asked to represent what they registered themselves has a mail already. */
async function publishWith(tx: Db, { organisation, stakeholder, asker }: Found, person: Person, now: Date): Promise<void> {
  const author = await becomePublic(tx, organisation, { at: now, by: person.id })
  if (author === null) return
  await tell(tx, { kind: 'stakeholder-published', actor: person.publicId, stakeholder }, now)
  if (author !== asker.id) await mailTo(tx, [author], { kind: 'stakeholder-published', facts: { stakeholder: organisation } }, now)
}

function decisionOf(choice: Choice, by: Person, as: number | null): Decision {
  if (choice.act === 'refuse') return { refuse: choice.reason, by }
  return as === null ? { approve: 'secretariat', by } : { approve: 'representative', by, as }
}

/** The organisation first, as everybody who acts on one does, then its request. */
async function lockRequest(tx: Db, request: number): Promise<Found> {
  await sql`
    select from stakeholders.stakeholder where id = (select stakeholder_id from stakeholders.representative where id = ${request}) for update
  `.execute(tx)
  const { rows } = await sql<{
    organisation: number
    stakeholder: string
    standing: string
    person: number
    publicId: string
    isOpen: boolean
  }>`
    select stakeholder.id as organisation, stakeholder.public_id as stakeholder, standing, person.id as person, person.public_id as "publicId",
      (approved_at is null and refused_at is null and ended_at is null and withdrawn_at is null) as "isOpen"
    from stakeholders.representative request join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    join accounts.person on person.id = person_id
    where request.id = ${request} for update of request
  `.execute(tx)
  const [found] = rows
  if (!found) throw new NotFound(`request ${request}`)
  const { person, publicId, ...rest } = found
  return { ...rest, id: request, asker: { id: person, publicId } }
}

async function settle(tx: Db, found: Found, decision: Decision, by: Person, now: Date): Promise<RepresentativeRefusal | null> {
  if (!found.isOpen) return 'alreadyDecided'
  if (found.asker.id === by.id) return 'ownRequest'
  if (!(await stays(tx, found.asker.id))) return 'personGone'
  if (found.standing === 'held' && 'approve' in decision) return 'heldFirst'
  await decide(tx, found, decision, now)
  return null
}
