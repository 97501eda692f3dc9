/** The stocktaking as plain text that is the same wherever the same is stored: no row numbers, no runs, no times of our own. */
import { sql } from 'kysely'
import type { FrameworkTables } from '../framework/index.ts'
import type { Database } from '../platform/db.ts'
import { groupBy } from '../platform/groups.ts'
import type { StakeholdersTables } from '../stakeholders/index.ts'
import type { StocktakingTables } from './tables.ts'

type Db = Database<StocktakingTables & StakeholdersTables & FrameworkTables>

/** Activities that are held in memory at a time. */
const CHUNK = 250

/** Lines of JSON, each with the name of its file: activities by identifier, and every version of their records. */
export async function* dumpStocktaking(db: Db): AsyncGenerator<[file: string, line: string]> {
  const ids = await idsInOrder(db)
  for (let at = 0; at < ids.length; at += CHUNK) {
    for (const activity of await activities(db, ids.slice(at, at + CHUNK))) yield ['activities.jsonl', JSON.stringify(activity)]
  }
  for (let at = 0; at < ids.length; at += CHUNK) {
    for (const version of await versions(db, ids.slice(at, at + CHUNK))) yield ['activity-versions.jsonl', JSON.stringify(version)]
  }
}

/** The order of bytes, which does not depend on the language of the database. */
async function idsInOrder(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from stocktaking.activity order by identifier collate "C"`.execute(db)
  return rows.map(({ id }) => id)
}

type Row = { activity_id: number } & Record<string, unknown>

/** Columns are in the order in which they are written; so are the rows of an activity. */
const PARTS = {
  texts: sql`
    select activity_id, language, origin, title, description, objectives, target_groups, other
    from stocktaking.activity_text order by activity_id, language collate "C"`,
  lines: sql`
    select activity_id, line.slug as line, basis, sector, word
    from stocktaking.activity_line join framework.line on line.id = line_id order by activity_id, line.position`,
  countries: sql`
    select activity_id, country, percentage from stocktaking.activity_country order by activity_id, country collate "C"`,
  regions: sql`
    select activity_id, vocabulary, code, percentage
    from stocktaking.activity_region order by activity_id, vocabulary collate "C", code collate "C"`,
  places: sql`
    select activity_id, name, latitude, longitude from stocktaking.activity_place order by activity_id, position`,
  sectors: sql`
    select activity_id, vocabulary, code, name, percentage
    from stocktaking.activity_sector order by activity_id, vocabulary collate "C", code collate "C"`,
  goals: sql`
    select activity_id, goal_set.slug as set, goal.code as goal
    from stocktaking.activity_goal join framework.goal on goal.id = goal_id join framework.goal_set on goal_set.id = goal.set_id
    order by activity_id, goal_set.slug collate "C", goal.position`,
  participants: sql`
    select activity_id, stakeholder.identifier as stakeholder, part.name, part.language, part.type, part.role
    from stocktaking.activity_participant part left join stakeholders.stakeholder on stakeholder.id = part.stakeholder_id
    order by activity_id, part.position`,
  budgets: sql`
    select activity_id, type, status, starts_on, ends_on, value_on, currency, value
    from stocktaking.activity_budget order by activity_id, position`,
  transactions: sql`
    select activity_id, type, happened_on, value_on, currency, value
    from stocktaking.activity_transaction order by activity_id, position`,
  results: sql`
    select activity_id, type, title, language from stocktaking.activity_result order by activity_id, position`,
  indicators: sql`
    select activity_id, result_position as result, measure, ascending, title, language, baseline_year, baseline_value
    from stocktaking.activity_indicator order by activity_id, result_position, position`,
  periods: sql`
    select activity_id, result_position as result, indicator_position as indicator, starts_on, ends_on, target, actual
    from stocktaking.activity_period order by activity_id, result_position, indicator_position, position`,
}

async function activities(db: Db, ids: readonly number[]): Promise<object[]> {
  const { rows } = await sql<Row>`
    select activity.id as activity_id, activity.identifier, origin, reporter.identifier as reporter, reporter_secondary, activity.language,
           currency, hierarchy, status, scope, start_planned, start_actual, end_planned, end_actual, year, year_basis,
           source.slug as source, source_url, dataset, source_updated_at, version, activity.withdrawn_at
    from stocktaking.activity
    left join stakeholders.stakeholder reporter on reporter.id = activity.reporter_id
    left join framework.source on source.id = activity.source_id
    where activity.id = any(${ids}::int8[])
    order by activity.identifier collate "C"
  `.execute(db)
  const parts: [name: string, byActivity: ReadonlyMap<number, object[]>][] = []
  for (const [name, select] of Object.entries(PARTS)) {
    const part = await sql<Row>`select * from (${select}) as part where activity_id = any(${ids}::int8[])`.execute(db)
    parts.push([name, new Map([...groupBy(part.rows, (row) => row.activity_id)].map(([id, group]) => [id, group.map(withoutId)]))])
  }
  return rows.map((row) => ({
    ...withoutId(row),
    ...Object.fromEntries(parts.map(([name, byActivity]) => [name, byActivity.get(row.activity_id) ?? []])),
  }))
}

function withoutId({ activity_id: _, ...rest }: Row): object {
  return rest
}

async function versions(db: Db, ids: readonly number[]): Promise<object[]> {
  const { rows } = await sql<object>`
    select activity.identifier, version.version, version.source_updated_at, encode(version.digest, 'hex') as digest, version.record
    from stocktaking.activity_version version join stocktaking.activity on activity.id = version.activity_id
    where activity_id = any(${ids}::int8[])
    order by activity.identifier collate "C", version.version
  `.execute(db)
  return rows
}
