/** What an import reads and writes. A batch is one transaction: after a crash it is in whole, or not at all. */
import { sql } from 'kysely'
import type { FrameworkTables } from '../../framework/index.ts'
import { changed, type Database } from '../../platform/db.ts'
import { endRun, type PlatformTables, record as recordEvent, startRun } from '../../platform/events.ts'
import { type Mentioned, mention, type StakeholdersTables } from '../../stakeholders/index.ts'
import { indexActivities, settleIndexes } from '../search/index.ts'
import type { StocktakingTables } from '../tables.ts'
import { unnested, writeRows } from './row-store.ts'
import type { Codes } from './rows.ts'
import { type Counts, confirmations, counted, type Decided, datasetOf, decide, isWritten, type Known, type Reading } from './rules.ts'

export type Tables = PlatformTables & FrameworkTables & StakeholdersTables & StocktakingTables
type Db = Database<Tables>

/**
 * One import from its start to its end. `run` is null until something is written; `counts` are of what was committed; `unindexed` are
 * the row numbers of activities that were written and cannot be searched yet.
 */
export type Import = {
  kind: 'import-iati' | 'import-csv'
  startedAt: Date
  codes: Codes
  run: number | null
  counts: Counts
  unindexed: number[]
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
    select activity.identifier, activity.id, activity.version, activity.source_updated_at as "updatedAt", activity.dataset, activity.withdrawn_at as "withdrawnAt",
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
  const confirmed = confirmations(decided)
  const written = decided.filter(isWritten)
  if (written.length === 0 && confirmed.length === 0) return current.run

  const run = written.length === 0 ? current.run : await writeVersions(tx, current, written)
  if (confirmed.length > 0) await refreshDates(tx, confirmed)
  await changed(tx, 'stocktaking')
  return run
}

async function writeVersions(tx: Db, current: Import, written: readonly Decided[]): Promise<number> {
  const { startedAt } = current
  const run = current.run ?? (await begin(tx, current))
  const stakeholders = await mention(tx, organisationsOf(written), startedAt)
  // Of an identifier that a batch has twice each version is kept, and the last one is shown.
  const last = [...new Map(written.map((one) => [one.record.identifier, one])).values()]
  const origin = current.kind === 'import-csv' ? 'csv' : 'iati'
  current.unindexed.push(...(await writeRows(tx, { written, last, origin, codes: current.codes, stakeholders, run, at: startedAt })))
  await noteReporters(
    tx,
    run,
    last.flatMap(({ record }) => stakeholders.get(record.reporter.identifier) ?? []),
  )
  await tx.updateTable('stocktaking.import_run').set(current.counts).where('run_id', '=', run).execute()
  return run
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

export type Missing = { identifier: string; updatedAt: Date }
type FileFacts = { name: string; generatedAt: Date; reporters: readonly string[] }

/** Stored records that are compared with a file at a time. */
const PAGE = 5000

/** What a newer file of the same name no longer has of its reporters. `seen`: the identifiers that it does have, also of refused records. */
export async function missingFrom(db: Db, file: FileFacts, seen: ReadonlySet<string>): Promise<Missing[]> {
  const missing: Missing[] = []
  for (let page = await olderThan(db, file, 0); page.length > 0; page = await olderThan(db, file, page.at(-1)?.id ?? 0)) {
    for (const { identifier, updatedAt } of page) if (!seen.has(identifier)) missing.push({ identifier, updatedAt })
  }
  return missing
}

async function olderThan(db: Db, { name, generatedAt, reporters }: FileFacts, after: number): Promise<(Missing & { id: number })[]> {
  const { rows } = await sql<Missing & { id: number }>`
    select activity.id, activity.identifier, activity.source_updated_at as "updatedAt"
    from stocktaking.activity
    where reporter_id in (select id from stakeholders.stakeholder where identifier = any(${reporters}::text[]))
      and dataset = ${name} and source_updated_at < ${generatedAt}::timestamptz and withdrawn_at is null and id > ${after}
    order by id
    limit ${PAGE}
  `.execute(db)
  return rows
}

/**
 * Makes what was written searchable, in a transaction of its own, so that a server does it while the next batch is written. What a
 * crash leaves out is found at the next start, as it has no row there.
 */
export async function indexWritten(db: Db, current: Import): Promise<void> {
  const ids = current.unindexed.splice(0)
  if (ids.length === 0) return
  await db.transaction().execute(async (tx: Db) => {
    await indexActivities(tx, ids)
    await changed(tx, 'stocktaking')
  })
}

/** Ends an import: its run, if it has one, gets its last counts. */
export async function endImport(db: Db, { run, counts }: Import, now: Date): Promise<void> {
  if (run === null) return
  await db.transaction().execute(async (tx: Db) => {
    await tx.updateTable('stocktaking.import_run').set(counts).where('run_id', '=', run).execute()
    await endRun(tx, run, now)
    await changed(tx, 'stocktaking')
  })
  await settleIndexes(db)
}
