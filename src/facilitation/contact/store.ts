/** Functional contacts: who may give them, and what is kept of them. */
import { type RawBuilder, sql } from 'kysely'
import type { AccountsTables } from '../../accounts/index.ts'
import type { FrameworkTables } from '../../framework/index.ts'
import type { Person } from '../../platform/auth.ts'
import { changed, type Database } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { type PlatformTables, record } from '../../platform/events.ts'
import type { Language } from '../../platform/i18n.ts'
import { bestFor } from '../../platform/texts.ts'
import { mayActFor, type StakeholdersTables } from '../../stakeholders/index.ts'
import type { FacilitationTables } from '../tables.ts'
import type { Given, Held } from './rules.ts'

type Tables = FacilitationTables & StakeholdersTables & AccountsTables & FrameworkTables & PlatformTables
type Db = Database<Tables>

/** A line by its slug, a stakeholder by its public identifier: together what a contact is found by. */
export type Keys = { line: string; stakeholder: string }

/** Whether somebody may say how a stakeholder (a row number) is reached: who acts for it, and the secretariat. The one place that says so. */
export async function mayGiveContact(db: Db, person: Person, stakeholder: number, now: Date): Promise<boolean> {
  return person.roles.includes('secretariat') || (await mayActFor(db, person, stakeholder, now)) !== null
}

/** What is held of a line by a stakeholder, and how it is reached. Throws NotFound where it never was. */
export async function heldBy(db: Db, keys: Keys, { language, day }: { language: Language; day: string }): Promise<Held> {
  const { rows } = await sql<HeldRow>`
    select stakeholder.id, stakeholder.public_id as "publicId", text.name, text.language as "nameLanguage",
      line.slug, line.kind, title.title, title.language as "titleLanguage",
      bool_or(${inForce(day)}) as "inForce", bool_or(kept.id is not null) as kept,
      (select to_jsonb(open) from (${OPEN}) open limit 1) as contact
    from ${MANDATES}
    join lateral (select name, language from stakeholders.name where stakeholder_id = stakeholder.id order by ${bestFor(language)} limit 1) text on true
    join lateral (select title, language from framework.line_title where line_id = line.id order by ${bestFor(language)} limit 1) title on true
    left join facilitation.contact kept on kept.mandate_id = mandate.id and kept.withdrawn_at is null
    where ${isOf(keys)} and stakeholder.standing in ('mentioned', 'public')
    group by stakeholder.id, text.name, text.language, line.id, title.title, title.language
    having bool_or(${inForce(day)}) or bool_or(kept.id is not null)
  `.execute(db)
  const [row] = rows
  if (!row) throw new NotFound(`mandate of ${keys.stakeholder} on ${keys.line}`)
  const { id, publicId, name, nameLanguage, slug, kind, title, titleLanguage, contact, ...rest } = row
  return { stakeholder: { id, publicId, name, nameLanguage }, line: { slug, kind, title, titleLanguage }, contact, ...rest }
}

type HeldRow = Held['stakeholder'] & Held['line'] & Pick<Held, 'inForce' | 'kept' | 'contact'>

const MANDATES = sql`facilitation.mandate
    join framework.line on line.id = mandate.line_id
    join stakeholders.stakeholder on stakeholder.id = mandate.stakeholder_id`

const isOf = ({ line, stakeholder }: Keys) => sql`line.slug = ${line} and stakeholder.public_id = ${stakeholder}`

/** The day on which it was given is that of UTC, as all days are. */
const OPEN = sql`
  select contact.id, email, telephone, postal_address as "postalAddress", person, deputy, to_char(given_at at time zone 'UTC', 'YYYY-MM-DD') as "givenOn"
  from facilitation.contact join facilitation.mandate own on own.id = contact.mandate_id
  where own.line_id = line.id and own.stakeholder_id = stakeholder.id and contact.ended_at is null`

function inForce(day: string): RawBuilder<boolean> {
  return sql`exists (
    select from facilitation.mandate_state state
    where state.mandate_id = mandate.id and superseded_at is null and state not in ('withdrawn', 'not-endorsed') and during @> ${day}::date)`
}

/**
 * Posts how a body is reached; what was posted before ends. @returns why not: somebody else was first, or nothing is in force.
 * Throws NotFound for who may not.
 */
export function giveContact(
  db: Db,
  keys: Keys,
  person: Person,
  given: Given,
  now: Date,
): Promise<'changedMeanwhile' | 'notInForce' | null> {
  return db.transaction().execute(async (tx: Db) => {
    const mandates = await locked(tx, keys, person, now)
    const { rows } = await sql<{ id: number }>`
      select id from facilitation.contact where ended_at is null and mandate_id = any(${mandates.map(({ id }) => id)}::int4[])
    `.execute(tx)
    if (given.known !== (rows[0]?.id ?? null)) return 'changedMeanwhile'
    const mandate = mandates.find((one) => one.inForce)
    if (!mandate) return 'notInForce'

    await sql`
      update facilitation.contact set ended_at = ${now}::timestamptz, ended_by = ${person.id} where id = any(${rows.map(({ id }) => id)}::int4[])
    `.execute(tx)
    const { email, telephone, postalAddress, person: name, deputy, consent } = given
    await tx
      .insertInto('facilitation.contact')
      .values({
        mandate_id: mandate.id,
        email,
        telephone,
        postal_address: postalAddress,
        person: name,
        deputy,
        consent,
        given_at: now,
        given_by: person.id,
      })
      .execute()
    await tell(tx, 'contact-given', keys, person, now)
    return null
  })
}

/** Takes a contact away, and erases it with all that was posted before. Throws NotFound for who may not. */
export async function withdrawContact(db: Db, keys: Keys, person: Person, now: Date): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    const mandates = await locked(tx, keys, person, now)
    const { rows } = await sql`
      update facilitation.contact
      set ended_at = coalesce(ended_at, ${now}::timestamptz), ended_by = coalesce(ended_by, ${person.id}), withdrawn_at = ${now}::timestamptz,
        email = null, telephone = null, postal_address = null, person = null, deputy = null
      where withdrawn_at is null and mandate_id = any(${mandates.map(({ id }) => id)}::int4[])
      returning id
    `.execute(tx)
    if (rows.length > 0) await tell(tx, 'contact-withdrawn', keys, person, now)
  })
}

/** The mandates, one change after the other: those in force first, and of them that of the focal point. */
async function locked(tx: Db, keys: Keys, person: Person, now: Date) {
  const { rows } = await sql<{ id: number; stakeholder: number; inForce: boolean }>`
    select mandate.id, stakeholder.id as stakeholder, ${inForce(now.toISOString().slice(0, 10))} as "inForce"
    from ${MANDATES} where ${isOf(keys)} order by mandate.role = 'focal-point' desc, mandate.id for update of mandate
  `.execute(tx)
  const [first] = rows
  if (!first || !(await mayGiveContact(tx, person, first.stakeholder, now))) throw new NotFound(`contact of ${keys.stakeholder}`)
  return rows
}

async function tell(tx: Db, kind: string, { line, stakeholder }: Keys, person: Person, now: Date): Promise<void> {
  await record(tx, { at: now, actor: person.publicId, kind, subjectKind: 'mandate', subject: `${line}/${stakeholder}` })
  await changed(tx, 'facilitation')
}
