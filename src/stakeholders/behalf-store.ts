/**
 * On behalf: somebody entitled enters what came by letter or was said in a room, in the name of an organisation, which confirms or corrects
 * it when somebody of it comes. One mechanism for every slice; the trace stays.
 */
import { sql } from 'kysely'
import type { AccountsTables } from '../accounts/index.ts'
import { asSource, type FrameworkTables, SOURCE } from '../framework/index.ts'
import type { Person } from '../platform/auth.ts'
import type { Database } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import { bestFor } from '../platform/texts.ts'
import { actsFor, mayActFor } from './acting-store.ts'
import type { Awaiting, EntryRefusal, Trace, Version } from './behalf-rules.ts'
import { type Db, mustStay, tell } from './person-store.ts'
import type { StakeholdersTables } from './tables.ts'

type WithSources = Database<StakeholdersTables & FrameworkTables>
type Whole = Database<StakeholdersTables & AccountsTables & FrameworkTables>
type Who = Pick<Person, 'id' | 'publicId'>

/** `kind` and `subject`: what was done, in the words of its slice, once; `source`: the row that `recordSource` of the framework gave. */
type OnBehalf = { stakeholder: { id: number; publicId: string }; kind: string; subject: string; source: number; by: Who }

/** Writes down that something was done on behalf of a stakeholder: call it in the transaction that does it. @returns the row of the trace */
export async function enterOnBehalf(tx: Db, { stakeholder, kind, subject, source, by }: OnBehalf, now: Date): Promise<number> {
  const { id } = await tx
    .insertInto('stakeholders.behalf')
    .values({ stakeholder_id: stakeholder.id, kind, subject, source_id: source, entered_by: by.id, entered_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tell(tx, { kind: 'entered-on-behalf', actor: by.publicId, stakeholder: stakeholder.publicId }, now)
  return id
}

/** That a person is a representative is theirs to confirm, by saying yes to it. */
const NAMED = 'representative-named'

/** What was entered in the name of those for whom a person may act, and waits for somebody of them; the oldest first. */
export async function awaiting(
  db: Whole,
  person: Pick<Person, 'id'>,
  { on, language = 'en' }: { on: Date; language?: string },
): Promise<Awaiting[]> {
  const acts = await actsFor(db, person, { on, language })
  const rows = await entries(db)
    .innerJoin('stakeholders.stakeholder as stakeholder', 'stakeholder.id', 'behalf.stakeholder_id')
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('stakeholders.name')
          .selectAll()
          .whereRef('stakeholder_id', '=', 'stakeholder.id')
          .orderBy(bestFor(language))
          .limit(1)
          .as('named'),
      (join) => join.onTrue(),
    )
    .where('behalf.stakeholder_id', '=', sql<number>`any(${[...new Set(acts.map(({ id }) => id))]}::int4[])`)
    .where('behalf.kind', '<>', NAMED)
    .where('behalf.entered_by', '<>', person.id)
    .where('behalf.confirmed_at', 'is', null)
    .where('behalf.corrected_at', 'is', null)
    .select(['stakeholder.public_id as publicId', 'named.name', 'named.language as nameLanguage', 'behalf.kind', 'behalf.subject'])
    .execute()
  return rows.map((row) => {
    const { id, kind, subject, publicId, name, nameLanguage, enteredAt } = row
    return { id, kind, subject, publicId, name, nameLanguage, enteredAt, source: asSource(row) }
  })
}

/** That a stakeholder itself was entered on its behalf; null: it was not. Everybody may see it. */
export async function traceOf(db: WithSources, stakeholder: number): Promise<Trace | null> {
  const row = await entries(db)
    .where('behalf.stakeholder_id', '=', stakeholder)
    .where('behalf.kind', '=', 'organisation-registered')
    .select('behalf.confirmed_at as confirmedAt')
    .executeTakeFirst()
  if (!row) return null
  const { id, enteredAt, confirmedAt } = row
  return { id, enteredAt, source: asSource(row), confirmedAt, before: await versionBefore(db, id) }
}

function entries(db: WithSources) {
  return db
    .selectFrom('stakeholders.behalf as behalf')
    .innerJoin('framework.source as source', 'source.id', 'behalf.source_id')
    .orderBy('behalf.id')
    .select(SOURCE)
    .select(['behalf.id', 'behalf.entered_at as enteredAt'])
}

async function versionBefore(db: WithSources, behalf: number): Promise<Version | null> {
  const found = await db
    .selectFrom('stakeholders.version')
    .where('behalf_id', '=', behalf)
    .select(['until', 'name', 'language', 'type', 'country', 'website'])
    .executeTakeFirst()
  return found ?? null
}

export type Settled = { id: number; stakeholder: { id: number; publicId: string }; enteredAt: Date }

/**
 * Takes hold of what was entered, for somebody who may act for the stakeholder and did not enter it: call it in the transaction that
 * confirms or corrects. Throws NotFound for everybody else. @returns why it cannot be done any more
 */
export async function lockEntry(tx: Db, entry: number, person: Person, now: Date): Promise<Settled | EntryRefusal> {
  await sql`
    select from stakeholders.stakeholder where id = (select stakeholder_id from stakeholders.behalf where id = ${entry}) for update
  `.execute(tx)
  const { rows } = await sql<{ stakeholder: number; publicId: string; enteredAt: Date; by: number; isOpen: boolean }>`
    select stakeholder.id as stakeholder, public_id as "publicId", entered_at as "enteredAt", entered_by as "by",
      (confirmed_at is null and corrected_at is null) as "isOpen"
    from stakeholders.behalf join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    where behalf.id = ${entry} and behalf.kind <> ${NAMED} for update of behalf
  `.execute(tx)
  const [found] = rows
  if (!found || (await mayActFor(tx, person, found.stakeholder, now)) === null) throw new NotFound(`entry ${entry}`)
  await mustStay(tx, person)
  if (!found.isOpen) return 'alreadySettled'
  if (found.by === person.id) return 'ownEntry'
  return { id: entry, stakeholder: { id: found.stakeholder, publicId: found.publicId }, enteredAt: found.enteredAt }
}

/** Somebody of the stakeholder says that what was entered is so. */
export async function confirmEntry(db: Db, entry: number, person: Person, now: Date): Promise<EntryRefusal | null> {
  return db.transaction().execute(async (tx: Db) => {
    const found = await lockEntry(tx, entry, person, now)
    if (typeof found === 'string') return found
    await settleEntry(tx, found, { confirmed: true }, person, now)
    return null
  })
}

/** Writes down what was said to an entry that `lockEntry` holds. `correction`: with what, in the words of its slice. */
export async function settleEntry(
  tx: Db,
  { id, stakeholder }: Omit<Settled, 'enteredAt'>,
  said: { confirmed: true } | { correction: string },
  person: Who,
  now: Date,
): Promise<void> {
  const written =
    'confirmed' in said
      ? { confirmed_at: now, confirmed_by: person.id }
      : { corrected_at: now, corrected_by: person.id, correction: said.correction }
  await tx.updateTable('stakeholders.behalf').set(written).where('id', '=', id).execute()
  const kind = 'confirmed' in said ? 'entry-confirmed' : 'entry-corrected'
  await tell(tx, { kind, actor: person.publicId, stakeholder: stakeholder.publicId }, now)
}

/** Somebody whom the secretariat has named answers; what was never entered on behalf stays as it is. */
export async function settleNamed(tx: Db, invitation: number, isYes: boolean, person: Who, now: Date): Promise<void> {
  const entry = await tx
    .selectFrom('stakeholders.behalf')
    .innerJoin('stakeholders.stakeholder', 'stakeholders.stakeholder.id', 'stakeholder_id')
    .where('stakeholders.behalf.kind', '=', NAMED)
    .where('subject', '=', String(invitation))
    .select(['stakeholders.behalf.id', 'stakeholder_id as stakeholder', 'public_id as publicId'])
    .executeTakeFirst()
  if (!entry) return
  const stakeholder = { id: entry.stakeholder, publicId: entry.publicId }
  await settleEntry(tx, { id: entry.id, stakeholder }, isYes ? { confirmed: true } : { correction: 'declined' }, person, now)
}
