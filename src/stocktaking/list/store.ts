/** The list of activities: the ones that match its filters, in pages, and how many are on each line. */
import { sql } from 'kysely'
import type { Line } from '../../framework/index.ts'
import type { Database } from '../../platform/db.ts'
import type { Language } from '../../platform/i18n.ts'
import { type Activities, currentActivities, type Found, list, onLines, type Tables } from '../hits/index.ts'
import { type Filters, type LineCount, linesMeant, PER_PAGE, STATUS_CODES } from './rules.ts'

type Db = Database<Tables>
type Options = { lines: readonly Line[]; language: Language; page: number }

/** One page of the activities that match, the newest change first, and how many match in all. */
export function findActivities(db: Db, filters: Filters, { lines, language, page }: Options): Promise<Found> {
  return list(db, filtered(currentActivities(db), filters, lines), { language, page, limit: PER_PAGE })
}

function filtered(activities: Activities, filters: Filters, lines: readonly Line[]): Activities {
  const { line, country, year, status } = filters
  let matching = activities
  if (line !== undefined) matching = onLines(matching, linesMeant(line, lines))
  if (year !== undefined) matching = matching.where('activity.year', '=', Number(year))
  if (status !== undefined) matching = matching.where('activity.status', '=', STATUS_CODES.get(status) ?? 0)
  if (country === undefined) return matching
  return matching.where(({ exists, selectFrom }) =>
    exists(
      selectFrom('stocktaking.activity_country as place')
        .select('place.activity_id')
        .whereRef('place.activity_id', '=', 'activity.id')
        .where('place.country', '=', country.toUpperCase()),
    ),
  )
}

/** How many activities are on each line, by its slug; C7 counts those of its eight once. */
export async function countsByLine(db: Db): Promise<Map<string, LineCount>> {
  const rows = await db
    .selectFrom('stocktaking.activity_line as on')
    .innerJoin('stocktaking.activity as activity', 'activity.id', 'on.activity_id')
    .innerJoin('framework.line as own', 'own.id', 'on.line_id')
    .innerJoin('framework.line as line', (join) =>
      join.on((eb) => eb.or([eb('line.id', '=', eb.ref('own.id')), eb('line.id', '=', eb.ref('own.parent_id'))])),
    )
    .where('activity.withdrawn_at', 'is', null)
    .where('line.kind', '<>', 'plan')
    .select(['line.slug', countOf('stated'), countOf('suggested')])
    .groupBy('line.slug')
    .execute()
  return new Map(rows.map(({ slug, stated, suggested }) => [slug, { stated, suggested }]))
}

const countOf = <Basis extends 'stated' | 'suggested'>(basis: Basis) =>
  sql<number>`count(distinct activity.id) filter (where "on".basis = ${sql.lit(basis)})::int`.as(basis)
