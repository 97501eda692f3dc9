/** Invitations: whom sending a list would reach, sending it, and taking one back. */
import { sql } from 'kysely'
import type { Person } from '../platform/auth.ts'
import { record } from '../platform/events.ts'
import { queueMail } from '../platform/outbox.ts'
import { hashed } from '../platform/session.ts'
import { bestFor } from '../platform/texts.ts'
import {
  INVITATION_DAYS,
  INVITED_A_DAY,
  INVITED_AGAIN,
  type Invitable,
  type Invitation,
  type InvitationForm,
  type InvitationRefusal,
  type Known,
  type Line,
  linesIn,
  organisationsOf,
  type Plan,
  planOf,
  type ToMail,
} from './invitation-rules.ts'
import { type Db, mustStay } from './person-store.ts'
import { foldedName } from './rules.ts'

const DAY = 24 * 60 * 60 * 1000

export type Planned = { ok: true; plan: Plan } | { ok: false; why: InvitationRefusal }

/** What sending would do now. @returns why nothing of it can be sent, where that is so */
export async function planInvitations(db: Db, form: InvitationForm, now: Date): Promise<Planned> {
  const read = linesIn(form.list)
  const lines = read.lines.map((line) => ({ ...line, organisation: line.organisation || form.organisation }))
  const known = await knownOf(db, [...lines.map(({ organisation }) => organisation), form.organisation], lines, now)
  const chosen = organisationsOf(form.organisation, known.organisations).length
  if (form.organisation !== '' && chosen !== 1) return { ok: false, why: chosen === 0 ? 'organisationUnknown' : 'organisationSeveral' }

  const plan = planOf({ ...read, lines }, known)
  if (plan.mailed.length > INVITED_A_DAY - (await invitedSince(db, new Date(now.getTime() - DAY))))
    return { ok: false, why: 'tooManyToday' }
  return { ok: true, plan }
}

async function knownOf(db: Db, keys: readonly string[], lines: readonly Line[], now: Date): Promise<Known> {
  const emails = lines.map(({ email }) => email)
  const since = new Date(now.getTime() - INVITED_AGAIN * DAY)
  const [organisations, persons, invited, unwilling] = await Promise.all([
    invitable(
      db,
      [...new Set(keys)].filter((key) => key !== ''),
    ),
    sql<{ email: string; represented: number[] }>`
      select email, array(select stakeholder_id from stakeholders.representative acting
        where acting.person_id = address.person_id and approved_at is not null and ended_at is null) as represented
      from accounts.address where email = any(${emails}::text[])`.execute(db),
    sql<{ email: string; at: Date }>`
      select email, max(invited_at) as at from stakeholders.invited
      where email = any(${emails}::text[]) and invited_at > ${since} and withdrawn_at is null group by email`.execute(db),
    sql<{ hash: string }>`
      select encode(address_hash, 'hex') as hash from stakeholders.uninvited where address_hash = any(${emails.map(hashed)}::bytea[])`.execute(
      db,
    ),
  ])
  const hashes = new Set(unwilling.rows.map(({ hash }) => hash))
  return {
    organisations,
    persons: new Map(persons.rows.map(({ email, represented }) => [email, represented])),
    invited: new Map(invited.rows.map(({ email, at }) => [email, at])),
    uninvited: new Set(emails.filter((email) => hashes.has(hashed(email).toString('hex')))),
  }
}

/** Organisations that can be represented, by identifier or by any of their names. */
async function invitable(db: Db, keys: readonly string[]): Promise<Invitable[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<Invitable>`
    select stakeholder.id, public_id as "publicId", identifier, named.name, named.language as "nameLanguage",
      array(select coalesce(folded, '') from stakeholders.name where stakeholder_id = stakeholder.id) as folded
    from stakeholders.stakeholder
    cross join lateral (select name, language from stakeholders.name where stakeholder_id = stakeholder.id order by ${bestFor('en')} limit 1) named
    where kind = 'organisation' and standing in ('mentioned', 'public') and withdrawn_at is null
      and (public_id = any(${[...keys]}::text[]) or identifier = any(${[...keys]}::text[])
        or stakeholder.id in (select stakeholder_id from stakeholders.name where folded = any(${keys.map(foldedName)}::text[])))
    order by stakeholder.id
  `.execute(db)
  return rows
}

async function invitedSince(db: Db, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('stakeholders.invited')
    .where('invited_at', '>', since)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Sends what can be sent, each with its mail and event. Of the same list sent twice at once the second finds everybody invited. */
export async function sendInvitations(db: Db, form: InvitationForm, by: Person, now: Date): Promise<Planned> {
  return db.transaction().execute(async (tx: Db) => {
    // One list after the other, so that the limits hold.
    await sql`select pg_advisory_xact_lock(0, 7)`.execute(tx)
    await mustStay(tx, by)
    const planned = await planInvitations(tx, form, now)
    if (planned.ok) for (const line of planned.plan.mailed) await send(tx, line, form, by, now)
    return planned
  })
}

async function send(tx: Db, line: ToMail, { language, message }: InvitationForm, by: Person, now: Date): Promise<void> {
  const { email, name, organisation, stakeholder } = line
  const open = { mail_id: null, token_hash: null, accepted_at: null, accepted_by: null, declined_at: null, withdrawn_at: null }
  const { id } = await tx
    .insertInto('stakeholders.invited')
    .values({
      ...{ email, name, organisation, language, message, ...open, withdrawn_by: null, erased_at: null },
      stakeholder_id: stakeholder?.id ?? null,
      invited_by: by.id,
      invited_at: now,
      expires_at: new Date(now.getTime() + INVITATION_DAYS * DAY),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const mail = await queueMail(tx, { kind: 'invitation', to: email, language, facts: { invitation: id } }, now)
  await tx.updateTable('stakeholders.invited').set({ mail_id: mail }).where('id', '=', id).execute()
  await record(tx, { at: now, actor: by.publicId, kind: 'invitation-sent', subjectKind: 'invitation', subject: String(id) })
}

/** Takes back one that nobody has taken up yet. @returns why not */
export async function withdrawInvitation(db: Db, id: number | null, by: Person, now: Date): Promise<InvitationRefusal | null> {
  return db.transaction().execute(async (tx: Db) => {
    await mustStay(tx, by)
    const withdrawn = await tx
      .updateTable('stakeholders.invited')
      .set({ withdrawn_at: now, withdrawn_by: by.id })
      .where('id', '=', id)
      .where('expires_at', '>', now)
      .where(sql<boolean>`num_nonnulls(accepted_at, declined_at, withdrawn_at) = 0`)
      .returning('id')
      .executeTakeFirst()
    if (!withdrawn) return 'notOpen'
    await record(tx, { at: now, actor: by.publicId, kind: 'invitation-withdrawn', subjectKind: 'invitation', subject: String(id) })
    return null
  })
}

export const INVITATIONS_A_PAGE = 50

/** A page of the invitations, the newest first. One to take part is taken up when somebody has confirmed its address. @param page from 1 */
export async function listInvitations(db: Db, language: string, page: number): Promise<{ invitations: Invitation[]; total: number }> {
  const { total } = await db.selectFrom('stakeholders.invited').select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const { rows } = await sql<Invitation>`
    select invitation.id, invitation.email, invitation.name, coalesce(named.name, organisation) as organisation, stakeholder.public_id as "publicId",
      coalesce(named.language, 'und') as "nameLanguage", inviter.name as by, invited_at as at, expires_at as "expiresAt",
      coalesce(invitation.accepted_at, case when invitation.stakeholder_id is null then address.confirmed_at end) as "acceptedAt",
      declined_at as "declinedAt", invitation.withdrawn_at as "withdrawnAt",
      case when mail.accepted_at is not null then 'accepted' when failed_at is not null then 'failed'
        when dropped_at is not null then 'dropped' when kept_at is not null then 'kept' when mail.id is not null then 'waiting' end as mail
    from (select * from stakeholders.invited order by invited_at desc, id desc limit ${INVITATIONS_A_PAGE} offset ${(page - 1) * INVITATIONS_A_PAGE})
      invitation
    join accounts.person inviter on inviter.id = invited_by
    left join accounts.address on address.email = invitation.email
    left join platform.mail on mail.id = mail_id
    left join stakeholders.stakeholder on stakeholder.id = invitation.stakeholder_id
    left join lateral (
      select name, language from stakeholders.name where stakeholder_id = stakeholder.id order by ${bestFor(language)} limit 1
    ) named on true
    order by invited_at desc, invitation.id desc
  `.execute(db)
  return { invitations: rows, total }
}
