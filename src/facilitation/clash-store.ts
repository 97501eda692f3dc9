/** What two organisations hold that one could not hold twice. */
import { sql } from 'kysely'
import type { Database } from '../platform/db.ts'
import type { StakeholdersTables } from '../stakeholders/index.ts'

/** Whether both, or what is known as one of them, hold a mandate of the same role on the same line at the same time. */
export async function mandatesClash(
  tx: Database<StakeholdersTables>,
  { loser, winner }: { loser: number; winner: number },
): Promise<boolean> {
  const { rows } = await sql`
    with held as (
      select coalesce(holder.merged_into, holder.id) as holder, mandate.line_id, mandate.role, state.during
      from facilitation.mandate join facilitation.mandate_state state on state.mandate_id = mandate.id
      join stakeholders.stakeholder holder on holder.id = mandate.stakeholder_id
      where state.superseded_at is null and state.state not in ('withdrawn', 'not-endorsed')
        and (holder.id in (${loser}, ${winner}) or holder.merged_into in (${loser}, ${winner}))
    )
    select from held one join held other using (line_id, role)
    where one.holder = ${loser} and other.holder = ${winner} and one.during && other.during limit 1
  `.execute(tx)
  return rows.length > 0
}
