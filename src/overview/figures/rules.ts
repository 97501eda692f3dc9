/** A part of the stocktaking in numbers, such as what is done in a country or on a line: how much, by whom, since when, for which goals. */
import type { Mandate, Role } from '../../facilitation/index.ts'
import type { Line } from '../../framework/index.ts'
import { type Filters, mostOf, type Places, type Selection } from '../../stocktaking/index.ts'

export type Counts = readonly { key: string; count: number }[]

/** An organisation that reports activities or takes part in them; `since` is the earliest year in which one of these began. */
export type Organisation = {
  publicId: string
  name: string
  language: string
  activities: number
  since: number | null
  /** Those that its activities are on, in the order of the plan. */
  lines: readonly Line[]
}

export type Figures = {
  filters: Filters
  activities: number
  /** How many of them are on any line. */
  onLines: number
  /** The earliest year in which one began. */
  since: number | null
  /** The organisations that have the most of them. */
  busiest: readonly Organisation[]
  counted: Selection['counted']
  /** Row numbers of those that changed last. */
  newest: readonly number[]
}

/** How much is on a line in a place, by what says so, and since when. */
export type LineFigure = { line: Line; stated: number; suggested: number; since: number | null }

/** A country or region by its name; `depth` in the regions around it that are shown as well. */
export type PlaceName = { facet: 'country' | 'region'; key: string; name: string; depth?: number }

/** The address of its page, below the language. */
export function pathOf({ facet, key }: Pick<PlaceName, 'facet' | 'key'>): string {
  return facet === 'country' ? `/countries/${key}` : `/regions/${key}`
}

/** How many activities there are in a place, and how many of them on each line, in the order of the lines. */
export type GridRow = { place: PlaceName; activities: number; cells: readonly number[] }

/** The lines on which work is done: C7 is the heading of its eight. */
export function workingLines(lines: readonly Line[]): Line[] {
  return lines.filter(({ kind }) => kind === 'working')
}

/** Every working line with what is on record for it, if it is nothing too. */
export function lineFigures(lines: readonly Line[], counted: ReadonlyMap<string, Omit<LineFigure, 'line'>>): LineFigure[] {
  return workingLines(lines).map((line) => ({ line, ...(counted.get(line.slug) ?? { stated: 0, suggested: 0, since: null }) }))
}

export function isUsed({ stated, suggested }: LineFigure): boolean {
  return stated + suggested > 0
}

/** The mandates on lines on which there is something. */
export function mandatesOnUsed(mandates: readonly Mandate[], lines: readonly LineFigure[]): Mandate[] {
  const used = new Set(lines.filter(isUsed).map(({ line }) => line.slug))
  return mandates.filter(({ lineSlug }) => used.has(lineSlug))
}

/** By their numbers: years, goals. */
export function inOrder(counts: Counts): { key: string; count: number }[] {
  return [...counts].sort((one, other) => Number(one.key) - Number(other.key))
}

/** The earliest of the years that are counted. */
export function firstYear(years: Counts): number | null {
  return years.length === 0 ? null : Math.min(...years.map(({ key }) => Number(key)))
}

/**
 * A line of a file: one figure. `activities` is how many; `since` the earliest year in which one began, of a mandate the day from which on
 * it holds or is attested. `stated` and `suggested` are known of lines only; `line` is that of a mandate, or the one in a place.
 */
export type Row = {
  figure: 'all' | 'line' | Role | 'organisation' | 'country' | 'region' | 'goal' | 'type' | 'status' | 'year' | 'line-in-place'
  key?: string
  name?: string
  line?: string
  activities?: number
  stated?: number
  suggested?: number
  since?: number | string | null
}

/** What a file says beside the figures; only those countries and regions that belong to the part. */
export type Details = {
  lines: readonly LineFigure[]
  mandates: readonly Mandate[]
  countries: Counts
  regions: Counts
  grid: readonly GridRow[]
}

/** All figures as rows. */
export function rowsOf(figures: Figures, { lines, mandates, countries, regions, grid }: Details, places: Places): Row[] {
  const { activities, since, busiest, counted } = figures
  return [
    { figure: 'all', activities, since },
    ...lines.map(lineRow),
    ...mandates.map(mandateRow),
    ...busiest.map(({ publicId: key, name, activities, since }): Row => ({ figure: 'organisation', key, name, activities, since })),
    ...named('country', mostOf(countries), (key) => places.countries.find(({ code }) => code.toLowerCase() === key)?.name),
    ...named('region', mostOf(regions), (key) => places.regions.find(({ slug }) => slug === key)?.name),
    ...named('goal', inOrder(counted.sdg), (key) => places.goals.find(({ code }) => code === key)?.title),
    ...named('type', mostOf(counted.type)),
    ...named('status', mostOf(counted.status)),
    ...named('year', inOrder(counted.year)),
    ...grid.flatMap((row) => crossed(row, places.lines)),
  ]
}

function lineRow({ line, stated, suggested, since }: LineFigure): Row {
  const row: Row = { figure: 'line', key: line.slug, name: line.title, activities: stated + suggested, stated, suggested }
  return since === null ? row : { ...row, since }
}

function mandateRow({ role, lineSlug, stakeholder, from, attested }: Mandate): Row {
  return {
    figure: role,
    key: stakeholder.publicId,
    name: stakeholder.name,
    line: lineSlug,
    since: attested === 'month' ? from.slice(0, 7) : from,
  }
}

function named(figure: Row['figure'], counts: Counts, nameOf: (key: string) => string | undefined = () => undefined): Row[] {
  return counts.map(({ key, count }) => {
    const name = nameOf(key)
    return { figure, key, ...(name === undefined ? {} : { name }), activities: count }
  })
}

function crossed({ place: { key, name }, cells }: GridRow, lines: readonly Line[]): Row[] {
  return workingLines(lines).map(({ slug }, index) => ({ figure: 'line-in-place', key, name, line: slug, activities: cells[index] ?? 0 }))
}
