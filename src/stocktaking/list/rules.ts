/** The list of activities: its filters and its address. */
import type { Country, Line } from '../../framework/index.ts'
import { STATUSES } from '../hits/index.ts'

/** The code of a status as it stands in an address. */
export const STATUS_CODES: ReadonlyMap<string, number> = new Map(STATUSES.map((status, index) => [status, index + 1]))

export const PER_PAGE = 20

export type Field = 'line' | 'country' | 'year' | 'status'
export const FIELDS: readonly Field[] = ['line', 'country', 'year', 'status']

/** As they stand in an address: a line's slug, a country's ISO code in small letters, four digits, a status. */
export type Filters = Partial<Record<Field, string>>

/** What a reader may choose from: every line and country; the years and countries that have an activity come first to hand. */
export type Choices = {
  lines: readonly Line[]
  countries: readonly Country[]
  used: { countries: ReadonlySet<string>; years: readonly number[] }
}

export type Refusal = { field: Field | 'page'; typed: string }
export type Asked = { filters: Filters; page: number; refused: Refusal | null }

/** Reads what was asked, in capitals or not. The first value that means nothing is refused; the others are kept. */
export function readQuery(query: Readonly<Record<string, string>>, choices: Choices): Asked {
  const filters: Filters = {}
  let refused: Refusal | null = null
  for (const field of FIELDS) {
    const typed = query[field]
    const value = typed?.toLowerCase()
    if (typed === undefined || value === undefined) continue
    if (isKnown(field, value, choices)) filters[field] = value
    else refused ??= { field, typed }
  }
  const page = query.page ?? '1'
  if (!/^[1-9]\d{0,6}$/.test(page)) refused ??= { field: 'page', typed: page }
  return { filters, page: Number(page), refused }
}

function isKnown(field: Field, value: string, { lines, countries }: Choices): boolean {
  if (field === 'line') return lines.some((line) => line.slug === value)
  if (field === 'country') return countries.some((country) => country.code.toLowerCase() === value)
  if (field === 'status') return STATUS_CODES.has(value)
  return /^(19|20|21)\d\d$/.test(value)
}

/** The lines that a filter by one means: C7 stands for its eight. */
export function linesMeant(slug: string, lines: readonly Line[]): number[] {
  return lines.filter((line) => line.slug === slug || line.parentSlug === slug).map((line) => line.id)
}

/** The address of the list below its language: its filters in one order, so that the same list has one address. */
export function addressOf(filters: Filters, page = 1): string {
  const parameters = new URLSearchParams()
  for (const field of FIELDS) {
    const value = filters[field]
    if (value !== undefined) parameters.set(field, value)
  }
  if (page > 1) parameters.set('page', String(page))
  const query = parameters.toString()
  return query === '' ? '/stocktaking' : `/stocktaking?${query}`
}

/** The filters without one of them. */
export function without(filters: Filters, field: Field): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => name !== field))
}

export function pagesOf(found: number): number {
  return Math.max(1, Math.ceil(found / PER_PAGE))
}

/** How many activities there are on a line, by what says so. */
export type LineCount = { stated: number; suggested: number }
