/** Entries that are known as another one: where they lead, and what belongs together. */
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../platform/db.ts'
import type { StakeholdersTables } from './tables.ts'

type Db = Database<StakeholdersTables>

/** The public identifier of the entry as which another is known; null: it is known as itself, or not at all. */
export async function winnerOf(db: Db, publicId: string): Promise<string | null> {
  const found = await db
    .selectFrom('stakeholders.stakeholder as loser')
    .innerJoin('stakeholders.stakeholder as winner', 'winner.id', 'loser.merged_into')
    .where('loser.public_id', '=', publicId)
    .select('winner.public_id as winner')
    .executeTakeFirst()
  return found?.winner ?? null
}

/** The row numbers of a stakeholder and of all that are known as it: for `in (…)`, or `any(array(…))`. */
export function rowsOf(id: number | RawBuilder<unknown>) {
  return sql<number>`select own.id from stakeholders.stakeholder own where own.id = ${id} or own.merged_into = ${id}`
}

/** The names of a stakeholder and of all that are known as it, and the identifiers of those. */
export async function knownAs(db: Db, id: number): Promise<{ names: { language: string; name: string }[]; identifiers: string[] }> {
  const [names, losers] = await Promise.all([
    sql<{ language: string; name: string }>`
      select language, name from stakeholders.name where stakeholder_id in (${rowsOf(id)})
      group by language, name order by min(stakeholder_id) <> ${id}, language, name`.execute(db),
    db.selectFrom('stakeholders.stakeholder').where('merged_into', '=', id).orderBy('identifier').select('identifier').execute(),
  ])
  return { names: names.rows, identifiers: losers.map(({ identifier }) => identifier) }
}
