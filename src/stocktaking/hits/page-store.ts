/** The entries of one page of a list, by their row numbers: asked for at every search, so it is one plain statement. */
import { sql } from 'kysely'
import type { Country, FrameworkTables, Line } from '../../framework/index.ts'
import type { Database } from '../../platform/db.ts'
import type { Language } from '../../platform/i18n.ts'
import { prepared } from '../../platform/preparing.ts'
import { bestFor } from '../../platform/texts.ts'
import type { StakeholdersTables } from '../../stakeholders/index.ts'
import type { StocktakingTables } from '../tables.ts'
import { ASKED_OF_DESCRIPTION, firstWords, type Hit, LONGEST_TITLE, statusOf, type Text } from './rules.ts'

export type Tables = FrameworkTables & StakeholdersTables & StocktakingTables
type Db = Database<Tables>

/** What the plan calls things, in the reader's language; lines in their order. */
type Named = { lines: readonly Line[]; countries: readonly Country[] }
/** `descriptions`: a longer piece of each, in characters. */
export type EntryOptions = { named: Named; language: Language; descriptions?: number }

/** Activities in that order; those that are not there any more, or withdrawn, are left out. */
export async function hitsOf(db: Db, ids: readonly number[], options: EntryOptions): Promise<Hit[]> {
  if (ids.length === 0) return []
  const rows = new Map((await read(db, ids, options)).map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = rows.get(id)
    return row ? [asHit(row, options)] : []
  })
}

type Row = {
  id: number
  publicId: string
  identifier: string
  year: number | null
  yearBasis: 'start' | 'award' | null
  status: number | null
  title: Text | null
  description: Text | null
  reporter: Text | null
  participant: Text | null
  countries: readonly string[]
  lines: readonly { id: number; basis: 'stated' | 'suggested' }[] | null
}

/** An entry that nobody reports, such as a prize, is known by who did it. Of a text no more is read than is shown: it may be a megabyte. */
async function read(db: Db, ids: readonly number[], { language, descriptions = ASKED_OF_DESCRIPTION }: EntryOptions): Promise<Row[]> {
  const { rows } = await sql<Row>`${prepared}
    select activity.id, activity.public_id as "publicId", activity.identifier, activity.year, activity.year_basis as "yearBasis",
      activity.status,
      (select json_build_object('language', language, 'text', left(title, ${sql.lit(LONGEST_TITLE)})) from stocktaking.activity_text
        where activity_id = activity.id and title is not null order by ${bestFor(language)} limit 1) as title,
      (select json_build_object('language', language, 'text', left(description, ${descriptions + 1}::int)) from stocktaking.activity_text
        where activity_id = activity.id and description is not null order by ${bestFor(language)} limit 1) as description,
      (select json_build_object('language', language, 'text', name) from stakeholders.name
        where stakeholder_id = (select coalesce(merged_into, id) from stakeholders.stakeholder where id = activity.reporter_id)
        order by ${bestFor(language)} limit 1) as reporter,
      case when activity.reporter_id is null then (
        select json_build_object('language', coalesce(language, 'und'), 'text', name)
        from stocktaking.activity_participant where activity_id = activity.id and name is not null order by position limit 1
      ) end as participant,
      array(select country from stocktaking.activity_country where activity_id = activity.id) as countries,
      (select json_agg(json_build_object('id', line_id, 'basis', basis))
        from stocktaking.activity_line where activity_id = activity.id) as lines
    from stocktaking.activity where activity.id = any(${[...ids]}::int8[]) and withdrawn_at is null
  `.execute(db)
  return rows
}

function asHit(row: Row, { named, descriptions }: EntryOptions): Hit {
  const { publicId, identifier, year, yearBasis, status, title, description, reporter, participant, countries, lines } = row
  return {
    publicId,
    title: title ?? { text: identifier, language: 'und' },
    description: description && { ...description, text: firstWords(description.text, descriptions) },
    organisation: reporter ?? participant,
    countries: named.countries.filter(({ code }) => countries.includes(code)).map(({ name }) => name),
    lines: linesOf(named.lines, new Map(lines?.map(({ id, basis }) => [id, basis]))),
    year,
    yearBasis,
    status: statusOf(status),
    roles: [],
  }
}

/** Those that are stated first. */
function linesOf(lines: readonly Line[], bases: ReadonlyMap<number, 'stated' | 'suggested'>): Hit['lines'] {
  const on = lines.flatMap(({ id, slug, code, shortTitle }) => {
    const basis = bases.get(id)
    return basis === undefined ? [] : [{ slug, code, shortTitle, basis }]
  })
  return [...on.filter(({ basis }) => basis === 'stated'), ...on.filter(({ basis }) => basis === 'suggested')]
}
