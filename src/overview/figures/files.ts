/**
 * Figures as files. A row of the CSV is one figure, and `figure` says of what: `all`, or those of a line, organisation, country, region,
 * goal, type, status or year, by its key in the addresses of the site; `line-in-place` is how many of a line are in the place of the key;
 * a row of a role is a mandate on a line. An activity counts in each that it has. The JSON has the same in lists of their own.
 */
import { groupBy } from '../../platform/groups.ts'
import { csv } from '../../ui/csv.ts'
import type { Row } from './rules.ts'

const COLUMNS = ['figure', 'key', 'name', 'line', 'activities', 'stated', 'suggested', 'since'] as const

export function figuresCsv(rows: readonly Row[]): string {
  return csv(
    COLUMNS,
    rows.map((row) => COLUMNS.map((column) => row[column] ?? null)),
  )
}

const LISTS = {
  line: 'lines',
  lead: 'lead_agencies',
  facilitator: 'facilitators',
  'focal-point': 'focal_points',
  organisation: 'organisations',
  country: 'countries',
  region: 'regions',
  goal: 'goals',
  type: 'types',
  status: 'statuses',
  year: 'years',
} as const satisfies Record<Exclude<Row['figure'], 'all' | 'line-in-place'>, string>

/** `head` says what the figures are of. */
export function figuresJson(head: object, rows: readonly Row[]): string {
  const [all] = rows.filter(({ figure }) => figure === 'all')
  const lists = Object.entries(LISTS).map(([own, list]) => [list, rows.filter(({ figure }) => figure === own).map(withoutFigure)] as const)
  const told = { ...head, ...(all && withoutFigure(all)), ...Object.fromEntries(lists.filter(([, list]) => list.length > 0)) }
  const places = placesOf(rows.filter(({ figure }) => figure === 'line-in-place'))
  return `${JSON.stringify(places.length > 0 ? { ...told, places } : told, null, 2)}\n`
}

function withoutFigure({ figure: _, ...row }: Row): Omit<Row, 'figure'> {
  return row
}

/** Each place once, with how many there are of each line. */
function placesOf(rows: readonly Row[]): object[] {
  return [...groupBy(rows, ({ key }) => key)].map(([key, cells]) => ({
    key,
    name: cells[0]?.name,
    lines: Object.fromEntries(cells.map(({ line, activities }) => [line, activities])),
  }))
}
