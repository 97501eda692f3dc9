/** What is on record of a place beyond what the process keeps. */
import { sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import type { Language } from '../../platform/i18n.ts'
import { bestFor } from '../../platform/texts.ts'
import type { LineFigure } from '../figures/index.ts'
import type { Tables } from '../tables.ts'
import type { Based, PlaceView, Within } from './rules.ts'

type Db = Database<Tables>

/** By slug, how many activities of a place are on each line, by what says so, and the earliest year in which one of them began. */
export async function linesIn(db: Db, { countries, regions }: Within): Promise<Map<string, Omit<LineFigure, 'line'>>> {
  const { rows } = await sql<{ slug: string } & Omit<LineFigure, 'line'>>`
    with there (id) as (
      select activity_id from stocktaking.activity_country where country = any(${[...countries]}::text[])
      union select activity_id from stocktaking.activity_region where vocabulary = '2' and code = any(${[...regions]}::text[])
    )
    select line.slug, min(activity.year) as since,
      count(*) filter (where own.basis = 'stated')::int as stated, count(*) filter (where own.basis = 'suggested')::int as suggested
    from there join stocktaking.activity on activity.id = there.id and activity.withdrawn_at is null
    join stocktaking.activity_line own on own.activity_id = activity.id
    join framework.line on line.id = own.line_id
    group by line.slug
  `.execute(db)
  return new Map(rows.map(({ slug, ...figure }) => [slug, figure]))
}

/** The stakeholders that have their seat in one of the countries: how many, and the first of them by name. */
export async function basedIn(
  db: Db,
  { countries }: Within,
  { language, limit }: { language: Language; limit: number },
): Promise<PlaceView['based']> {
  const { rows } = await sql<Based & { total: number }>`
    select who.public_id as "publicId", named.name, named.language, count(*) over ()::int as total
    from stakeholders.stakeholder who
    cross join lateral (
      select name, language from stakeholders.name where stakeholder_id = who.id order by ${bestFor(language)} limit 1
    ) named
    where who.standing in ('mentioned', 'public') and who.merged_into is null and who.withdrawn_at is null
      and who.country = any(${[...countries]}::text[])
    order by lower(named.name), who.identifier limit ${limit}
  `.execute(db)
  return { total: rows[0]?.total ?? 0, first: rows.map(({ total: _, ...based }) => based) }
}
