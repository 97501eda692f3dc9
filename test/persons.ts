/** Persons for tests that ask much: they are let in without a mail, which other tests tell of. */
import { sql } from 'kysely'
import type { Role } from '../src/platform/auth.ts'
import { hashed } from '../src/platform/session.ts'
import { publicIdOf } from '../src/stakeholders/index.ts'
import { aVisitor, type Visitor } from './visitor.ts'
import type { World } from './world.ts'

/** What a person may do: for the whole site, or for the organisation with this identifier. */
export type Standing = { role?: Role; actsFor?: string; deputyFor?: string }

/** Somebody new who is signed in, has an address, and may do what is said. */
export async function aPerson(world: World, name: string, { role, actsFor, deputyFor }: Standing = {}): Promise<Visitor> {
  const { db } = world
  const [now, publicId, token] = [world.now(), publicIdOf(name), `session of ${name}`]
  await sql`
    with person as (insert into accounts.person (public_id, language, created_at) values (${publicId}, 'en', ${now}::timestamptz) returning id),
      address as (insert into accounts.address (person_id, email, confirmed_at) select id, ${`${name}@example.org`}, ${now}::timestamptz from person)
    insert into accounts.session (person_id, token_hash, device, began_at, used_at, expires_at)
    select id, ${hashed(token)}, 'A browser', ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz + interval '90 days' from person
  `.execute(db)
  if (role)
    await sql`insert into accounts.role (person_id, role, given_at) select id, ${role}, ${now}::timestamptz from accounts.person where public_id = ${publicId}`.execute(
      db,
    )
  if (actsFor) await approve(world, publicId, actsFor)
  if (deputyFor) await nameDeputy(world, publicId, deputyFor)
  const visitor = aVisitor(world)
  visitor.jar.set('session', token)
  return visitor
}

/** The database lets nobody approve themselves, so another has done it. */
async function approve(world: World, publicId: string, identifier: string): Promise<void> {
  const now = world.now()
  await sql`
    with secretary as (insert into accounts.person (public_id, language, created_at) values (${publicIdOf(`approver of ${publicId}`)}, 'en', ${now}::timestamptz) returning id)
    insert into stakeholders.representative (stakeholder_id, person_id, asked_at, approved_at, ground, approved_by)
    select stakeholder.id, person.id, ${now}::timestamptz, ${now}::timestamptz, 'secretariat', secretary.id
    from stakeholders.stakeholder, accounts.person, secretary where identifier = ${identifier} and person.public_id = ${publicId}
  `.execute(world.db)
}

/** Another represents the organisation, has asked them, and they have said yes. */
async function nameDeputy(world: World, publicId: string, identifier: string): Promise<void> {
  const now = world.now()
  const namer = publicIdOf(`who named ${publicId}`)
  await sql`insert into accounts.person (public_id, language, created_at) values (${namer}, 'en', ${now}::timestamptz)`.execute(world.db)
  await approve(world, namer, identifier)
  await sql`
    with naming as (
      select representative.id, stakeholder_id, person_id, (select id from accounts.person where public_id = ${publicId}) as deputy
      from stakeholders.representative join accounts.person on person.id = person_id where public_id = ${namer}
    ), invitation as (
      insert into stakeholders.invitation (stakeholder_id, role, invited_by, invited_as, invited_at, expires_at, accepted_at, answered_by)
      select stakeholder_id, 'deputy', person_id, id, ${now}::timestamptz, ${now}::timestamptz + interval '30 days', ${now}::timestamptz, deputy
      from naming returning id
    )
    insert into stakeholders.deputy (stakeholder_id, person_id, named_as, named_by, invitation_id, since)
    select stakeholder_id, deputy, naming.id, person_id, invitation.id, ${now}::timestamptz from naming, invitation
  `.execute(world.db)
}

/** The secretariat has entered an organisation from a letter; nobody of it has said anything yet. */
export async function anEntryOnBehalf(world: World, identifier: string): Promise<void> {
  const now = world.now()
  await sql`
    with secretary as (
      insert into accounts.person (public_id, language, created_at) values (${publicIdOf(`who entered ${identifier}`)}, 'en', ${now}::timestamptz) returning id
    ), source as (
      insert into framework.source (slug, kind, title, language, date, date_precision, verified)
      values ('entered-letter', 'letter', 'Letter to the secretariat', 'en', '2026-02-20', 'day', true) returning id
    )
    insert into stakeholders.behalf (stakeholder_id, kind, subject, source_id, entered_by, entered_at)
    select stakeholder.id, 'organisation-registered', public_id, source.id, secretary.id, ${now}::timestamptz
    from stakeholders.stakeholder, source, secretary where identifier = ${identifier}
  `.execute(world.db)
}
