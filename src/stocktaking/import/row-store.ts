/** Writes the rows of a batch: many rows a statement, few statements, an array for each column. */
import { setImmediate } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import type { Origin, StocktakingTables } from '../tables.ts'
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
import type { Decided } from './rules.ts'

type Db = Database<StocktakingTables>
type Statement = RawBuilder<unknown>

/** `last`: of each identifier in `written` the last, which is shown. `stakeholders` are ids by identifier. */
export type Writing = {
  written: readonly Decided[]
  last: readonly Decided[]
  origin: Origin
  codes: Codes
  stakeholders: ReadonlyMap<string, number>
  run: number
  at: Date
}

/**
 * Writes all versions, and puts what the last of each identifier says in the place of what is stored.
 * @returns the row numbers of the activities
 */
export async function writeRows(tx: Db, writing: Writing): Promise<number[]> {
  const { written, last, codes, stakeholders, at } = writing
  const ids = await upsertActivities(tx, writing)
  const idOf = ({ record: { identifier } }: Decided) => present(ids.get(identifier), identifier)
  const entries = last.map((one) => ({ id: idOf(one), record: one.record, suggestions: one.suggestions, codes, stakeholders }))
  await removeChildren(tx, entries, new Set(written.flatMap(({ known }) => known?.id ?? [])))
  await oneAfterTheOther(tx, [() => versions(writing, idOf), () => texts(entries, at), () => children(entries)])
  return entries.map(({ id }) => id)
}

function present<Found>(found: Found | undefined, identifier: string): Found {
  if (found === undefined) throw new Error(`${identifier} was written and is not there`)
  return found
}

/** Each statement is put together while the database carries out the one before. */
async function oneAfterTheOther(tx: Db, statements: readonly (() => Statement)[]): Promise<void> {
  let running: Promise<unknown> = Promise.resolve()
  for (const statement of statements) {
    const next = statement()
    await running
    running = next.execute(tx)
    // It is awaited when the next one is ready; until then nobody listens, and a failure must not end the process.
    running.catch(() => {})
    await setImmediate()
  }
  await running
}

/** @returns ids by identifier */
async function upsertActivities(tx: Db, { last, origin, stakeholders, at }: Writing): Promise<Map<string, number>> {
  const rows = last.map((one) => activityRow(one, origin, stakeholders))
  const names = Object.keys(ACTIVITY_COLUMNS)
  const { rows: stored } = await sql<{ id: number; identifier: string }>`
    insert into stocktaking.activity (${list(names)}, recorded_at, updated_at)
    select given.*, ${at}::timestamptz, ${at}::timestamptz from ${unnested(ACTIVITY_COLUMNS, rows)} as given
    on conflict (identifier) do update
      set (${list(names)}, updated_at) = (${sql.join(names.map((name) => sql.raw(`excluded.${name}`)))}, excluded.updated_at)
    returning id, identifier
  `.execute(tx)
  return new Map(stored.map(({ id, identifier }) => [identifier, id]))
}

/** Clears the way for newer versions of what is stored. A text that is still there stays until it is known whether it changed. */
async function removeChildren(tx: Db, entries: readonly Entry[], stored: ReadonlySet<number>): Promise<void> {
  if (stored.size === 0) return
  const ids = [...stored]
  for (const { name } of CHILD_TABLES.toReversed()) {
    await sql`delete from ${sql.raw(name)} where activity_id = any(${ids}::int8[])`.execute(tx)
  }
  await sql`delete from stocktaking.activity_search where activity_id = any(${ids}::int8[])`.execute(tx)
  const kept = entries.filter(({ id }) => stored.has(id)).flatMap(textRows)
  await sql`
    delete from stocktaking.activity_text text
    where activity_id = any(${ids}::int8[]) and origin = 'original' and not exists (
      select from ${unnested({ activity_id: 'int8', language: 'text' }, kept)} as kept (activity_id, language)
      where kept.activity_id = text.activity_id and kept.language = text.language)
  `.execute(tx)
}

function versions({ written, run, at }: Writing, idOf: (one: Decided) => number): Statement {
  const rows = written.map((one) => versionRow(one, idOf(one)))
  return sql`
    insert into stocktaking.activity_version (${list(Object.keys(VERSION_COLUMNS))}, run_id, recorded_at)
    select given.*, ${run}::int8, ${at}::timestamptz from ${unnested(VERSION_COLUMNS, rows)} as given
  `
}

/** A text that is still the same keeps the date of its revision, so that a translation of it does not turn stale. */
function texts(entries: readonly Entry[], at: Date): Statement {
  const names = Object.keys(TEXT_COLUMNS)
  const [, , ...columns] = names
  const of = (row: string) => list(columns.map((name) => `${row}.${name}`))
  return sql`
    insert into stocktaking.activity_text as text (${list(names)}, origin, revised_at)
    select given.*, 'original', ${at}::timestamptz from ${unnested(TEXT_COLUMNS, entries.flatMap(textRows))} as given
    on conflict (activity_id, language) do update
      set (${list(columns)}, origin, revised_at) = (${of('excluded')}, excluded.origin, excluded.revised_at)
      where text.origin <> 'original' or (${of('text')}) is distinct from (${of('excluded')})
  `
}

/** All tables in one statement: fewer answers to wait for. */
function children(entries: readonly Entry[]): Statement {
  const inserts = CHILD_TABLES.flatMap(({ name, columns, rowsOf }) => {
    const rows = entries.map(rowsOf)
    const ids = entries.flatMap(({ id }, index) => (rows[index] ?? []).map(() => id))
    if (ids.length === 0) return []
    const values = unnested({ activity_id: 'int8', ...columns }, rows.flat(), { activity_id: ids })
    return [
      sql`${sql.raw(name.replace('.', '_'))} as (insert into ${sql.raw(name)} (activity_id, ${list(Object.keys(columns))}) select * from ${values})`,
    ]
  })
  return inserts.length === 0 ? sql`select` : sql`with ${sql.join(inserts)} select`
}

/** Rows as a table of the query: an array for each column. `given`: columns that are not in the rows. */
export function unnested(
  columns: Columns,
  rows: readonly Row[],
  given: Readonly<Record<string, readonly number[]>> = {},
): RawBuilder<unknown> {
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
