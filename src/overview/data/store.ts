/** What is asked of the tables for whole files, beyond what each slice writes by itself. */
import { sql } from 'kysely'
import { firstDay } from '../../facilitation/index.ts'
import type { Database } from '../../platform/db.ts'
import type { Tables } from '../tables.ts'
import type { Coverage } from './rules.ts'

type Db = Database<Tables>

/** Row numbers that are read at a time. */
const BATCH = 10_000

/** The row numbers of all activities that are not withdrawn, in their order. */
export async function activityIds(db: Db): Promise<number[]> {
  const ids: number[] = []
  for (;;) {
    const rows = await db
      .selectFrom('stocktaking.activity')
      .select('id')
      .where('withdrawn_at', 'is', null)
      .where('id', '>', ids.at(-1) ?? 0)
      .orderBy('id')
      .limit(BATCH)
      .execute()
    for (const { id } of rows) ids.push(id)
    if (rows.length < BATCH) return ids
  }
}

/** Of what times and places the data are. */
export async function coverageOf(db: Db): Promise<Coverage> {
  const [years, countries, facilitatorsSince] = await Promise.all([yearsOf(db), countriesOf(db), firstDay(db)])
  return { activities: years, countries, facilitatorsSince }
}

async function yearsOf(db: Db): Promise<Coverage['activities']> {
  const { from, until } = await db
    .selectFrom('stocktaking.activity')
    .where('withdrawn_at', 'is', null)
    .select([sql<number | null>`min(year)`.as('from'), sql<number | null>`max(year)`.as('until')])
    .executeTakeFirstOrThrow()
  return from === null || until === null ? null : { from, until }
}

async function countriesOf(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('framework.country as country')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('stocktaking.activity_country as on')
          .innerJoin('stocktaking.activity as activity', 'activity.id', 'on.activity_id')
          .whereRef('on.country', '=', 'country.code')
          .where('activity.withdrawn_at', 'is', null)
          .select('on.country'),
      ),
    )
    .select('country.alpha3')
    .orderBy('country.alpha3')
    .execute()
  return rows.map(({ alpha3 }) => alpha3)
}
