/** What an import of a list reads and writes. A batch is one transaction. */
import { sql } from 'kysely'
import { type FrameworkTables, sourceNamed } from '../../framework/index.ts'
import { changed, type Database } from '../../platform/db.ts'
import { endRun, type PlatformTables, record, startRun } from '../../platform/events.ts'
import { foldedName, publicIdOf } from '../index.ts'
import type { StakeholdersTables } from '../tables.ts'
import type { Codes, Counts, Entry } from './rules.ts'

export type Tables = PlatformTables & FrameworkTables & StakeholdersTables
type Db = Database<Tables>

/** One import from its start to its end; `run` is null until something is written, `counts` are of what was committed. */
export type ListImport = {
  startedAt: Date
  source: { title: string; url: string | null } | null
  run: number | null
  counts: Counts
}

export async function readCodes(db: Db): Promise<Codes> {
  const countries = await db.selectFrom('framework.country').select('code').execute()
  const types = await db.selectFrom('stakeholders.iati_type').select(['code', 'type']).execute()
  return { countries: new Set(countries.map(({ code }) => code)), types: new Map(types.map(({ code, type }) => [code, type])) }
}

/** Any number that no other lock has. Lists take turns, batch by batch. */
const TURN = 20_060_225

/**
 * Takes a batch in, in one transaction. Who is not on record comes in as `mentioned`. Of who is only `mentioned`, what nobody has said yet
 * is completed; whom the plan or a person put on record stays as it is (docs/decisions/021). One that says nothing new writes nothing.
 * No identifier may stand in a batch twice.
 */
export async function storeBatch(db: Db, current: ListImport, entries: readonly Entry[]): Promise<void> {
  const { run, counts } = await db.transaction().execute(async (tx: Db) => {
    await sql`select pg_advisory_xact_lock(${TURN})`.execute(tx)
    const onRecord = await known(tx, entries)
    const unknown = entries.filter(({ identifier }) => !onRecord.has(identifier))
    if (unknown.length === 0) return complete(tx, current, entries)

    const begun = { ...current, run: current.run ?? (await begin(tx, current)) }
    const added = await add(tx, begun, unknown)
    // One that an import of activities brought meanwhile is completed like any other.
    return complete(
      tx,
      { ...begun, counts: { ...begun.counts, added: begun.counts.added + added.size } },
      entries.filter(({ identifier }) => !added.has(identifier)),
    )
  })
  current.run = run
  current.counts = counts
}

async function known(tx: Db, entries: readonly Entry[]): Promise<Set<string>> {
  const { rows } = await sql<{ identifier: string }>`
    select identifier from stakeholders.stakeholder where identifier = any(${entries.map(({ identifier }) => identifier)}::text[])
  `.execute(tx)
  return new Set(rows.map(({ identifier }) => identifier))
}

async function begin(tx: Db, { startedAt, source }: ListImport): Promise<number> {
  const run = await startRun(tx, 'import-stakeholders', startedAt)
  const source_id = source === null ? null : await sourceNamed(tx, source)
  await tx.insertInto('stakeholders.import_run').values({ run_id: run, source_id }).execute()
  await record(tx, { at: startedAt, kind: 'stakeholders-imported', subjectKind: 'run', subject: String(run), run })
  return run
}

/** @returns the identifiers of those that were added */
async function add(tx: Db, { run, startedAt }: ListImport, entries: readonly Entry[]): Promise<Set<string>> {
  const { rows } = await sql<{ identifier: string; id: number }>`
    insert into stakeholders.stakeholder (public_id, identifier, kind, type, standing, acronym, country, website, source_id, created_at)
    select given.public_id, given.identifier, 'organisation', coalesce(given.type, 'not-stated'), 'mentioned',
      given.acronym, given.country, given.website, (select source_id from stakeholders.import_run where run_id = ${run}), ${startedAt}::timestamptz
    from ${given(entries)}
    order by given.place
    on conflict (identifier) do nothing
    returning identifier, id
  `.execute(tx)
  const added = new Set(rows.map(({ identifier }) => identifier))
  await addNames(
    tx,
    entries.filter(({ identifier }) => added.has(identifier)),
  )
  await note(
    tx,
    run,
    rows.map(({ id }) => id),
    'added',
  )
  return added
}

/** Fills the gaps of entries on record. @returns the run, which begins with the first gap that is filled, and the counts */
async function complete(tx: Db, current: ListImport, entries: readonly Entry[]): Promise<{ run: number | null; counts: Counts }> {
  await forgetStandIns(tx, entries)
  const completed = [...new Set([...(await fillGaps(tx, entries)), ...(await addNames(tx, entries))])]
  const counts = {
    ...current.counts,
    completed: current.counts.completed + completed.length,
    unchanged: current.counts.unchanged + entries.length - completed.length,
  }
  const run = current.run ?? (completed.length > 0 ? await begin(tx, current) : null)
  if (run === null) return { run, counts }
  await note(tx, run, completed, 'completed')
  await tx.updateTable('stakeholders.import_run').set(counts).where('run_id', '=', run).execute()
  await changed(tx, 'stakeholders')
  return { run, counts }
}

/** An organisation that a record of an activity mentioned without a name goes by its identifier, until somebody names it. */
async function forgetStandIns(tx: Db, entries: readonly Entry[]): Promise<void> {
  const named = entries.filter(({ identifier, names }) => names.some(({ text }) => text !== identifier))
  await sql`
    delete from stakeholders.name stand_in using stakeholders.stakeholder known
    where known.id = stand_in.stakeholder_id and known.standing = 'mentioned' and known.identifier = stand_in.name
      and stand_in.language = 'und' and known.identifier = any(${named.map(({ identifier }) => identifier)}::text[])
  `.execute(tx)
}

async function fillGaps(tx: Db, entries: readonly Entry[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update stakeholders.stakeholder known
    set type = case known.type when 'not-stated' then coalesce(given.type, known.type) else known.type end,
        country = coalesce(known.country, given.country),
        website = coalesce(known.website, given.website),
        acronym = coalesce(known.acronym, given.acronym)
    from ${given(entries)}
    where known.identifier = given.identifier and known.standing = 'mentioned' and (
      (known.type = 'not-stated' and given.type <> 'not-stated') or (known.country is null and given.country is not null)
      or (known.website is null and given.website is not null) or (known.acronym is null and given.acronym is not null))
    returning known.id
  `.execute(tx)
  return rows.map(({ id }) => id)
}

/** Names in languages in which there is none; one of which nobody knows the language, only where there is none at all. */
async function addNames(tx: Db, entries: readonly Entry[]): Promise<number[]> {
  const names = entries.flatMap(({ identifier, names }) => names.map((name) => ({ identifier, ...name })))
  const { rows } = await sql<{ id: number }>`
    insert into stakeholders.name (stakeholder_id, language, name, folded)
    select known.id, given.language, given.name, given.folded
    from unnest(${names.map(({ identifier }) => identifier)}::text[], ${names.map(({ language }) => language)}::text[],
      ${names.map(({ text }) => text)}::text[], ${names.map(({ text }) => foldedName(text))}::text[]) as given (identifier, language, name, folded)
    join stakeholders.stakeholder known using (identifier)
    where known.standing = 'mentioned' and not exists (
      select from stakeholders.name other
      where other.stakeholder_id = known.id and (other.language = given.language or given.language = 'und')
    )
    returning stakeholder_id as id
  `.execute(tx)
  return rows.map(({ id }) => id)
}

const given = (entries: readonly Entry[]) => sql`
  unnest(${entries.map(({ identifier }) => publicIdOf(identifier))}::text[], ${entries.map(({ identifier }) => identifier)}::text[],
    ${entries.map(({ type }) => type)}::text[], ${entries.map(({ acronym }) => acronym)}::text[],
    ${entries.map(({ country }) => country)}::text[], ${entries.map(({ website }) => website)}::text[])
  with ordinality as given (public_id, identifier, type, acronym, country, website, place)`

async function note(tx: Db, run: number | null, ids: readonly number[], outcome: 'added' | 'completed'): Promise<void> {
  await sql`
    insert into stakeholders.import_entry (run_id, stakeholder_id, outcome) select ${run}, id, ${outcome} from unnest(${[...ids]}::int4[]) id
    on conflict do nothing
  `.execute(tx)
}

/** Ends an import: its run, if it has one, gets its last counts. */
export async function endImport(db: Db, { run, counts }: ListImport, now: Date): Promise<void> {
  if (run === null) return
  await db.transaction().execute(async (tx: Db) => {
    await tx.updateTable('stakeholders.import_run').set(counts).where('run_id', '=', run).execute()
    await endRun(tx, run, now)
    await changed(tx, 'stakeholders')
  })
}
