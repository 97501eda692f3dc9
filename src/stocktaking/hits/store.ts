/** The activities of an organisation, the newest change first. Withdrawn ones are in no list. */
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import { groupBy } from '../../platform/groups.ts'
import { rowsOf } from '../../stakeholders/index.ts'
import { type EntryOptions, hitsOf, type Tables } from './page-store.ts'
import { type Found, ROLES, type Role, roleOf } from './rules.ts'

type Db = Database<Tables>

type Of = { reporter: number } | { participant: number }
type Options = Pick<EntryOptions, 'language' | 'named'> & { limit: number }

/** Those that an organisation (by its row number) reports, or takes part in while others report; with what it does in each. */
export async function activitiesOf(db: Db, of: Of, { limit, ...options }: Options): Promise<Found> {
  const who = 'reporter' in of ? of.reporter : of.participant
  const { found, ids } = await picked(db, 'reporter' in of ? sql`reporter_id = any(array(${rowsOf(who)}))` : takenPartIn(who), limit)
  const [hits, roles] = await Promise.all([hitsOf(db, ids, options), rolesOf(db, ids, who)])
  return { found, hits: hits.map((hit) => ({ ...hit, roles: roles.get(hit.publicId) ?? [] })) }
}

function takenPartIn(who: number): RawBuilder<unknown> {
  return sql`(reporter_id is null or reporter_id <> all(array(${rowsOf(who)})))
    and id in (select activity_id from stocktaking.activity_participant where stakeholder_id = any(array(${rowsOf(who)})))`
}

/** The first of those that a condition holds for, and how many there are in all. */
async function picked(db: Db, condition: RawBuilder<unknown>, limit: number): Promise<{ found: number; ids: number[] }> {
  const { rows } = await sql<{ id: number; found: number }>`
    select id, count(*) over () as found from stocktaking.activity
    where withdrawn_at is null and ${condition}
    order by updated_at desc, id desc limit ${limit}
  `.execute(db)
  return { found: rows[0]?.found ?? 0, ids: rows.map(({ id }) => id) }
}

/** What one organisation does in activities, by their public identifiers; each role once, in the order of IATI's list. */
async function rolesOf(db: Db, ids: readonly number[], who: number): Promise<Map<string, Role[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('stocktaking.activity_participant as taking')
    .innerJoin('stocktaking.activity as activity', 'activity.id', 'taking.activity_id')
    .select(['activity.public_id as publicId', 'taking.role'])
    .where('taking.activity_id', 'in', [...ids])
    .where(sql<boolean>`taking.stakeholder_id in (${rowsOf(who)})`)
    .execute()
  const taken = groupBy(rows, ({ publicId }) => publicId)
  return new Map([...taken].map(([publicId, of]) => [publicId, ROLES.filter((role) => of.some((one) => roleOf(one.role) === role))]))
}
