/** Somebody is asked to act for an organisation, by an address at which they may have no account yet, and answers. */
import { sql } from 'kysely'
import { giveName } from '../accounts/index.ts'
import type { Person } from '../platform/auth.ts'
import { NotFound } from '../platform/errors.ts'
import type { Language } from '../platform/i18n.ts'
import { queueMail } from '../platform/outbox.ts'
import { bestFor } from '../platform/texts.ts'
import type { Invitation } from './acting.ts'
import type { As } from './acting-rules.ts'
import { settleNamed } from './behalf-store.ts'
import { becomeRepresentative } from './decision-store.ts'
import { type AnswerRefusal, DAYS_TO_ANSWER } from './deputy-rules.ts'
import { type Db, mailTo, mustStay, tell } from './person-store.ts'

const DAY = 24 * 60 * 60 * 1000

type Invited = {
  stakeholder: number
  role: As
  by: Pick<Person, 'id'>
  /** Their own row, where a representative names a deputy. */
  as: number | null
  name: string
  email: string
  /** Of the mail, where the address belongs to nobody yet. */
  language: Language
}

/** Asks somebody, in a transaction that has found it may be done and holds the organisation. @returns the row number; null: they are asked already */
export async function invite(tx: Db, { stakeholder, role, by, as, name, email, language }: Invited, now: Date): Promise<number | null> {
  const invited = await tx
    .insertInto('stakeholders.invitation')
    .values({
      stakeholder_id: stakeholder,
      role,
      invited_by: by.id,
      invited_as: as,
      invited_at: now,
      expires_at: new Date(now.getTime() + DAYS_TO_ANSWER * DAY),
      name,
      email,
    })
    .onConflict((conflict) => conflict.columns(['stakeholder_id', 'email']).where('email', 'is not', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!invited) return null
  const known = await tx
    .selectFrom('accounts.address')
    .innerJoin('accounts.person', 'accounts.person.id', 'accounts.address.person_id')
    .where('accounts.address.email', '=', email)
    .select('accounts.person.language')
    .executeTakeFirst()
  const mail = { kind: `${role}-invited`, facts: { invitation: invited.id }, to: email, language: known?.language ?? language }
  await queueMail(tx, mail, now)
  return invited.id
}

/** What somebody is asked, the oldest first. */
export async function invitationsFor(db: Db, person: Pick<Person, 'id'>, language: string, now: Date): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`
    select invitation.id, stakeholder.public_id as "publicId", named.name, named.language as "nameLanguage", invitation.role,
      inviter.name as "by", invited_at as "invitedAt", expires_at as "expiresAt"
    from ${WITH_WHO_ASKS}
    cross join lateral (
      select name, language from stakeholders.name where stakeholder_id = stakeholder.id order by ${bestFor(language)} limit 1
    ) named
    where ${isOpen(now)} and invitation.email in (select email from accounts.address where person_id = ${person.id})
    order by invitation.id
  `.execute(db)
  return rows
}

const WITH_WHO_ASKS = sql`
  stakeholders.invitation join stakeholders.stakeholder on stakeholder.id = invitation.stakeholder_id
  join accounts.person inviter on inviter.id = invited_by
  left join stakeholders.representative acting on acting.id = invited_as`

/** Whether it can be answered: it is not over, and who named a deputy acts for the organisation still. */
function isOpen(now: Date) {
  return sql`(invitation.email is not null and expires_at > ${now} and stakeholder.standing <> 'held'
    and (invited_as is null or (acting.ended_at is null and inviter.erased_at is null)))`
}

/** Somebody answers whether they act for the organisation. Throws NotFound where they were not asked. */
export async function answer(
  db: Db,
  { invitation, isYes }: { invitation: number; isYes: boolean },
  person: Person,
  now: Date,
): Promise<AnswerRefusal | null> {
  return db.transaction().execute(async (tx: Db) => {
    const found = await lockInvitation(tx, invitation, person, now)
    await mustStay(tx, person)
    if (!found.isOpen) return 'invitationOver'
    if (found.by === person.id) return 'ownInvitation'
    if (isYes && (await acts(tx, found.stakeholder, person))) return 'alreadyActs'

    const answered = { answered_by: person.id, name: null, email: null, ...(isYes ? { accepted_at: now } : { declined_at: now }) }
    await tx.updateTable('stakeholders.invitation').set(answered).where('id', '=', invitation).execute()
    if (isYes) await giveName(tx, person, found.name)
    if (isYes && found.as === null) await becomeRepresentative(tx, found, person, now)
    if (isYes && found.as !== null) await becomeDeputy(tx, { ...found, as: found.as, invitation }, person, now)
    if (found.as === null) await settleNamed(tx, invitation, isYes, person, now)
    const kind = `${found.role}-${isYes ? 'accepted' : 'declined'}`
    await tell(tx, { kind, actor: person.publicId, stakeholder: found.publicId, person: person.publicId }, now)
    if (found.role === 'deputy') await mailTo(tx, [found.by], { kind: 'deputy-answered', facts: { invitation } }, now)
    return null
  })
}

type Found = {
  stakeholder: number
  publicId: string
  role: As
  by: number
  byPublicId: string
  as: number | null
  name: string | null
  isOpen: boolean
}

/** The organisation first, as everybody who acts on one does. What is over has no address any more, and is anybody's who was asked once. */
async function lockInvitation(tx: Db, id: number, person: Person, now: Date): Promise<Found> {
  await sql`
    select from stakeholders.stakeholder where id = (select stakeholder_id from stakeholders.invitation where id = ${id}) for update
  `.execute(tx)
  await sql`select from stakeholders.invitation where id = ${id} for update`.execute(tx)
  const { rows } = await sql<Found>`
    select stakeholder.id as stakeholder, stakeholder.public_id as "publicId", role, invited_by as "by", inviter.public_id as "byPublicId",
      invited_as as "as", invitation.name, ${isOpen(now)} as "isOpen"
    from ${WITH_WHO_ASKS}
    where invitation.id = ${id}
      and (email in (select email from accounts.address where person_id = ${person.id}) or answered_by = ${person.id})
  `.execute(tx)
  const [found] = rows
  if (!found) throw new NotFound(`invitation ${id}`)
  return found
}

async function acts(tx: Db, stakeholder: number, person: Person): Promise<boolean> {
  const { rows } = await sql`
    select from stakeholders.representative
    where stakeholder_id = ${stakeholder} and person_id = ${person.id} and approved_at is not null and ended_at is null
    union all
    select from stakeholders.deputy where stakeholder_id = ${stakeholder} and person_id = ${person.id} and ended_at is null
  `.execute(tx)
  return rows.length > 0
}

async function becomeDeputy(tx: Db, found: Found & { as: number; invitation: number }, person: Person, now: Date): Promise<void> {
  const { stakeholder, as, by, invitation } = found
  await tx
    .insertInto('stakeholders.deputy')
    .values({ stakeholder_id: stakeholder, person_id: person.id, named_as: as, named_by: by, invitation_id: invitation, since: now })
    .execute()
}
