/** The columns of this process: loaded when they are first wanted, and brought up to date when what they count has changed. */
import { sql } from 'kysely'
import type { FrameworkTables } from '../../framework/index.ts'
import type { Database } from '../../platform/db.ts'
import type { StakeholdersTables } from '../../stakeholders/index.ts'
import { statusOf } from '../hits/index.ts'
import type { StocktakingTables } from '../tables.ts'
import { Columns, type Entry } from './columns.ts'
import { scopeOf } from './rules.ts'

type Db = Database<FrameworkTables & StakeholdersTables & StocktakingTables>

/** The slices whose rows are counted: of the stakeholders their types, and as what each is known. */
const READS: readonly string[] = ['stakeholders', 'stocktaking']

/** Activities that are read at a time. */
const BATCH = 10_000

export class Facets {
  #columns = new Columns()
  /** No read so far has seen all that transactions from this one on have written. */
  #horizon = '0'
  #stale = true
  #lost = true
  #reading: Promise<void> | null = null

  /** A slice was written: call it with what a connection hears. Null: anything may have changed unheard. */
  changed(slice: string | null): void {
    if (slice === null) this.#lost = true
    if (slice === null || READS.includes(slice)) this.#stale = true
  }

  /**
   * The columns, with every change that was heard of before. Use them before the next await. A read that is under way may have begun
   * before a change; the one after it has not, and nobody waits for a third.
   */
  async current(db: Db): Promise<Columns> {
    await this.#reading
    if (this.#stale || this.#reading) await this.#nextRead(db)
    return this.#columns
  }

  #nextRead(db: Db): Promise<void> {
    this.#reading ??= this.#read(db).finally(() => {
      this.#reading = null
    })
    return this.#reading
  }

  /**
   * What was written by a transaction that had not ended when the last read began is read again. The horizon is taken before the
   * entries are, so that nothing falls between.
   */
  async #read(db: Db): Promise<void> {
    const whole = this.#lost
    this.#stale = false
    this.#lost = false
    try {
      const horizon = await oldestRunning(db)
      if (whole) this.#columns = await loaded(db)
      else for await (const rows of changedSince(db, this.#horizon)) take(this.#columns, rows)
      this.#columns.follow(await mergedOf(db))
      this.#horizon = horizon
    } catch (error) {
      this.#stale = true
      this.#lost ||= whole
      throw error
    }
  }
}

async function oldestRunning(db: Db): Promise<string> {
  const { rows } = await sql<{ horizon: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`.execute(db)
  const [found] = rows
  if (!found) throw new Error('a select without from gives one row')
  return found.horizon
}

/** By the public identifier of each organisation that is known as another, that of the other. */
async function mergedOf(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ loser: string; winner: string }>`
    select loser.public_id as loser, winner.public_id as winner
    from stakeholders.stakeholder loser join stakeholders.stakeholder winner on winner.id = loser.merged_into
  `.execute(db)
  return new Map(rows.map(({ loser, winner }) => [loser, winner]))
}

async function loaded(db: Db): Promise<Columns> {
  const columns = new Columns()
  for await (const rows of changedSince(db, '0')) take(columns, rows)
  return columns
}

function take(columns: Columns, rows: readonly Row[]): void {
  for (const row of rows) {
    if (row.withdrawn) columns.remove(row.id)
    else columns.put(entryOf(row))
  }
}

type Row = {
  id: number
  withdrawn: boolean
  status: number | null
  scope: number | null
  year: number | null
  updatedAt: Date
  recordedAt: Date
  /** Days since 1970. */
  start: number | null
  /** `facet:key` of what has tables of its own, with a space between. */
  values: string | null
}

const DAY = 86_400_000

function entryOf({ id, status, scope, year, updatedAt, recordedAt, start, values }: Row): Entry {
  const own = { scope: scopeOf(scope), status: statusOf(status), year }
  return {
    id,
    times: { updated: updatedAt.getTime(), newest: recordedAt.getTime(), start: start === null ? null : start * DAY },
    values: [
      ...(values === null ? [] : values.split(' ')),
      ...Object.entries(own).flatMap(([facet, key]) => (key === null ? [] : [`${facet}:${key}`])),
    ],
  }
}

async function* changedSince(db: Db, since: string): AsyncGenerator<Row[]> {
  let after = 0
  for (;;) {
    const rows = await entries(db, since, after)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = last.id
  }
}

/**
 * Of a stakeholder that has changed, everything is read again that it reports or takes part in.
 *
 * A line stands for its heading too, a country for the regions that it lies in, a region for those around it, a target for its goal.
 * The type is that of the reporting organisation and of those that take part: their own where they are known here, else as the record
 * has it. One that is the same organisation as another is known as that. The world is no region to choose.
 */
async function entries(db: Db, since: string, after: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with recursive who as (
      select id from stakeholders.stakeholder where changed_in >= ${since}::xid8 and changed_in <> '0' and ${since}::xid8 <> '0'
    ),
    wanted (id) as (
      (select id from stocktaking.activity where changed_in >= ${since}::xid8 and id > ${after} order by id limit ${sql.lit(BATCH)})
      union
      (select id from stocktaking.activity where reporter_id in (select id from who) and id > ${after} order by id limit ${sql.lit(BATCH)})
      union
      (select distinct activity_id from stocktaking.activity_participant
        where stakeholder_id in (select id from who) and activity_id > ${after} order by activity_id limit ${sql.lit(BATCH)})
    ),
    asked as (
      select id, reporter_id from wanted join stocktaking.activity using (id) order by id limit ${sql.lit(BATCH)}
    ),
    around (code, slug, parent) as (
      select code, slug, parent from framework.region where parent is not null
      union select around.code, region.slug, region.parent
        from around join framework.region on region.code = around.parent where region.parent is not null
    ),
    taking (id, stakeholder_id, type) as (
      select asked.id, taking.stakeholder_id, taking.type
        from asked join stocktaking.activity_participant taking on taking.activity_id = asked.id
      union select id, reporter_id, null from asked where reporter_id is not null
    ),
    value (id, value) as (
      select asked.id, 'line:' || slug
        from asked join stocktaking.activity_line own on own.activity_id = asked.id
        join framework.line on line.id = own.line_id or line.id = (select parent_id from framework.line child where child.id = own.line_id)
        where line.kind <> 'plan'
      union select asked.id, 'country:' || lower(country)
        from asked join stocktaking.activity_country place on place.activity_id = asked.id
      union select asked.id, 'region:' || around.slug
        from asked join stocktaking.activity_country place on place.activity_id = asked.id
        join framework.country on country.code = place.country join around on around.code = country.region
      union select asked.id, 'region:' || around.slug
        from asked join stocktaking.activity_region place on place.activity_id = asked.id and place.vocabulary = '2'
        join around on around.code = place.code
      union select asked.id, 'sdg:' || split_part(goal.code, '.', 1)
        from asked join stocktaking.activity_goal serving on serving.activity_id = asked.id
        join framework.goal on goal.id = serving.goal_id join framework.goal_set sets on sets.id = goal.set_id and sets.slug = 'sdg'
      union select taking.id, 'organisation:' || who.public_id
        from taking join stakeholders.stakeholder own on own.id = taking.stakeholder_id
        join stakeholders.stakeholder who on who.id = coalesce(own.merged_into, own.id)
      union select taking.id, 'type:' || coalesce(who.type, taking.type)
        from taking left join stakeholders.stakeholder own on own.id = taking.stakeholder_id
        left join stakeholders.stakeholder who on who.id = coalesce(own.merged_into, own.id)
    )
    select activity.id, activity.withdrawn_at is not null as withdrawn, activity.status, activity.scope, activity.year,
      activity.updated_at as "updatedAt", activity.recorded_at as "recordedAt",
      coalesce(activity.start_actual, activity.start_planned) - date '1970-01-01' as start, joined.values
    from asked join stocktaking.activity on activity.id = asked.id
    left join (select id, string_agg(value, ' ') as values from value group by id) joined on joined.id = asked.id
    order by activity.id
  `.execute(db)
  return rows
}
