/** What invited persons do with an invitation: taking it up, or saying that they want none. And what time does with it. */
import { sql } from 'kysely'
import { giveName } from '../accounts/index.ts'
import type { Person } from '../platform/auth.ts'
import type { Database } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import { record } from '../platform/events.ts'
import { hashed } from '../platform/session.ts'
import { bestFor } from '../platform/texts.ts'
import { decide, insertRequest } from './decision-store.ts'
import { INVITATION_KEPT, type Invited } from './invitation-rules.ts'
import { type Db, lockOrganisation, mustStay } from './person-store.ts'
import type { Offer, RepresentativeRefusal } from './representative-rules.ts'
import type { StakeholdersTables } from './tables.ts'

/** What the page behind the link in the mail of an invitation says. Throws NotFound: no such link was ever sent, or its address was erased. */
export async function invitedBy(db: Database<StakeholdersTables>, token: string, language: string, now: Date): Promise<Invited> {
  const { rows } = await sql<Invited>`
    select coalesce(named.name, organisation) as name, public_id as "publicId", coalesce(named.language, 'und') as "nameLanguage",
      (num_nonnulls(accepted_at, declined_at, invitation.withdrawn_at) = 0 and expires_at > ${now}) as "isOpen",
      exists (select from stakeholders.uninvited where address_hash = sha256(convert_to(email, 'UTF8'))) as unwilling
    from stakeholders.invited invitation left join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    left join lateral (
      select name, language from stakeholders.name where stakeholder_id = stakeholder.id order by ${bestFor(language)} limit 1
    ) named on true
    where token_hash = ${hashed(token)}
  `.execute(db)
  const [found] = rows
  if (!found) throw new NotFound('invitation')
  return found
}

/** An address wants no invitation any more, this one included where nobody has taken it up. Throws NotFound like the page. */
export async function declineInvitations(db: Database<StakeholdersTables> & Db, token: string, now: Date): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    const found = await tx
      .selectFrom('stakeholders.invited')
      .where('token_hash', '=', hashed(token))
      .select(['id', 'email'])
      .forUpdate()
      .executeTakeFirst()
    if (!found?.email) throw new NotFound('invitation')
    const said = await tx
      .insertInto('stakeholders.uninvited')
      .values({ address_hash: hashed(found.email), since: now, invitation_id: found.id })
      .onConflict((conflict) => conflict.doNothing())
      .returning('since')
      .executeTakeFirst()
    if (!said) return
    await sql`update stakeholders.invited set declined_at = ${now}
      where email = ${found.email} and num_nonnulls(accepted_at, declined_at, withdrawn_at) = 0`.execute(tx)
    await record(tx, { at: now, kind: 'invitation-declined', subjectKind: 'invitation', subject: String(found.id) })
  })
}

/** The invitation by which a person may represent an organisation by one press; null: there is none. */
export async function offerTo(db: Db, stakeholder: number, person: Person, now: Date): Promise<Offer | null> {
  const { rows } = await sql<Offer>`
    select invitation.id, invited_at as at, invitation.name, inviter.name as by, invited_by as "inviter", inviter.public_id as "inviterPublicId"
    from stakeholders.invited invitation join accounts.address using (email) join accounts.person inviter on inviter.id = invited_by
    where stakeholder_id = ${stakeholder} and address.person_id = ${person.id} and invited_by <> ${person.id} and expires_at > ${now}
      and num_nonnulls(accepted_at, declined_at, withdrawn_at) = 0
    order by invitation.id desc limit 1
  `.execute(db)
  return rows[0] ?? null
}

/**
 * Somebody takes up an invitation to represent an organisation: the secretariat has approved them before they asked. Throws NotFound where
 * the account was erased meanwhile. @returns `invitationGone`: it was taken back, or too much time has passed
 */
export async function acceptInvitation(
  db: Db,
  organisation: { id: number; publicId: string },
  person: Person,
  ownName: string | null,
  now: Date,
): Promise<RepresentativeRefusal | null> {
  return db.transaction().execute(async (tx: Db) => {
    await lockOrganisation(tx, organisation)
    await mustStay(tx, person)
    const offer = await lockOffer(tx, organisation.id, person, now)
    if (offer === null) return 'invitationGone'

    await giveName(tx, person, ownName)
    const own = await tx
      .selectFrom('stakeholders.representative')
      .where('stakeholder_id', '=', organisation.id)
      .where('person_id', '=', person.id)
      .where('ended_at', 'is', null)
      .where('refused_at', 'is', null)
      .select(['id', 'approved_at as approvedAt'])
      .executeTakeFirst()
    if (!own?.approvedAt) {
      const asker = { id: person.id, publicId: person.publicId }
      const request = own ? { id: own.id, stakeholder: organisation.publicId, asker } : await insertRequest(tx, organisation, person, now)
      await decide(tx, request, { approve: 'secretariat', by: { id: offer.inviter, publicId: offer.inviterPublicId } }, now)
    }
    await tx.updateTable('stakeholders.invited').set({ accepted_at: now, accepted_by: person.id }).where('id', '=', offer.id).execute()
    await record(tx, { at: now, actor: person.publicId, kind: 'invitation-accepted', subjectKind: 'invitation', subject: String(offer.id) })
    return null
  })
}

/** Taken back and taken up at once: whoever locks the row first. */
async function lockOffer(tx: Db, stakeholder: number, person: Person, now: Date): Promise<Offer | null> {
  const offer = await offerTo(tx, stakeholder, person, now)
  if (offer === null) return null
  const { rows } = await sql`
    select from stakeholders.invited where id = ${offer.id} and num_nonnulls(accepted_at, declined_at, withdrawn_at) = 0 for update
  `.execute(tx)
  return rows.length > 0 ? offer : null
}

/** Whoever was invited to take part has done so when their address opens an account. */
export async function noteTaken(db: Database<StakeholdersTables>, now: Date): Promise<void> {
  await sql`
    update stakeholders.invited invitation set accepted_at = ${now}, accepted_by = address.person_id
    from accounts.address
    where address.email = invitation.email and stakeholder_id is null and invited_by <> address.person_id
      and num_nonnulls(accepted_at, declined_at, withdrawn_at) = 0
  `.execute(db)
}

/** Erases addresses, names and messages when they are due, and of who has erased their account. What became of each stays. */
export async function forgetInvitations(db: Database<StakeholdersTables>, now: Date): Promise<void> {
  const due = new Date(now.getTime() - INVITATION_KEPT * 24 * 60 * 60 * 1000)
  await sql`
    update stakeholders.invited invitation set email = null, name = '', message = '', token_hash = null, erased_at = ${now}
    where invitation.erased_at is null
      and (invited_at <= ${due} or exists (select from accounts.person where person.id = accepted_by and person.erased_at is not null))
  `.execute(db)
}
