/** Persons for tests that ask much: they are let in without a mail, which other tests tell of. */
import { sql } from 'kysely'
import type { Role } from '../src/platform/auth.ts'
import { hashed } from '../src/platform/session.ts'
import { publicIdOf } from '../src/stakeholders/index.ts'
import { aVisitor, type Visitor } from './visitor.ts'
import type { World } from './world.ts'

/** What a person may do: for the whole site, or for the organisation with this identifier. */
export type Standing = { role?: Role; actsFor?: string }

/** Somebody new who is signed in, has an address, and may do what is said. */
export async function aPerson(world: World, name: string, { role, actsFor }: Standing = {}): Promise<Visitor> {
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
