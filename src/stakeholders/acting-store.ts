/** For whom a person may act now: what every slice asks before it lets somebody do something for an organisation. */
import { sql } from 'kysely'
import type { AccountsTables } from '../accounts/index.ts'
import type { Person } from '../platform/auth.ts'
import type { Database } from '../platform/db.ts'
import { bestFor } from '../platform/texts.ts'
import type { ActingFor, Named } from './acting.ts'
import { type Act, actsOf, type How, howIn, type Membership, type Role } from './acting-rules.ts'
import type { StakeholdersTables } from './tables.ts'

type Db = Database<StakeholdersTables & AccountsTables>
type Someone = Pick<Person, 'id'>

/**
 * The stakeholders for which a person may act at a moment, by name: each organisation as its representative or a deputy, then with it each
 * group of which it is a member on that day (UTC).
 */
export async function actsFor(db: Db, person: Someone, { on, language = 'en' }: { on: Date; language?: string }): Promise<ActingFor[]> {
  const acts = await actsAt(db, person, on)
  const names = await namesIn(db, acts.flatMap(idsIn), language)
  const named = acts.flatMap(({ stakeholder, as, through }) => {
    const one = names.get(stakeholder)
    const member = through && names.get(through.member)
    if (!one) return []
    return [{ ...one, as, through: member ? { ...member, region: through.region } : null }]
  })
  return named.sort((a, b) => a.name.localeCompare(b.name, language) || a.id - b.id)
}

/** How a person may act for a stakeholder at a moment; null: they may not. */
export async function mayActFor(db: Db, person: Someone, stakeholder: number, now: Date): Promise<How | null> {
  return howIn(await actsAt(db, person, now), stakeholder)
}

const idsIn = ({ stakeholder, through }: Act) => (through === null ? [stakeholder] : [stakeholder, through.member])

async function actsAt(db: Db, person: Someone, on: Date): Promise<Act[]> {
  const roles = await rolesOf(db, person)
  if (roles.length === 0) return []
  return actsOf(roles, await membershipsOf(db, [...new Set(roles.map(({ stakeholder }) => stakeholder))], on))
}

/** A deputy is one for as long as whoever named them represents the organisation. */
async function rolesOf(db: Db, { id }: Someone): Promise<Role[]> {
  const { rows } = await sql<Role>`
    select stakeholder.id as stakeholder, standing, 'representative' as "as"
    from stakeholders.representative join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    join accounts.person self on self.id = person_id
    where person_id = ${id} and self.erased_at is null and approved_at is not null and ended_at is null and stakeholder.withdrawn_at is null
    union all
    select stakeholder.id, standing, 'deputy'
    from stakeholders.deputy join stakeholders.stakeholder on stakeholder.id = deputy.stakeholder_id
    join stakeholders.representative named on named.id = named_as join accounts.person who on who.id = named_by
    join accounts.person self on self.id = deputy.person_id
    where deputy.person_id = ${id} and self.erased_at is null and deputy.ended_at is null and named.ended_at is null and who.erased_at is null
      and stakeholder.withdrawn_at is null
    order by 1, 3
  `.execute(db)
  return rows
}

async function membershipsOf(db: Db, members: readonly number[], on: Date): Promise<Membership[]> {
  const { rows } = await sql<Membership>`
    select group_id as "group", standing, member_id as member, region
    from stakeholders.membership join stakeholders.stakeholder on stakeholder.id = group_id
    where member_id = any(${[...members]}::int4[]) and during @> ${on.toISOString().slice(0, 10)}::date
    order by group_id, member_id
  `.execute(db)
  return rows
}

async function namesIn(db: Db, ids: readonly number[], language: string): Promise<Map<number, Named>> {
  const { rows } = await sql<Named>`
    select stakeholder.id, public_id as "publicId", kind, named.name, named.language as "nameLanguage"
    from stakeholders.stakeholder
    cross join lateral (
      select name, language from stakeholders.name where stakeholder_id = stakeholder.id order by ${bestFor(language)} limit 1
    ) named
    where id = any(${[...ids]}::int4[])
  `.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Those who asked to represent an organisation and wait. */
export async function requestsBy(db: Db, { id }: Someone, language: string): Promise<(Named & { askedAt: Date })[]> {
  const { rows } = await sql<{ stakeholder: number; askedAt: Date }>`
    select stakeholder_id as stakeholder, asked_at as "askedAt" from stakeholders.representative
    where person_id = ${id} and approved_at is null and refused_at is null and ended_at is null order by asked_at, id
  `.execute(db)
  const names = await namesIn(
    db,
    rows.map(({ stakeholder }) => stakeholder),
    language,
  )
  return rows.flatMap(({ stakeholder, askedAt }) => {
    const one = names.get(stakeholder)
    return one ? [{ ...one, askedAt }] : []
  })
}
