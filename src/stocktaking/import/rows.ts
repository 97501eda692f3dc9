/** From a record to the rows of its tables. */
import type { Selectable } from 'kysely'
import { publicIdOf } from '../../stakeholders/index.ts'
import type { ActivityRecord } from '../iati/index.ts'
import type { Suggestion } from '../suggestions/index.ts'
import type { Origin, StocktakingTables } from '../tables.ts'
import { type Decided, datasetOf } from './rules.ts'

/** What the plan's tables and the stakeholders' say of the codes that records write. */
export type Codes = {
  lines: ReadonlyMap<string, number>
  goals: ReadonlyMap<string, number>
  countries: ReadonlySet<string>
  /** From IATI's OrganisationType to our types. */
  types: ReadonlyMap<string, string>
}

/** A record with all that its rows are made of; `stakeholders` by identifier. */
export type Entry = {
  id: number
  record: ActivityRecord
  suggestions: readonly Suggestion[]
  codes: Codes
  stakeholders: ReadonlyMap<string, number>
}

/** `long` is text too: it is handed over piece by piece, as an array of long texts is dear to write and to read. */
export type ColumnType = 'text' | 'long' | 'bytea' | 'int2' | 'int4' | 'int8' | 'numeric' | 'float8' | 'bool' | 'date' | 'timestamptz'
export type Columns = Readonly<Record<string, ColumnType>>
export type Value = string | number | boolean | Uint8Array | null
export type Row = Readonly<Record<string, Value>>

/** A table of which an activity has any number of rows, all its own: they come and go with its version. */
export type ChildTable = { name: string; columns: Columns; rowsOf: (entry: Entry) => readonly Row[] }

/** In an order in which each comes after what it points to. */
export const CHILD_TABLES: readonly ChildTable[] = [
  table('stocktaking.activity_line', { line_id: 'int4', basis: 'text', sector: 'text', word: 'text' }, linesOf),
  table('stocktaking.activity_country', { country: 'text', percentage: 'numeric' }, ({ record, codes }) =>
    record.countries.filter(({ code }) => codes.countries.has(code)).map(({ code, percentage }) => ({ country: code, percentage })),
  ),
  table('stocktaking.activity_region', { vocabulary: 'text', code: 'text', percentage: 'numeric' }, ({ record }) => record.regions),
  table('stocktaking.activity_place', { position: 'int4', name: 'text', latitude: 'float8', longitude: 'float8' }, ({ record }) =>
    record.places.map(({ name, latitude, longitude }, index) => ({ position: index + 1, name, latitude, longitude })),
  ),
  table(
    'stocktaking.activity_sector',
    { vocabulary: 'text', code: 'text', name: 'text', percentage: 'numeric' },
    ({ record }) => record.sectors,
  ),
  table('stocktaking.activity_goal', { goal_id: 'int4' }, ({ record, codes }) =>
    found(record.goals, codes.goals).map((goal_id) => ({ goal_id })),
  ),
  table(
    'stocktaking.activity_participant',
    { position: 'int4', stakeholder_id: 'int4', name: 'text', language: 'text', type: 'text', role: 'int2' },
    participantsOf,
  ),
  table(
    'stocktaking.activity_budget',
    {
      position: 'int4',
      type: 'int2',
      status: 'int2',
      starts_on: 'date',
      ends_on: 'date',
      value_on: 'date',
      currency: 'text',
      value: 'numeric',
    },
    ({ record }) =>
      record.budgets.map(({ type, status, startsOn, endsOn, valueOn, currency, value }, index) => ({
        position: index + 1,
        type,
        status,
        starts_on: startsOn,
        ends_on: endsOn,
        value_on: valueOn,
        currency,
        value,
      })),
  ),
  table(
    'stocktaking.activity_transaction',
    { position: 'int4', type: 'text', happened_on: 'date', value_on: 'date', currency: 'text', value: 'numeric' },
    ({ record }) =>
      record.transactions.map(({ type, happenedOn, valueOn, currency, value }, index) => ({
        position: index + 1,
        type,
        happened_on: happenedOn,
        value_on: valueOn,
        currency,
        value,
      })),
  ),
  table('stocktaking.activity_result', { position: 'int4', type: 'int2', title: 'text', language: 'text' }, ({ record }) =>
    record.results.map(({ type, title, language }, index) => ({ position: index + 1, type, title, language })),
  ),
  table(
    'stocktaking.activity_indicator',
    {
      result_position: 'int4',
      position: 'int4',
      measure: 'int2',
      ascending: 'bool',
      title: 'text',
      language: 'text',
      baseline_year: 'int2',
      baseline_value: 'text',
    },
    ({ record }) =>
      indicatorsOf(record).map(({ result, position, indicator }) => ({
        result_position: result,
        position,
        measure: indicator.measure,
        ascending: indicator.ascending,
        title: indicator.title,
        language: indicator.language,
        baseline_year: indicator.baselineYear,
        baseline_value: indicator.baselineValue,
      })),
  ),
  table(
    'stocktaking.activity_period',
    {
      result_position: 'int4',
      indicator_position: 'int4',
      position: 'int4',
      starts_on: 'date',
      ends_on: 'date',
      target: 'text',
      actual: 'text',
    },
    ({ record }) =>
      indicatorsOf(record).flatMap(({ result, position: indicator_position, indicator }) =>
        indicator.periods.map(({ startsOn, endsOn, target, actual }, index) => ({
          result_position: result,
          indicator_position,
          position: index + 1,
          starts_on: startsOn,
          ends_on: endsOn,
          target,
          actual,
        })),
      ),
  ),
]

type ChildName = Extract<keyof StocktakingTables, `stocktaking.activity_${string}`>
type ChildRow<Name extends ChildName> = Omit<Selectable<StocktakingTables[Name]>, 'activity_id'>

/** Ties the columns and what is written into them to the tables as they are declared. */
function table<Name extends ChildName>(
  name: Name,
  columns: Readonly<Record<keyof ChildRow<Name> & string, ColumnType>>,
  rowsOf: (entry: Entry) => readonly (ChildRow<Name> & Row)[],
): ChildTable {
  return { name, columns, rowsOf }
}

/** What the record states; and, of the lines that it does not state, those that its sectors and words suggest. */
function linesOf({ record, suggestions, codes }: Entry): ChildRow<'stocktaking.activity_line'>[] {
  const stated = found(record.lines, codes.lines)
  const suggested = suggestions.flatMap(({ line, sector, word }) => {
    const line_id = codes.lines.get(line)
    return line_id === undefined || stated.includes(line_id) ? [] : [{ line_id, basis: 'suggested' as const, sector, word }]
  })
  return [...stated.map((line_id) => ({ line_id, basis: 'stated' as const, sector: null, word: null })), ...suggested]
}

/** The reporting organisation is in the activity's own row. */
function participantsOf({ record, stakeholders, codes }: Entry): ChildRow<'stocktaking.activity_participant'>[] {
  return record.participants
    .filter(({ identifier, name }) => identifier !== null || name !== null)
    .map(({ identifier, name, language, type, role }, index) => ({
      position: index + 1,
      stakeholder_id: identifier === null ? null : (stakeholders.get(identifier) ?? null),
      name,
      language,
      type: codes.types.get(type ?? '') ?? 'not-stated',
      role,
    }))
}

function indicatorsOf(record: ActivityRecord) {
  return record.results.flatMap(({ indicators }, index) =>
    indicators.map((indicator, place) => ({ result: index + 1, position: place + 1, indicator })),
  )
}

function found(codes: readonly string[], known: ReadonlyMap<string, number>): number[] {
  return codes.flatMap((code) => known.get(code) ?? [])
}

export const ACTIVITY_COLUMNS = {
  public_id: 'text',
  identifier: 'text',
  origin: 'text',
  reporter_id: 'int4',
  reporter_secondary: 'bool',
  language: 'text',
  currency: 'text',
  hierarchy: 'int2',
  status: 'int2',
  scope: 'int2',
  start_planned: 'date',
  start_actual: 'date',
  end_planned: 'date',
  end_actual: 'date',
  year: 'int2',
  year_basis: 'text',
  dataset: 'text',
  source_updated_at: 'timestamptz',
  version: 'int4',
} satisfies Columns

export function activityRow({ record, file, version }: Decided, origin: Origin, stakeholders: ReadonlyMap<string, number>): Row {
  const year = yearOf(record)
  return {
    public_id: publicIdOf(record.identifier),
    identifier: record.identifier,
    origin,
    reporter_id: stakeholders.get(record.reporter.identifier) ?? null,
    reporter_secondary: record.reporter.secondary,
    language: record.language,
    currency: record.currency,
    hierarchy: record.hierarchy,
    status: record.status,
    scope: record.scope,
    start_planned: record.startPlanned,
    start_actual: record.startActual,
    end_planned: record.endPlanned,
    end_actual: record.endActual,
    year,
    year_basis: year === null ? null : 'start',
    dataset: datasetOf(file),
    source_updated_at: record.updatedAt,
    version,
  }
}

/** The year of an activity: that in which it started, else that in which it was to start. */
function yearOf({ startActual, startPlanned }: ActivityRecord): number | null {
  const start = startActual ?? startPlanned
  return start === null ? null : Number(start.slice(0, 4))
}

export const VERSION_COLUMNS = {
  activity_id: 'int8',
  version: 'int4',
  source_updated_at: 'timestamptz',
  digest: 'bytea',
  record: 'long',
} satisfies Columns

export function versionRow({ record, version }: Decided, id: number): Row {
  return { activity_id: id, version, source_updated_at: record.updatedAt, digest: record.digest, record: record.xml }
}

export const TEXT_COLUMNS = {
  activity_id: 'int8',
  language: 'text',
  title: 'text',
  description: 'long',
  objectives: 'text',
  target_groups: 'text',
  other: 'text',
} satisfies Columns

export function textRows({ id, record }: Entry): Row[] {
  return record.texts.map(({ language, title, description, objectives, targetGroups, other }) => ({
    activity_id: id,
    language,
    title,
    description,
    objectives,
    target_groups: targetGroups,
    other,
  }))
}
