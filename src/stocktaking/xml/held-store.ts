/** What the columns hold of entries, and what entries lack: all SQL. */
import { type RawBuilder, sql } from 'kysely'
import type { FrameworkTables } from '../../framework/index.ts'
import type { Database } from '../../platform/db.ts'
import type { StakeholdersTables, StakeholderType } from '../../stakeholders/index.ts'
import type { StocktakingTables } from '../tables.ts'
import type { LeftOut } from './document-rules.ts'
import { type Codes, type Facts, type Held, MISSING_PARTS, missingOf } from './held.ts'

export type Db = Database<FrameworkTables & StakeholdersTables & StocktakingTables>

/** The facts of {@link missingOf}, of a row that is called `activity`. */
const FACTS = sql`
  exists (select from stocktaking.activity_text text
    where text.activity_id = activity.id and origin <> 'machine' and title is not null) as "hasTitle",
  exists (select from stocktaking.activity_text text where text.activity_id = activity.id and origin <> 'machine'
    and (description is not null or objectives is not null or target_groups is not null or other is not null)) as "hasDescription",
  coalesce(start_planned, start_actual, end_planned, end_actual) is not null as "hasDate",
  status is not null as "hasStatus",
  exists (select from stocktaking.activity_participant part
    where part.activity_id = activity.id and role is not null) as "hasParticipant",
  reporter_id is not null as "hasReporter"`

/** Rows of a table, as one value of the activity's row. */
function rowsOf(columns: RawBuilder<unknown>, from: RawBuilder<unknown>, order: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select coalesce(json_agg(json_build_object(${columns}) order by ${order}), '[]') from ${from})`
}

const PERIODS = rowsOf(
  sql`'position', position, 'startsOn', starts_on, 'endsOn', ends_on, 'target', target, 'actual', actual`,
  sql`stocktaking.activity_period period where (period.activity_id, period.result_position, period.indicator_position)
    = (indicator.activity_id, indicator.result_position, indicator.position)`,
  sql`position`,
)
const INDICATORS = rowsOf(
  sql`'position', position, 'measure', measure, 'ascending', ascending, 'title', title, 'language', language,
    'baselineYear', baseline_year, 'baselineValue', baseline_value, 'periods', ${PERIODS}`,
  sql`stocktaking.activity_indicator indicator
    where indicator.activity_id = result.activity_id and indicator.result_position = result.position`,
  sql`position`,
)

const PARTS: Readonly<Record<string, RawBuilder<unknown>>> = {
  texts: rowsOf(
    sql`'language', language, 'title', title, 'description', description, 'objectives', objectives, 'targetGroups', target_groups,
      'other', other`,
    sql`stocktaking.activity_text text where text.activity_id = activity.id and origin <> 'machine'`,
    sql`language collate "C"`,
  ),
  countries: rowsOf(
    sql`'code', country, 'percentage', percentage::text`,
    sql`stocktaking.activity_country country where country.activity_id = activity.id`,
    sql`country collate "C"`,
  ),
  regions: rowsOf(
    sql`'vocabulary', vocabulary, 'code', code, 'percentage', percentage::text`,
    sql`stocktaking.activity_region region where region.activity_id = activity.id`,
    sql`vocabulary collate "C", code collate "C"`,
  ),
  places: rowsOf(
    sql`'position', position, 'name', name, 'latitude', latitude, 'longitude', longitude`,
    sql`stocktaking.activity_place place where place.activity_id = activity.id`,
    sql`position`,
  ),
  sectors: rowsOf(
    sql`'vocabulary', vocabulary, 'code', code, 'name', name, 'percentage', percentage::text`,
    sql`stocktaking.activity_sector sector where sector.activity_id = activity.id`,
    sql`vocabulary collate "C", code collate "C"`,
  ),
  participants: rowsOf(
    sql`'position', part.position, 'identifier', who.identifier, 'name', part.name, 'language', part.language, 'type', part.type,
      'role', part.role`,
    sql`stocktaking.activity_participant part left join stakeholders.stakeholder who on who.id = part.stakeholder_id
      where part.activity_id = activity.id`,
    sql`part.position`,
  ),
  budgets: rowsOf(
    sql`'position', position, 'type', type, 'status', status, 'startsOn', starts_on, 'endsOn', ends_on, 'valueOn', value_on,
      'currency', currency, 'value', value::text`,
    sql`stocktaking.activity_budget budget where budget.activity_id = activity.id`,
    sql`position`,
  ),
  transactions: rowsOf(
    sql`'position', position, 'type', type, 'happenedOn', happened_on, 'valueOn', value_on, 'currency', currency, 'value', value::text`,
    sql`stocktaking.activity_transaction transaction where transaction.activity_id = activity.id`,
    sql`position`,
  ),
  results: rowsOf(
    sql`'position', position, 'type', type, 'title', title, 'language', language, 'indicators', ${INDICATORS}`,
    sql`stocktaking.activity_result result where result.activity_id = activity.id`,
    sql`position`,
  ),
  lines: sql`(select coalesce(json_agg(line.slug order by line.position), '[]')
    from stocktaking.activity_line stated join framework.line on line.id = stated.line_id
    where stated.activity_id = activity.id and stated.basis = 'stated')`,
  goals: sql`(select coalesce(json_agg(goal.code order by goal.position), '[]')
    from stocktaking.activity_goal serving join framework.goal on goal.id = serving.goal_id
    join framework.goal_set on goal_set.id = goal.set_id
    where serving.activity_id = activity.id and goal_set.slug = 'sdg')`,
}

/** In the order of the ids; an id that there is none of is left out. One statement, so that a change meanwhile is in all of it or in none. */
export async function heldOf(db: Db, ids: readonly number[]): Promise<Held[]> {
  const parts = Object.entries(PARTS).map(([name, select]) => sql`${select} as ${sql.raw(name)}`)
  const { rows } = await sql<Held>`
    select activity.id::int8, activity.identifier, activity.origin, activity.language, currency, hierarchy, status, scope,
           start_planned as "startPlanned", start_actual as "startActual", end_planned as "endPlanned", end_actual as "endActual",
           activity.source_updated_at as "sourceUpdatedAt", reporter_secondary as "reporterSecondary",
           case when reporter.id is not null then json_build_object('identifier', reporter.identifier, 'type', reporter.type, 'names',
             (select json_agg(json_build_object('language', named.language, 'name', named.name) order by named.language collate "C")
              from stakeholders.name named where named.stakeholder_id = reporter.id)) end as reporter,
           case when activity.origin = 'iati' then version.record else '' end as record,
           ${sql.join(parts)}, ${FACTS}
    from unnest(${ids}::int8[]) with ordinality as asked (id, place)
    join stocktaking.activity on activity.id = asked.id
    join stocktaking.activity_version version on version.activity_id = activity.id and version.version = activity.version
    left join stakeholders.stakeholder reporter on reporter.id = activity.reporter_id
    order by asked.place
  `.execute(db)
  return rows
}

type CodeLists = { vocabularyUri: string; lines: string[]; goals: string[]; countries: string[]; types: [string, StakeholderType][] }

export async function codesOf(db: Db): Promise<Codes> {
  const { rows } = await sql<CodeLists>`
    select vocabulary_uri as "vocabularyUri",
      (select json_agg(slug) from framework.line) as lines,
      (select json_agg(goal.code) from framework.goal join framework.goal_set on goal_set.id = set_id where slug = 'sdg') as goals,
      (select json_agg(code) from framework.country) as countries,
      (select json_agg(json_build_array(code, type)) from stakeholders.iati_type) as types
    from framework.plan
  `.execute(db)
  const [lists] = rows
  if (lists === undefined) throw new Error('There is no plan')
  const { vocabularyUri, lines, goals, countries, types } = lists
  return { vocabularyUri, lines: new Set(lines), goals: new Set(goals), countries: new Set(countries), types: new Map(types) }
}

/**
 * How many of the entries cannot be valid IATI, each counted once, by the first part that it lacks; of `'all'` those that are not
 * withdrawn. What has a count of zero is not listed.
 */
export async function leftOut(db: Db, ids: readonly number[] | 'all'): Promise<LeftOut[]> {
  const { rows } = await sql<Facts & { count: number }>`
    select *, count(*)::int as count from (
      select ${FACTS} from stocktaking.activity
      where ${ids === 'all' ? sql`withdrawn_at is null` : sql`activity.id = any(${ids}::int8[])`}
    ) as facts group by 1, 2, 3, 4, 5, 6
  `.execute(db)
  const lacking = rows.map((row) => ({ missing: missingOf(row)[0], count: row.count }))
  return MISSING_PARTS.flatMap((missing) => {
    const count = lacking.reduce((sum, one) => (one.missing === missing ? sum + one.count : sum), 0)
    return count === 0 ? [] : [{ missing, count }]
  })
}
