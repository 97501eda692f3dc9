/** The stocktaking counted by plain SQL, for the tests of this folder: what the columns of the process have to agree with. */
import { sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import type { Tables } from '../hits/index.ts'
import { STATUSES } from '../hits/index.ts'
import type { Choice } from '../list/index.ts'
import { FACETS, type Facet, SCOPES } from './rules.ts'

export type Counted = Record<Facet, Record<string, number>>

/** What every activity has, once per value: straight from the tables, each facet by itself. */
const HAS = sql`
  select id, 'scope' as facet, (${[...SCOPES]}::text[])[scope] as key from stocktaking.activity where scope is not null
  union select id, 'status', (${[...STATUSES]}::text[])[status] from stocktaking.activity where status is not null
  union select id, 'year', year::text from stocktaking.activity where year is not null
  union select activity_id, 'country', lower(country) from stocktaking.activity_country
  union select activity_id, 'line', slug from stocktaking.activity_line join framework.line on line.id = line_id where kind in ('working', 'heading')
  union select activity_id, 'line', 'c7' from stocktaking.activity_line join framework.line on line.id = line_id where slug like 'c7-%'
  union select activity_id, 'region', slug from stocktaking.activity_country join framework.country on country.code = country
    join lying on lying.code = country.region
  union select activity_id, 'region', slug from stocktaking.activity_region join lying using (code) where vocabulary = '2'
  union select activity_id, 'sdg', regexp_replace(goal.code, '\\..*', '') from stocktaking.activity_goal join framework.goal on goal.id = goal_id
    where set_id = (select id from framework.goal_set where slug = 'sdg')
  union select activity_id, 'organisation', public_id from stocktaking.activity_participant join stakeholders.stakeholder on stakeholder.id = stakeholder_id
  union select activity.id, 'organisation', stakeholder.public_id from stocktaking.activity join stakeholders.stakeholder on stakeholder.id = reporter_id
  union select activity_id, 'type', stakeholder.type from stocktaking.activity_participant join stakeholders.stakeholder on stakeholder.id = stakeholder_id
  union select activity_id, 'type', type from stocktaking.activity_participant where stakeholder_id is null
  union select activity.id, 'type', stakeholder.type from stocktaking.activity join stakeholders.stakeholder on stakeholder.id = reporter_id
`

/** Each region with itself and every region around it but the world. */
const LYING = sql`
  select region.code, around.slug from framework.region join framework.region around on around.code = region.code where around.slug <> 'world'
  union select region.code, around.slug from framework.region join framework.region around on around.code = region.parent where around.slug <> 'world'
  union select region.code, around.slug from framework.region join framework.region between_them on between_them.code = region.parent
    join framework.region around on around.code = between_them.parent where around.slug <> 'world'
`

const ORDER = {
  updated: sql`updated_at desc, id desc`,
  newest: sql`recorded_at desc, id desc`,
  start: sql`coalesce(start_actual, start_planned) desc nulls last, id desc`,
}

export type Asked = Pick<Choice, 'filters'> & { sort: keyof typeof ORDER; word: 'radio' | '-radio' | '' }

/** The row numbers of what matches, in order, and how many activities have each value: for a facet, of those that match the others. */
export async function countedBySql(db: Database<Tables>, { filters, sort, word }: Asked): Promise<{ ids: number[]; counted: Counted }> {
  const wanted = FACETS.flatMap((facet) => (filters[facet] ?? []).map((key) => ({ facet, key })))
  const shown = sql`
    with lying as (${LYING}), has as (${HAS}),
    wanted as (select * from unnest(${wanted.map(({ facet }) => facet)}::text[], ${wanted.map(({ key }) => key)}::text[]) as wanted (facet, key)),
    met as (select distinct id, facet from has join wanted using (facet, key)),
    lacking as (
      select id, facet from stocktaking.activity, (select distinct facet from wanted) asked
      where not exists (select from met where met.id = activity.id and met.facet = asked.facet)),
    shown as (select * from stocktaking.activity where withdrawn_at is null and ${hasWord(word)})`
  const counts = await sql<{ facet: Facet; key: string; count: number }>`${shown}
    select facet, key, count(*)::int as count from has join shown using (id)
    where not exists (select from lacking where lacking.id = has.id and lacking.facet <> has.facet) group by facet, key
  `.execute(db)
  const matching = await sql<{ id: number }>`${shown}
    select id from shown where id not in (select id from lacking) order by ${ORDER[sort]}
  `.execute(db)
  const counted = Object.fromEntries(FACETS.map((facet) => [facet, {}])) as Counted
  for (const { facet, key, count } of counts.rows) counted[facet][key] = count
  return { ids: matching.rows.map(({ id }) => id), counted }
}

/** By what a title says: the search is not what is compared. */
function hasWord(word: Asked['word']) {
  const has = sql`exists (select from stocktaking.activity_text where activity_id = id and title ilike '%radio%')`
  if (word === '') return sql`true`
  return word === 'radio' ? has : sql`not ${has}`
}
