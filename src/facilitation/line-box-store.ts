/** Who is meant by mail to a line. */
import { sql } from 'kysely'
import type { FrameworkTables } from '../framework/index.ts'
import type { Database } from '../platform/db.ts'
import type { StakeholdersTables } from '../stakeholders/index.ts'
import { mandatesOn } from './store.ts'
import type { FacilitationTables } from './tables.ts'

type Db = Database<FacilitationTables & StakeholdersTables & FrameworkTables>

/**
 * The organisations that facilitate a line on a day (`YYYY-MM-DD`): its focal point, for a group those that belong to it; where there is
 * none, the lead agencies. Null: there is no such line.
 */
export async function organisationsOfLine(db: Db, slug: string, day: string): Promise<{ id: number }[] | null> {
  const line = await db.selectFrom('framework.line').where('slug', '=', slug).select('id').executeTakeFirst()
  if (!line) return null
  const mandates = await mandatesOn(db, { day, language: 'en', line: line.id })
  const focal = mandates.find(({ role }) => role === 'focal-point')
  if (!focal) {
    const leads = (await mandatesOn(db, { day, language: 'en' })).filter(({ role }) => role === 'lead')
    return leads.map(({ stakeholder }) => ({ id: stakeholder.id }))
  }
  const { rows } = await sql<{ id: number }>`
    select member_id as id from stakeholders.membership where group_id = ${focal.stakeholder.id} and during @> ${day}::date order by 1`.execute(
    db,
  )
  return rows.length > 0 ? rows : [{ id: focal.stakeholder.id }]
}
