/** Deputies: a representative names one, sees who they are, and either side ends it; so does the secretariat. */
import { sql } from 'kysely'
import type { Person } from '../platform/auth.ts'
import { NotFound } from '../platform/errors.ts'
import type { Language } from '../platform/i18n.ts'
import type { Deputy } from './acting.ts'
import { invite } from './acting-invitation-store.ts'
import { type DeputyRefusal, NAMED_A_DAY, type NamedDeputy } from './deputy-rules.ts'
import { type Db, lockOrganisation, mailTo, mustStay, tell } from './person-store.ts'

type Organisation = { id: number; publicId: string }

const DAY = 24 * 60 * 60 * 1000

/** A representative names a deputy, who is mailed. Throws NotFound for who is no representative of the organisation. */
export async function nameDeputy(
  db: Db,
  organisation: Organisation,
  person: Person,
  { personName, personEmail, language }: NamedDeputy & { language: Language },
  now: Date,
): Promise<DeputyRefusal | null> {
  return db.transaction().execute(async (tx: Db) => {
    await lockOrganisation(tx, organisation)
    await mustStay(tx, person)
    const as = await representativeRow(tx, organisation, person)
    if (await isOwnAddress(tx, person, personEmail)) return 'ownAddress'
    if ((await namedSince(tx, person, new Date(now.getTime() - DAY))) >= NAMED_A_DAY) return 'namedTooOften'

    const named = { stakeholder: organisation.id, role: 'deputy', by: person, as, name: personName, email: personEmail, language } as const
    if ((await invite(tx, named, now)) === null) return 'alreadyNamed'
    await tell(tx, { kind: 'deputy-named', actor: person.publicId, stakeholder: organisation.publicId, person: person.publicId }, now)
    return null
  })
}

async function representativeRow(tx: Db, { id, publicId }: Organisation, person: Person): Promise<number> {
  const row = await tx
    .selectFrom('stakeholders.representative')
    .where('stakeholder_id', '=', id)
    .where('person_id', '=', person.id)
    .where('approved_at', 'is not', null)
    .where('ended_at', 'is', null)
    .select('id')
    .executeTakeFirst()
  if (!row) throw new NotFound(`representative of ${publicId}`)
  return row.id
}

async function isOwnAddress(tx: Db, person: Person, email: string): Promise<boolean> {
  const own = await tx
    .selectFrom('accounts.address')
    .where('person_id', '=', person.id)
    .where('email', '=', email)
    .select('id')
    .executeTakeFirst()
  return own !== undefined
}

async function namedSince(tx: Db, person: Person, since: Date): Promise<number> {
  const { count } = await tx
    .selectFrom('stakeholders.invitation')
    .where('invited_by', '=', person.id)
    .where('role', '=', 'deputy')
    .where('invited_at', '>', since)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** The deputies of an organisation, then those who were asked; for its representatives and the secretariat, who may end those that are `isOwn`. */
export async function deputiesOf(db: Db, { id }: Organisation, person: Person): Promise<Deputy[]> {
  const { rows } = await sql<Deputy>`
    select deputy.id, who.name, since, invited_at as "invitedAt", namer.name as "by", named_by = ${person.id} as "isOwn"
    from stakeholders.deputy join accounts.person who on who.id = person_id join accounts.person namer on namer.id = named_by
    join stakeholders.invitation on invitation.id = invitation_id
    where deputy.stakeholder_id = ${id} and deputy.ended_at is null and who.erased_at is null and namer.erased_at is null
    union all
    select invitation.id, invitation.name, null, invited_at, namer.name, invited_by = ${person.id}
    from stakeholders.invitation join accounts.person namer on namer.id = invited_by
    where stakeholder_id = ${id} and role = 'deputy' and email is not null and namer.erased_at is null
    order by 3 nulls last, 1
  `.execute(db)
  return rows
}

/** Since when somebody is a deputy of an organisation, and whose; null: they are none. */
export async function deputyRow(db: Db, { id }: Organisation, person: Person): Promise<Deputy | null> {
  const { rows } = await sql<Deputy>`
    select deputy.id, '' as name, since, since as "invitedAt", namer.name as "by", false as "isOwn"
    from stakeholders.deputy join accounts.person namer on namer.id = named_by
    join stakeholders.representative named on named.id = named_as
    where deputy.stakeholder_id = ${id} and deputy.person_id = ${person.id} and deputy.ended_at is null
      and named.ended_at is null and namer.erased_at is null
  `.execute(db)
  return rows[0] ?? null
}

/** Ends a deputy: they themselves, who named them, or the secretariat. The other side is told. Throws NotFound for everybody else. */
export async function endDeputy(db: Db, organisation: Organisation, deputy: number, person: Person, now: Date): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    await lockOrganisation(tx, organisation)
    await mustStay(tx, person)
    const found = await tx
      .selectFrom('stakeholders.deputy')
      .where('id', '=', deputy)
      .where('stakeholder_id', '=', organisation.id)
      .select(['person_id as person', 'named_by as by', 'ended_at as endedAt'])
      .executeTakeFirst()
    if (!found || !mayEnd(person, [found.person, found.by])) throw new NotFound(`deputy ${deputy}`)
    if (found.endedAt === null) await end(tx, { id: deputy, stakeholder: organisation.publicId }, person, now)
  })
}

const mayEnd = ({ id, roles }: Person, sides: readonly number[]) => sides.includes(id) || roles.includes('secretariat')

async function end(tx: Db, { id, stakeholder }: { id: number; stakeholder: string }, by: Person, now: Date): Promise<void> {
  const { person_id, named_by } = await tx
    .updateTable('stakeholders.deputy')
    .set({ ended_at: now, ended_by: by.id })
    .where('id', '=', id)
    .returning(['person_id', 'named_by'])
    .executeTakeFirstOrThrow()
  const { publicId } = await tx
    .selectFrom('accounts.person')
    .where('id', '=', person_id)
    .select('public_id as publicId')
    .executeTakeFirstOrThrow()
  await tell(tx, { kind: 'deputy-ended', actor: by.publicId, stakeholder, person: publicId }, now)
  const others = [person_id, named_by].filter((side) => side !== by.id)
  await mailTo(tx, others, { kind: 'deputy-ended', facts: { deputy: id } }, now)
}

/** Takes back that somebody was asked. What was answered meanwhile stays. Throws NotFound for who is neither who asked nor the secretariat. */
export async function takeBack(db: Db, organisation: Organisation, invitation: number, person: Person, now: Date): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    await lockOrganisation(tx, organisation)
    await mustStay(tx, person)
    const found = await tx
      .selectFrom('stakeholders.invitation')
      .where('id', '=', invitation)
      .where('stakeholder_id', '=', organisation.id)
      .select('invited_by as by')
      .executeTakeFirst()
    if (!found || !mayEnd(person, [found.by])) throw new NotFound(`invitation ${invitation}`)
    const over = await tx
      .updateTable('stakeholders.invitation')
      .set({ ended_at: now, name: null, email: null })
      .where('id', '=', invitation)
      .where('email', 'is not', null)
      .returning('id')
      .executeTakeFirst()
    const { publicId: stakeholder } = organisation
    if (over) await tell(tx, { kind: 'invitation-taken-back', actor: person.publicId, stakeholder, person: person.publicId }, now)
  })
}

/** With a representative go their deputies, and whom they have asked. Call it in the transaction that ends the representative. */
export async function endDeputiesOf(
  tx: Db,
  { representative, stakeholder }: { representative: number; stakeholder: string },
  by: Person,
  now: Date,
): Promise<void> {
  const deputies = await tx
    .selectFrom('stakeholders.deputy')
    .where('named_as', '=', representative)
    .where('ended_at', 'is', null)
    .select('id')
    .execute()
  for (const { id } of deputies) await end(tx, { id, stakeholder }, by, now)
  await tx
    .updateTable('stakeholders.invitation')
    .set({ ended_at: now, name: null, email: null })
    .where('invited_as', '=', representative)
    .where('email', 'is not', null)
    .execute()
}

/** Ends what persons were who have erased their accounts, and forgets whom nobody has heard from. Reads left all of them out meanwhile. */
export async function endDeputiesOfErased(db: Db, now: Date): Promise<void> {
  await sql`
    update stakeholders.deputy set ended_at = ${now} from accounts.person who, accounts.person namer
    where who.id = person_id and namer.id = named_by and ended_at is null and (who.erased_at is not null or namer.erased_at is not null)
  `.execute(db)
  await sql`
    update stakeholders.invitation set ended_at = ${now}, name = null, email = null from accounts.person inviter
    where inviter.id = invited_by and email is not null
      and (expires_at <= ${now} or (invited_as is not null and inviter.erased_at is not null))
  `.execute(db)
}
