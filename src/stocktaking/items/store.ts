/** Activities with what files and programs get of them: a constant number of queries, whatever their number. */
import { sql } from 'kysely'
import type { FrameworkTables } from '../../framework/index.ts'
import type { Texts } from '../../platform/best-text.ts'
import type { Database } from '../../platform/db.ts'
import type { StakeholdersTables } from '../../stakeholders/index.ts'
import { scopeOf } from '../facets/index.ts'
import { roleOf, statusOf } from '../hits/index.ts'
import type { StocktakingTables } from '../tables.ts'
import type { Item } from './rules.ts'

type Db = Database<FrameworkTables & StakeholdersTables & StocktakingTables>

/** Activities that are read at a time, where a list of them is taken away. */
const BATCH = 250

/** Activities by their row numbers, in that order; those that are not there any more are left out. Give it hundreds, not thousands. */
export async function itemsOf(db: Db, ids: readonly number[]): Promise<Item[]> {
  if (ids.length === 0) return []
  const rows = new Map((await read(db, ids)).map((row) => [row.id, itemOf(row)]))
  return ids.flatMap((id) => rows.get(id) ?? [])
}

/** An activity by its public identifier, withdrawn or not; null where there is none. */
export async function findItem(db: Db, publicId: string): Promise<Item | null> {
  const found = await db.selectFrom('stocktaking.activity').select('id').where('public_id', '=', publicId).executeTakeFirst()
  return found ? ((await itemsOf(db, [found.id]))[0] ?? null) : null
}

/** The same for any number of them, in pieces. Between two pieces nothing is held. */
export async function* itemsInPieces(db: Db, ids: readonly number[]): AsyncGenerator<Item[]> {
  for (let at = 0; at < ids.length; at += BATCH) yield await itemsOf(db, ids.slice(at, at + BATCH))
}

type Row = Omit<Item, 'status' | 'scope' | 'participants' | 'titles' | 'reporter'> & {
  status: number | null
  scope: number | null
  titles: Texts | null
  reporter: string | null
  reporterIdentifier: string | null
  reporterNames: Texts | null
  participants: readonly (Omit<Item['participants'][number], 'role'> & { role: number | null })[]
}

function itemOf({ reporter, reporterIdentifier, reporterNames, participants, ...row }: Row): Item {
  return {
    ...row,
    status: statusOf(row.status),
    scope: scopeOf(row.scope),
    titles: row.titles ?? { und: row.identifier },
    reporter:
      reporter && reporterIdentifier
        ? { publicId: reporter, identifier: reporterIdentifier, names: reporterNames ?? { und: reporterIdentifier } }
        : null,
    participants: participants.map((taking) => ({ ...taking, role: roleOf(taking.role) })),
  }
}

/** One question, in which each table is asked once for all of them. */
async function read(db: Db, ids: readonly number[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with asked (id) as materialized (select unnest(${[...ids]}::int8[])),
    texts as (
      select activity_id as id, jsonb_object_agg(language, title) filter (where title is not null) as titles,
        jsonb_object_agg(language, description) filter (where description is not null) as descriptions
      from asked join stocktaking.activity_text on activity_id = asked.id group by activity_id),
    lines as (
      select activity_id as id, array_agg(slug order by line.position) as lines
      from asked join stocktaking.activity_line own on activity_id = asked.id and basis = 'stated'
      join framework.line on line.id = own.line_id group by activity_id),
    countries as (
      select activity_id as id, array_agg(country order by country) as countries
      from asked join stocktaking.activity_country on activity_id = asked.id group by activity_id),
    regions as (
      select activity_id as id, array_agg(code order by code) as regions
      from asked join stocktaking.activity_region on activity_id = asked.id and vocabulary = '2' group by activity_id),
    goals as (
      select activity_id as id, array_agg(goal.code order by goal.position) as goals
      from asked join stocktaking.activity_goal serving on activity_id = asked.id
      join framework.goal on goal.id = serving.goal_id join framework.goal_set sets on sets.id = goal.set_id and sets.slug = 'sdg'
      group by activity_id),
    sectors as (
      select activity_id as id,
        jsonb_agg(jsonb_build_object('vocabulary', vocabulary, 'code', code, 'percentage', percentage::text) order by vocabulary, code) as sectors
      from asked join stocktaking.activity_sector on activity_id = asked.id group by activity_id),
    taking as (
      select activity_id as id, jsonb_agg(jsonb_build_object('stakeholder', who.public_id, 'identifier', who.identifier, 'name', taking.name,
        'type', coalesce(who.type, taking.type), 'role', taking.role) order by taking.position) as participants
      from asked join stocktaking.activity_participant taking on activity_id = asked.id
      left join stakeholders.stakeholder who on who.id = taking.stakeholder_id group by activity_id),
    sums as (
      select activity_id as id, coalesce(budget.currency, activity.currency) as currency, sum(value)::text as value
      from asked join stocktaking.activity_budget budget on activity_id = asked.id
      join stocktaking.activity on activity.id = asked.id group by 1, 2),
    budgets as (
      select id, jsonb_agg(jsonb_build_object('currency', currency, 'value', value) order by currency) as budgets from sums group by id),
    names as (
      select activity.id, jsonb_object_agg(named.language, named.name) as names
      from asked join stocktaking.activity on activity.id = asked.id
      join stakeholders.name named on named.stakeholder_id = activity.reporter_id group by activity.id)
    select activity.id, activity.public_id as "publicId", activity.identifier, activity.status, activity.scope, activity.year,
      coalesce(activity.start_actual, activity.start_planned) as start, coalesce(activity.end_actual, activity.end_planned) as end,
      activity.recorded_at as "recordedAt", activity.updated_at as "updatedAt", activity.withdrawn_at as "withdrawnAt",
      reporter.public_id as reporter, reporter.identifier as "reporterIdentifier", names.names as "reporterNames",
      texts.titles, coalesce(texts.descriptions, '{}') as descriptions, coalesce(lines.lines, '{}') as lines,
      coalesce(countries.countries, '{}') as countries, coalesce(regions.regions, '{}') as regions, coalesce(goals.goals, '{}') as goals,
      coalesce(sectors.sectors, '[]') as sectors, coalesce(taking.participants, '[]') as participants,
      coalesce(budgets.budgets, '[]') as budgets
    from asked join stocktaking.activity on activity.id = asked.id
    left join stakeholders.stakeholder reporter on reporter.id = activity.reporter_id
    left join names on names.id = activity.id left join texts on texts.id = activity.id left join lines on lines.id = activity.id
    left join countries on countries.id = activity.id left join regions on regions.id = activity.id
    left join goals on goals.id = activity.id left join sectors on sectors.id = activity.id
    left join taking on taking.id = activity.id left join budgets on budgets.id = activity.id
  `.execute(db)
  return rows
}
