/** Activities in the order of their last change, for programs that keep a copy. */
import { sql } from 'kysely'
import type { FrameworkTables } from '../../framework/index.ts'
import type { Database } from '../../platform/db.ts'
import type { StakeholdersTables } from '../../stakeholders/index.ts'
import type { Register } from '../facets/index.ts'
import { type Choice, isFiltered, selectActivities } from '../list/index.ts'
import type { StocktakingTables } from '../tables.ts'

type Db = Database<FrameworkTables & StakeholdersTables & StocktakingTables>

/** Where a reading is: milliseconds since 1970 of a change, and the row number of what changed. */
type Place = readonly [changedAt: number, id: number]

/** `since`: withdrawn activities are told of, too. `after`: the last of the part before. */
type From = { since: Date | null; after: Place | null; limit: number; now: Date }

/** `asOf`: all that was changed before this moment can be seen by now, and stands in this part or in those that follow. */
export type Changes = { ids: number[]; next: Place | null; asOf: Date }

/** Changes that are looked at to find a part of those that match. */
const BATCH = 1000

/** What matches a choice and, where `since` asks for changes, what was withdrawn since; the longest unchanged first. */
export async function changesAfter(db: Db, register: Register, choice: Pick<Choice, 'q' | 'filters'>, from: From): Promise<Changes> {
  const { since, limit, now } = from
  const asOf = await oldestUnfinished(db, now)
  const selected = isEverything(choice) ? null : new Set((await selectActivities(db, register, { ...choice, sort: 'updated' })).ids)
  const found: { id: number; changedAt: Date }[] = []
  for (let after = from.after; found.length <= limit; ) {
    const rows = await changes(db, since, after)
    found.push(...rows.filter(({ id, withdrawn }) => (withdrawn ? since !== null : selected === null || selected.has(id))))
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) break
    after = [last.changedAt.getTime(), last.id]
  }
  const part = found.slice(0, limit)
  const last = found.length > limit ? part.at(-1) : undefined
  return { ids: part.map(({ id }) => id), next: last ? [last.changedAt.getTime(), last.id] : null, asOf }
}

/** Who keeps a copy of all of it asks part by part: nothing has to be selected for that. */
function isEverything(choice: Pick<Choice, 'q' | 'filters'>): boolean {
  return choice.q === '' && !isFiltered(choice)
}

type Change = { id: number; changedAt: Date; withdrawn: boolean }

/** Moments are written by this program, to the millisecond, so a cursor keeps them whole. */
async function changes(db: Db, since: Date | null, after: Place | null): Promise<Change[]> {
  const [changedAt, id] = after ?? [-1, 0]
  const least = new Date(Math.max(since?.getTime() ?? 0, changedAt))
  const { rows } = await sql<Change>`
    select id, updated_at as "changedAt", withdrawn_at is not null as withdrawn
    from stocktaking.activity
    where updated_at >= ${least}::timestamptz and (updated_at, id) > (${new Date(changedAt)}::timestamptz, ${id}::int8)
    order by updated_at, id
    limit ${sql.lit(BATCH)}
  `.execute(db)
  return rows
}

/** What an import that is still running writes bears the moment at which it began; one of yesterday has died. */
async function oldestUnfinished(db: Db, now: Date): Promise<Date> {
  const { rows } = await sql<{ began: Date | null }>`
    select min(started_at) as began from platform.run
    where ended_at is null and started_at > ${new Date(now.getTime() - DAY)}::timestamptz
  `.execute(db)
  return rows[0]?.began ?? now
}
const DAY = 86_400_000
