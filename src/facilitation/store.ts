/** Mandates: every read of them. Time is true time: the start is included, the end is not, and superseded rows are not asked. */
import { type QueryExecutorProvider, sql } from 'kysely'
import { asSource, type FrameworkTables, SOURCE } from '../framework/index.ts'
import type { Database } from '../platform/db.ts'
import type { Language } from '../platform/i18n.ts'
import { bestFor } from '../platform/texts.ts'
import type { StakeholdersTables } from '../stakeholders/index.ts'
import type { Contact } from './contact/index.ts'
import { isListed, type Mandate, type MandateState } from './rules.ts'
import type { FacilitationTables } from './tables.ts'

type Db = Database<FacilitationTables & StakeholdersTables & FrameworkTables>

/** `line` and `stakeholder` are row numbers; `day` is `YYYY-MM-DD`. */
export type Asked = { day: string; language: Language; line?: number | undefined; stakeholder?: number | undefined }

/** The mandates in force on a day, in the order of the lines and of the annex; the lead agencies of the whole plan first. */
export async function mandatesOn(db: Db, asked: Asked): Promise<Mandate[]> {
  return (await statesOn(db, asked)).filter(isListed)
}

/** The state of every mandate on a day, also of those that are not listed any more. */
export async function statesOn(db: Db, { day, language, line, stakeholder }: Asked): Promise<Mandate[]> {
  const rows = await states(db, language)
    .where(sql<boolean>`state.during @> ${day}::date`)
    .select([besideFocalPoint(day).as('coFacilitator'), CONTACT.as('contact')])
    .$if(line !== undefined, (query) => query.where('mandate.line_id', '=', line ?? 0))
    .$if(stakeholder !== undefined, (query) => query.where('stakeholder.id', '=', stakeholder ?? 0))
    .orderBy('line.position')
    .orderBy('mandate.position')
    // The role of a facilitator comes before that of the focal point.
    .orderBy(sql`mandate.role = 'focal-point'`)
    .orderBy('mandate.id')
    .execute()
  return rows.map((row) => {
    const { id, lineSlug, position, role, state, coFacilitator, from, attested, until, contact } = row
    const own = { id, lineSlug, position, role, state, coFacilitator, from, attested, until, contact }
    return { ...own, stakeholder: holder(row), source: asSource(row) }
  })
}

/** What is posted today, whatever the day that is asked for. */
const CONTACT = sql<Contact | null>`(
  select jsonb_build_object('id', id, 'email', email, 'telephone', telephone, 'postalAddress', postal_address, 'person', person, 'deputy', deputy,
    'givenOn', to_char(given_at at time zone 'UTC', 'YYYY-MM-DD'))
  from facilitation.contact where mandate_id = mandate.id and ended_at is null)`

/** Every state in which a mandate ever was, in the order of the list and then of time. */
export async function everyState(db: Db, language: Language): Promise<MandateState[]> {
  const rows = await states(db, language)
    .orderBy('line.position')
    .orderBy('mandate.position')
    .orderBy(sql`mandate.role = 'focal-point'`)
    .orderBy('mandate.id')
    .orderBy('state.during')
    .execute()
  return rows.map((row) => {
    const { id, lineSlug, position, role, state, from, attested, until } = row
    return { id, lineSlug, position, role, state, stakeholder: holder(row), from, attested, until, source: asSource(row) }
  })
}

/** Whether a stakeholder holds a mandate that is in force on a day (`YYYY-MM-DD`). */
export async function holdsMandate(db: QueryExecutorProvider, stakeholder: number, day: string): Promise<boolean> {
  const { rows } = await sql`
    select from facilitation.mandate join facilitation.mandate_state state on state.mandate_id = mandate.id
    where stakeholder_id = ${stakeholder} and superseded_at is null and state.state not in ('withdrawn', 'not-endorsed')
      and state.during @> ${day}::date
    limit 1
  `.execute(db)
  return rows.length > 0
}

/** Whether a facilitator has a focal point beside it on a day: another body than itself. */
function besideFocalPoint(day: string) {
  return sql<boolean>`mandate.role = 'facilitator' and exists (
    select from facilitation.mandate_state focal join facilitation.mandate other on other.id = focal.mandate_id
    join stakeholders.stakeholder beside on beside.id = other.stakeholder_id
    where focal.role = 'focal-point' and focal.line_id = mandate.line_id and coalesce(beside.merged_into, beside.id) <> stakeholder.id
      and focal.superseded_at is null and focal.during @> ${day}::date)`
}

function states(db: Db, language: Language) {
  return (
    db
      .selectFrom('facilitation.mandate_state as state')
      .innerJoin('facilitation.mandate as mandate', 'mandate.id', 'state.mandate_id')
      .innerJoin('framework.line as line', 'line.id', 'mandate.line_id')
      .innerJoin('framework.source as source', 'source.id', 'state.source_id')
      .innerJoin('stakeholders.stakeholder as holder', 'holder.id', 'mandate.stakeholder_id')
      // Whoever is the same organisation as another is known as that.
      .innerJoin('stakeholders.stakeholder as stakeholder', (join) =>
        join.on('stakeholder.id', '=', sql<number>`coalesce(holder.merged_into, holder.id)`),
      )
      .innerJoinLateral(
        (from) =>
          from
            .selectFrom('stakeholders.name')
            .select(['name', 'language'])
            .whereRef('stakeholder_id', '=', 'stakeholder.id')
            .orderBy(bestFor(language))
            .limit(1)
            .as('text'),
        (join) => join.onTrue(),
      )
      .where('state.superseded_at', 'is', null)
      .select(['mandate.id', 'line.slug as lineSlug', 'mandate.position', 'mandate.role', 'state.state'])
      .select([
        'state.attested_precision as attested',
        sql<string>`lower(state.during)`.as('from'),
        sql<string | null>`upper(state.during)`.as('until'),
      ])
      .select([
        'stakeholder.id as stakeholderId',
        'stakeholder.public_id as publicId',
        'stakeholder.identifier',
        'stakeholder.kind',
        'stakeholder.type',
      ])
      .select(['stakeholder.acronym', 'text.name', 'text.language as nameLanguage'])
      .select(SOURCE)
  )
}

function holder(row: Omit<Mandate['stakeholder'], 'id'> & { stakeholderId: number }): Mandate['stakeholder'] {
  const { stakeholderId, publicId, identifier, kind, type, acronym, name, nameLanguage } = row
  return { id: stakeholderId, publicId, identifier, kind, type, acronym, name, nameLanguage }
}

/** The day on which the first list of facilitators begins; null before any is loaded. */
export async function firstDay(db: Db): Promise<string | null> {
  const { day } = await db
    .selectFrom('facilitation.mandate_state')
    .where('superseded_at', 'is', null)
    .where('role', '<>', 'lead')
    .select(sql<string | null>`min(lower(during))`.as('day'))
    .executeTakeFirstOrThrow()
  return day
}
