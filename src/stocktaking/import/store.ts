/** What an import reads and writes. A batch is one transaction: after a crash it is in whole, or not at all. */
import { type RawBuilder, sql } from 'kysely'
import type { FrameworkTables } from '../../framework/index.ts'
import { changed, type Database } from '../../platform/db.ts'
import { endRun, type PlatformTables, record as recordEvent, startRun } from '../../platform/events.ts'
import { type Mentioned, mention, type StakeholdersTables } from '../../stakeholders/index.ts'
import type { ActivityRecord } from '../iati/index.ts'
import type { Suggestion } from '../suggestions/index.ts'
import type { StocktakingTables } from '../tables.ts'
import {
  ACTIVITY_COLUMNS,
  activityRow,
  CHILD_TABLES,
  type Codes,
  type Columns,
  type ColumnType,
  type Entry,
  type Row,
  TEXT_COLUMNS,
  textRows,
  type Value,
  VERSION_COLUMNS,
  versionRow,
} from './rows.ts'
import { type Counts, counted, type Decided, datasetOf, decide, isWritten, type Known, type Reading } from './rules.ts'

export type Tables = PlatformTables & FrameworkTables & StakeholdersTables & StocktakingTables
type Db = Database<Tables>

/** One import from its start to its end. `run` is null until something is written; `counts` are of what was committed. */
export type Import = {
  kind: 'import-iati' | 'import-csv'
  startedAt: Date
  codes: Codes
  suggest: (record: ActivityRecord) => readonly Suggestion[]
  run: number | null
  counts: Counts
}

/** The codes by which records are read, as the plan and the stakeholders have them now. */
export async function readCodes(db: Db): Promise<{ codes: Codes; vocabularyUri: string }> {
  const { vocabulary_uri: vocabularyUri } = await db.selectFrom('framework.plan').select('vocabulary_uri').executeTakeFirstOrThrow()
  const lines = await db.selectFrom('framework.line').select(['slug', 'id']).execute()
  const goals = await db
    .selectFrom('framework.goal as goal')
    .innerJoin('framework.goal_set as goal_set', 'goal_set.id', 'goal.set_id')
    .where('goal_set.slug', '=', 'sdg')
    .select(['goal.code', 'goal.id'])
    .execute()
  const countries = await db.selectFrom('framework.country').select('code').execute()
  const types = await db.selectFrom('stakeholders.iati_type').select(['code', 'type']).execute()
  const codes = {
    lines: new Map(lines.map(({ slug, id }) => [slug, id])),
    goals: new Map(goals.map(({ code, id }) => [code, id])),
    countries: new Set(countries.map(({ code }) => code)),
    types: new Map(types.map(({ code, type }) => [code, type])),
  }
  return { codes, vocabularyUri }
}

/** Any number that no other lock has. Imports take turns, batch by batch, so that what one decides by is true until it has written. */
const TURN = 20_060_224

/**
 * Decides and writes a batch in one transaction. One in which nothing is new writes nothing.
 * The import's run and counts are brought up to date once the transaction is committed.
 */
export async function storeBatch(db: Db, current: Import, readings: readonly Reading[]): Promise<Decided[]> {
  const { decided, run, counts } = await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${TURN})`.execute(tx)
    const decided = decide(await storedUnder(tx, readings), readings)
    const counts = counted(current.counts, decided)
    return { decided, counts, run: await write(tx, { ...current, counts }, decided) }
  })
  current.run = run
  current.counts = counts
  return decided
}

async function storedUnder(tx: Db, readings: readonly Reading[]): Promise<Map<string, Known>> {
  const { rows } = await sql<Known & { identifier: string }>`
    select activity.identifier, activity.id, activity.version, activity.source_updated_at as "updatedAt", activity.dataset,
           reporter.identifier as reporter, version.digest
    from stocktaking.activity
    join stocktaking.activity_version version on version.activity_id = activity.id and version.version = activity.version
    left join stakeholders.stakeholder reporter on reporter.id = activity.reporter_id
    where activity.identifier = any(${readings.map(({ record }) => record.identifier)}::text[])
  `.execute(tx)
  return new Map(rows.map(({ identifier, ...known }) => [identifier, known]))
}

/** @returns the import's run, which is begun with the first change */
async function write(tx: Db, current: Import, decided: readonly Decided[]): Promise<number | null> {
  const confirmed = decided.filter(({ verdict, newer }) => verdict === 'unchanged' && newer)
  const written = decided.filter(isWritten)
  if (written.length === 0 && confirmed.length === 0) return current.run

  const run = written.length === 0 ? current.run : await writeVersions(tx, current, written)
  if (confirmed.length > 0) await refreshDates(tx, confirmed)
  await changed(tx, 'stocktaking')
  return run
}

async function writeVersions(tx: Db, current: Import, written: readonly Decided[]): Promise<number> {
  const { codes, startedAt } = current
  const run = current.run ?? (await begin(tx, current))
  const stakeholders = await mention(tx, organisationsOf(written), startedAt)
  // Of an identifier that a batch has twice each version is kept, and the last one is shown.
  const last = [...new Map(written.map((one) => [one.record.identifier, one])).values()]
  const ids = await upsertActivities(tx, current, last, stakeholders)
  const idOf = ({ identifier }: ActivityRecord) => present(ids.get(identifier), identifier)
  const entries = last.map(({ record }) => ({ id: idOf(record), record, suggestions: current.suggest(record), codes, stakeholders }))

  await insertVersions(
    tx,
    written.map((one) => versionRow(one, idOf(one.record))),
    run,
    startedAt,
  )
  await removeChildren(tx, written)
  await putTexts(tx, entries, startedAt)
  await insertChildren(tx, entries)
  await noteReporters(
    tx,
    run,
    last.map(({ record: { reporter } }) => present(stakeholders.get(reporter.identifier), reporter.identifier)),
  )
  await tx.updateTable('stocktaking.import_run').set(current.counts).where('run_id', '=', run).execute()
  return run
}

function present<Found>(found: Found | undefined, identifier: string): Found {
  if (found === undefined) throw new Error(`${identifier} was written and is not there`)
  return found
}

async function begin(tx: Db, { kind, startedAt }: Import): Promise<number> {
  const run = await startRun(tx, kind, startedAt)
  await tx.insertInto('stocktaking.import_run').values({ run_id: run }).execute()
  await recordEvent(tx, { at: startedAt, kind: 'activities-imported', subjectKind: 'run', subject: String(run), run })
  return run
}

/** Each once, as first written: then it does not matter to their names where one batch ends and the next begins. */
function organisationsOf(written: readonly Decided[]): Mentioned[] {
  const organisations = new Map<string, Mentioned>()
  const add = (one: Mentioned) => organisations.has(one.identifier) || organisations.set(one.identifier, one)
  for (const { record } of written) {
    add(record.reporter)
    for (const { identifier, type, name, language } of record.participants) {
      if (identifier !== null) add({ identifier, type, names: name === null ? [] : [{ language: language ?? 'und', text: name }] })
    }
  }
  return [...organisations.values()]
}

/** @returns ids by identifier */
async function upsertActivities(tx: Db, { kind, startedAt }: Import, last: readonly Decided[], stakeholders: ReadonlyMap<string, number>) {
  const origin = kind === 'import-csv' ? 'csv' : 'iati'
  const rows = last.map((one) => activityRow(one, origin, stakeholders))
  const names = Object.keys(ACTIVITY_COLUMNS)
  const { rows: stored } = await sql<{ id: number; identifier: string }>`
    insert into stocktaking.activity (${list(names)}, recorded_at, updated_at)
    select given.*, ${startedAt}::timestamptz, ${startedAt}::timestamptz from ${unnested(ACTIVITY_COLUMNS, rows)} as given
    on conflict (identifier) do update
      set (${list(names)}, updated_at) = (${sql.join(names.map((name) => sql.raw(`excluded.${name}`)))}, excluded.updated_at)
    returning id, identifier
  `.execute(tx)
  return new Map(stored.map(({ id, identifier }) => [identifier, id]))
}

async function insertVersions(tx: Db, rows: readonly Row[], run: number, at: Date): Promise<void> {
  await sql`
    insert into stocktaking.activity_version (${list(Object.keys(VERSION_COLUMNS))}, run_id, recorded_at)
    select given.*, ${run}::int8, ${at}::timestamptz from ${unnested(VERSION_COLUMNS, rows)} as given
  `.execute(tx)
}

/** Clears the way for newer versions of what is stored. Texts are kept: see putTexts. */
async function removeChildren(tx: Db, written: readonly Decided[]): Promise<void> {
  const ids = [...new Set(written.flatMap(({ known }) => known?.id ?? []))]
  if (ids.length === 0) return
  for (const { name } of CHILD_TABLES.toReversed())
    await sql`delete from ${sql.raw(name)} where activity_id = any(${ids}::int8[])`.execute(tx)
}

/** A text that is still the same keeps the date of its revision, so that a translation of it does not turn stale. */
async function putTexts(tx: Db, entries: readonly Entry[], at: Date): Promise<void> {
  const texts = unnested(TEXT_COLUMNS, entries.flatMap(textRows))
  const [, , ...columns] = Object.keys(TEXT_COLUMNS)
  const of = (row: string) => sql.join(columns.map((name) => sql.raw(`${row}.${name}`)))
  await sql`
    with given as (select * from ${texts} as given (${list(Object.keys(TEXT_COLUMNS))})),
    gone as (
      delete from stocktaking.activity_text text
      where activity_id in (select activity_id from given) and origin = 'original'
        and not exists (select from given where given.activity_id = text.activity_id and given.language = text.language)
    )
    insert into stocktaking.activity_text as text (${list(Object.keys(TEXT_COLUMNS))}, origin, revised_at)
    select given.*, 'original', ${at}::timestamptz from given
    on conflict (activity_id, language) do update
      set (${list(columns)}, origin, revised_at) = (${of('excluded')}, excluded.origin, excluded.revised_at)
      where text.origin <> 'original' or (${of('text')}) is distinct from (${of('excluded')})
  `.execute(tx)
}

/** All tables in one statement: fewer answers to wait for. */
async function insertChildren(tx: Db, entries: readonly Entry[]): Promise<void> {
  const inserts = CHILD_TABLES.flatMap(({ name, columns, rowsOf }) => {
    const rows = entries.map(rowsOf)
    const ids = entries.flatMap(({ id }, index) => (rows[index] ?? []).map(() => id))
    if (ids.length === 0) return []
    const values = unnested({ activity_id: 'int8', ...columns }, rows.flat(), { activity_id: ids })
    return [
      sql`${sql.raw(name.replace('.', '_'))} as (insert into ${sql.raw(name)} (activity_id, ${list(Object.keys(columns))}) select * from ${values})`,
    ]
  })
  if (inserts.length > 0) await sql`with ${sql.join(inserts)} select`.execute(tx)
}

async function noteReporters(tx: Db, run: number, reporters: readonly number[]): Promise<void> {
  const rows = [...new Set(reporters)].map((stakeholder_id) => ({ run_id: run, stakeholder_id }))
  await tx
    .insertInto('stocktaking.import_reporter')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Remembers that a later file said the same, lest a file in between be taken for newer. */
async function refreshDates(tx: Db, confirmed: readonly Decided[]): Promise<void> {
  const rows = confirmed.map(({ file, record }) => ({
    identifier: record.identifier,
    dataset: datasetOf(file),
    updated_at: record.updatedAt,
  }))
  await sql`
    update stocktaking.activity
    set dataset = given.dataset, source_updated_at = given.updated_at
    from ${unnested({ identifier: 'text', dataset: 'text', updated_at: 'timestamptz' }, rows)} as given (identifier, dataset, updated_at)
    where activity.identifier = given.identifier
  `.execute(tx)
}

/** Rows as a table of the query: an array for each column. `given`: columns that are not in the rows. */
function unnested(columns: Columns, rows: readonly Row[], given: Readonly<Record<string, readonly number[]>> = {}): RawBuilder<unknown> {
  return sql`unnest(${sql.join(Object.entries(columns).map(([name, type]) => arrayOf(type, given[name] ?? rows.map((row) => row[name] ?? null))))})`
}

function arrayOf(type: ColumnType, values: readonly Value[]): RawBuilder<unknown> {
  if (type === 'long') return sql`array[${sql.join(values)}]::text[]`
  if (type === 'text' || type === 'bytea') return sql`${values}::${sql.raw(type)}[]`
  // Numbers and dates have no character that would have to be quoted.
  return sql`${`{${values.map((value) => value ?? 'null').join()}}`}::${sql.raw(type)}[]`
}

function list(names: readonly string[]): RawBuilder<unknown> {
  return sql.raw(names.join(', '))
}

export type Missing = { identifier: string; updatedAt: Date }

/** What a newer file of the same name no longer has of its reporters. `seen`: the identifiers that it does have, also of refused records. */
export async function missingFrom(
  db: Db,
  file: { name: string; generatedAt: Date; reporters: readonly string[] },
  seen: readonly string[],
): Promise<Missing[]> {
  const { rows } = await sql<Missing>`
    select activity.identifier, activity.source_updated_at as "updatedAt"
    from stocktaking.activity
    join stakeholders.stakeholder reporter on reporter.id = activity.reporter_id
    where reporter.identifier = any(${file.reporters}::text[]) and activity.dataset = ${file.name}
      and activity.source_updated_at < ${file.generatedAt}::timestamptz and activity.withdrawn_at is null
      and not exists (select from unnest(${seen}::text[]) as seen (identifier) where seen.identifier = activity.identifier)
    order by activity.identifier collate "C"
  `.execute(db)
  return rows
}

/** Ends an import: its run, if it has one, gets its last counts. */
export async function endImport(db: Db, { run, counts }: Import, now: Date): Promise<void> {
  if (run === null) return
  await db.transaction().execute(async (tx: Db) => {
    await tx.updateTable('stocktaking.import_run').set(counts).where('run_id', '=', run).execute()
    await endRun(tx, run, now)
    await changed(tx, 'stocktaking')
  })
}
