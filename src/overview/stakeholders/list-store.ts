/** Stakeholders as they are found: by name, type, country, region, line and standing. */
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import type { Language } from '../../platform/i18n.ts'
import { bestFor } from '../../platform/texts.ts'
import { named } from '../../stakeholders/index.ts'
import type { Tables } from '../tables.ts'
import type { Choice } from './finding.ts'

type Db = Database<Tables>

/** `day`: on which mandates must be in force (`YYYY-MM-DD`). */
type Reader = { language: Language; day: string }
type Part = { from: number; limit: number }

/** The row numbers of a part of those that are shown and chosen, by name, and how many there are in all; 0 behind the last of them. */
export async function findStakeholders(db: Db, choice: Choice, { language, day }: Reader, { from, limit }: Part) {
  const { rows } = await sql<{ id: number; total: number }>`
    with text as materialized (
      select distinct on (stakeholder_id) stakeholder_id, lower(name) as name from stakeholders.name order by stakeholder_id, ${bestFor(language)}
    )
    select stakeholder.id, count(*) over ()::int as total
    from stakeholders.stakeholder join text on text.stakeholder_id = stakeholder.id
    where ${chosen(choice, day)}
    order by text.name, stakeholder.identifier limit ${limit} offset ${from}
  `.execute(db)
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 }
}

/** The row numbers of all that are chosen, in an order that does not change while a file is written. */
export async function allChosen(db: Db, choice: Choice, { day }: Pick<Reader, 'day'>): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from stakeholders.stakeholder where ${chosen(choice, day)} order by public_id
  `.execute(db)
  return rows.map(({ id }) => id)
}

export type Newcomer = { publicId: string; since: Date; name: string }

/** Those that came last, the latest first. */
export async function newestChosen(db: Db, choice: Choice, { language, day }: Reader, limit: number): Promise<Newcomer[]> {
  const { rows } = await sql<Newcomer>`
    select public_id as "publicId", created_at as since, text.name
    from stakeholders.stakeholder cross join lateral (
      select name from stakeholders.name where stakeholder_id = stakeholder.id order by ${bestFor(language)} limit 1
    ) text
    where ${chosen(choice, day)} order by created_at desc, id desc limit ${limit}
  `.execute(db)
  return rows
}

/** The countries in which somebody has their seat, by the keys of addresses. */
export async function countriesOfSeat(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select distinct lower(country) as key from stakeholders.stakeholder where country is not null and standing in ('mentioned', 'public') and merged_into is null and withdrawn_at is null
  `.execute(db)
  return new Set(rows.map(({ key }) => key))
}

/** What was received is not looked at yet, and what is held stays so: nobody finds either. */
function chosen({ q, type, country, region, line, standing }: Choice, day: string): RawBuilder<boolean> {
  const conditions = [
    sql`stakeholder.standing in ('mentioned', 'public') and stakeholder.merged_into is null and stakeholder.withdrawn_at is null`,
    standing === undefined ? null : sql`stakeholder.standing = ${standing}`,
    type === undefined ? null : sql`stakeholder.type = ${type}`,
    country === undefined ? null : sql`stakeholder.country = upper(${country})`,
    region === undefined ? null : within(region),
    line === undefined ? null : onLine(line, day),
    q === undefined ? null : sql`stakeholder.id in (${named(q)})`,
  ]
  return sql<boolean>`${sql.join(
    conditions.filter((one) => one !== null),
    sql` and `,
  )}`
}

const within = (region: string) => sql`stakeholder.country in (
  with recursive inside (code) as (
    select code from framework.region where slug = ${region}
    union all select part.code from framework.region part join inside on part.parent = inside.code
  )
  select code from framework.country where region in (select code from inside)
)`

/** Who has a mandate in force on a line, or on one that lies in it, and whose activities state it. */
const onLine = (line: string, day: string) => sql`stakeholder.id in (
  with there (id) as (
    select line.id from framework.line left join framework.line heading on heading.id = line.parent_id
    where line.slug = ${line} or (heading.slug = ${line} and heading.kind = 'heading')
  ),
  stated (id) as (
    select activity_id from stocktaking.activity_line own join stocktaking.activity on activity.id = own.activity_id
    where own.line_id in (select id from there) and own.basis = 'stated' and activity.withdrawn_at is null
  )
  select coalesce(own.merged_into, own.id) from stakeholders.stakeholder own where own.id in (
  select mandate.stakeholder_id from facilitation.mandate join facilitation.mandate_state state on state.mandate_id = mandate.id
  where mandate.line_id in (select id from there) and state.superseded_at is null
    and state.state not in ('withdrawn', 'not-endorsed') and state.during @> ${day}::date
  union select reporter_id from stocktaking.activity where id in (select id from stated) and reporter_id is not null
  union select stakeholder_id from stocktaking.activity_participant
    where activity_id in (select id from stated) and stakeholder_id is not null
  )
)`
