/** Somebody's request to represent an organisation, as mails tell of it. */
import { sql } from 'kysely'
import type { Language } from '../platform/i18n.ts'
import { bestFor } from '../platform/texts.ts'
import type { Db } from './person-store.ts'

type Request = { publicId: string; name: string; person: string; refusedBecause: string | null; organisation: number; isOpen: boolean }

/** Null: whoever asked has erased their account. */
export async function requestOf(tx: Db, id: number, language: Language): Promise<Request | null> {
  const { rows } = await sql<Request>`
    select stakeholder.public_id as "publicId", person.name as person, refused_because as "refusedBecause", stakeholder.id as organisation,
      (select name from stakeholders.name where stakeholder_id = stakeholder.id order by ${bestFor(language)} limit 1) as name,
      (approved_at is null and refused_at is null and ended_at is null) as "isOpen"
    from stakeholders.representative request join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    join accounts.person on person.id = person_id
    where request.id = ${id} and erased_at is null
  `.execute(tx)
  return rows[0] ?? null
}

/** Whether a person acts for an organisation. */
export async function actsFor(tx: Db, organisation: number, person: number): Promise<boolean> {
  const { rows } = await sql`
    select from stakeholders.representative
    where stakeholder_id = ${organisation} and person_id = ${person} and approved_at is not null and ended_at is null
  `.execute(tx)
  return rows.length > 0
}

/** An organisation that somebody registered and nobody of the secretariat has looked at; null: there is nothing to look at any more. */
export async function receivedOf(tx: Db, id: number, language: Language): Promise<{ name: string; author: string } | null> {
  const { rows } = await sql<{ name: string; author: string }>`
    select person.name as author,
      (select name from stakeholders.name where stakeholder_id = submission.stakeholder_id order by ${bestFor(language)} limit 1) as name
    from stakeholders.submission join accounts.person on person.id = submitted_by
    where stakeholder_id = ${id} and looked_at is null
  `.execute(tx)
  return rows[0] ?? null
}

/** Whether a person is of the secretariat. */
export async function isOfSecretariat(tx: Db, person: number): Promise<boolean> {
  const { rows } = await sql`select from accounts.role where person_id = ${person} and role = 'secretariat'`.execute(tx)
  return rows.length > 0
}
