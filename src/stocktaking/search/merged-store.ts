/** When two entries of one organisation have become one, or two again: what they do is found by the names of both, or not any more. */
import { sql } from 'kysely'
import { changed, type Database } from '../../platform/db.ts'
import type { StakeholdersTables } from '../../stakeholders/index.ts'
import type { StocktakingTables } from '../tables.ts'
import { indexActivities } from './index-store.ts'

type Db = Database<StakeholdersTables & StocktakingTables>

/** Activities that are indexed in one transaction. */
const BATCH = 500

/** Indexes anew what has to do with an organisation that is known otherwise than when it was indexed; where there is none, nothing. */
export async function indexMerged(db: Db): Promise<void> {
  const moved = await movedSince(db)
  if (moved.length === 0) return
  const ids = await activitiesOf(db, moved)
  for (let at = 0; at < ids.length; at += BATCH) {
    const some = ids.slice(at, at + BATCH)
    await db.transaction().execute(async (tx: Db) => indexActivities(tx, some))
  }
  await db.transaction().execute(async (tx: Db) => {
    await note(tx, moved)
    await changed(tx, 'stocktaking')
  })
}

type Moved = { id: number; before: number | null; now: number | null }

async function movedSince(db: Db): Promise<Moved[]> {
  const { rows } = await sql<Moved>`
    select stakeholder.id, noted.merged_into as before, stakeholder.merged_into as now
    from stakeholders.stakeholder left join stocktaking.indexed_merger noted on noted.stakeholder_id = stakeholder.id
    where (stakeholder.merged_into is not null or stakeholder.id in (select stakeholder_id from stocktaking.indexed_merger))
      and stakeholder.merged_into is distinct from noted.merged_into
  `.execute(db)
  return rows
}

/** Of those themselves, of what they were and are known as, and of all that are known as those. */
async function activitiesOf(db: Db, moved: readonly Moved[]): Promise<number[]> {
  const roots = moved.flatMap(({ id, before, now }) => [id, before, now].filter((one) => one !== null))
  const who = sql`array(select id from stakeholders.stakeholder
    where id = any(${roots}::int4[]) or merged_into = any(${roots}::int4[]))`
  const { rows } = await sql<{ id: number }>`
    select id from stocktaking.activity where reporter_id = any(${who})
    union select activity_id from stocktaking.activity_participant where stakeholder_id = any(${who})
    order by id
  `.execute(db)
  return rows.map(({ id }) => id)
}

async function note(tx: Db, moved: readonly Moved[]): Promise<void> {
  await sql`delete from stocktaking.indexed_merger where stakeholder_id = any(${moved.map(({ id }) => id)}::int4[])`.execute(tx)
  await sql`
    insert into stocktaking.indexed_merger (stakeholder_id, merged_into)
    select id, merged_into from unnest(${moved.map(({ id }) => id)}::int4[], ${moved.map(({ now }) => now)}::int4[]) as given (id, merged_into)
    where merged_into is not null on conflict (stakeholder_id) do update set merged_into = excluded.merged_into
  `.execute(tx)
}
