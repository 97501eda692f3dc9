/** Home: what it counts. It reads the schemas of the slices before it and writes nothing. */
import { sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import type { Tables } from '../tables.ts'
import type { Figures, Station } from './rules.ts'

type Db = Database<Tables>

/** What is on record for each line: changes of its list by day, stated activities by year. */
export async function listStations(db: Db): Promise<Station[]> {
  const { rows } = await sql<Station>`
    select line_id as "lineId", kind, "on", precision, count(*)::int as count from (
      select line_id,
        case when role = 'focal-point' then 'focal' else state end as kind,
        lower(during)::text as "on",
        coalesce(attested_precision, 'day') as precision
      from facilitation.mandate_state
      where superseded_at is null and (role = 'focal-point' or state in ('named', 'proposed')) and role <> 'lead'
      union all
      select activity_line.line_id, 'activity', activity.year || '-01-01', 'year'
      from stocktaking.activity_line join stocktaking.activity on activity.id = activity_line.activity_id
      where activity_line.basis = 'stated' and activity.year is not null and activity.withdrawn_at is null
    ) station
    group by line_id, kind, "on", precision
    order by line_id, "on", kind`.execute(db)
  return rows
}

export async function countFigures(db: Db): Promise<Figures> {
  const { rows } = await sql<Figures>`
    select
      (select count(*)::int from stocktaking.activity where withdrawn_at is null) as activities,
      (select count(*)::int from stakeholders.stakeholder
        where standing in ('mentioned', 'public') and merged_into is null and withdrawn_at is null) as organisations,
      (select count(distinct country)::int from stocktaking.activity_country) as countries,
      (select count(distinct coalesce(holder.merged_into, holder.id))::int
        from facilitation.mandate join stakeholders.stakeholder holder on holder.id = mandate.stakeholder_id
        join facilitation.mandate_state state on state.mandate_id = mandate.id
        where mandate.role = 'facilitator' and state.superseded_at is null and state.state in ('named', 'proposed', 'endorsed')
          and upper_inf(state.during)) as facilitators`.execute(db)
  const [figures] = rows
  if (!figures) throw new Error('a select without from gives one row')
  return figures
}
