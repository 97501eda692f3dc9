/** The list of activities: what is asked of it, and its address. */
import { STAKEHOLDER_TYPES } from '../../stakeholders/index.ts'
import { FACETS, type Facet, type Filters, ORDERS, type Order, type Places, SCOPES } from '../facets/index.ts'
import { STATUSES } from '../hits/index.ts'
import { isEmpty, LONGEST_QUERY, queryOf } from '../search/index.ts'

export const PER_PAGE = 20

/** By how well it matches, which only a search can; else as the columns have them in order. */
export const SORTS = ['relevance', ...ORDERS] as const
export type Sort = 'relevance' | Order

/** The parameters of a list, in the order in which they stand in its address. */
export const SELECTION = ['q', ...FACETS, 'sort'] as const
export const PARAMETERS = [...SELECTION, 'page'] as const

/** What a list shows: of these, all. `q` is what was typed, or empty. */
export type Choice = { q: string; filters: Filters; sort: Sort }

export type Refusal = { field: Facet | 'q' | 'sort' | 'page'; typed: string }
export type Asked = Choice & { page: number; refused: Refusal | null }

/** A list of everything, the newest change first. */
export const EVERYTHING: Choice = { q: '', filters: {}, sort: 'updated' }

/** Reads what was asked, in capitals or not. The first value that means nothing is refused; the others are kept. */
export function readQuery(query: Readonly<Record<string, string>>, places: Places): Asked {
  const filters: Partial<Record<Facet, string[]>> = {}
  let refused: Refusal | null = null
  for (const facet of FACETS) {
    for (const typed of query[facet]?.split(',') ?? []) {
      const key = typed.trim().toLowerCase()
      if (isKnown(facet, key, places)) filters[facet] = [...new Set([...(filters[facet] ?? []), key])].sort()
      else if (key !== '') refused ??= { field: facet, typed }
    }
  }
  const q = query.q ?? ''
  if (q.length > LONGEST_QUERY || (q !== '' && isEmpty(queryOf(q)))) refused ??= { field: 'q', typed: q }
  const sort = SORTS.find((known) => known === query.sort)
  if (query.sort !== undefined && sort === undefined) refused ??= { field: 'sort', typed: query.sort }
  const page = query.page ?? '1'
  if (!/^[1-9]\d{0,6}$/.test(page)) refused ??= { field: 'page', typed: page }
  return { q, filters, sort: sortOf(q, sort), page: Number(page), refused }
}

/** A search is in the order of how well things match, anything else in that of change, until the reader wants another. */
function sortOf(q: string, wanted: Sort | undefined): Sort {
  if (wanted === undefined || (wanted === 'relevance' && q === '')) return q === '' ? 'updated' : 'relevance'
  return wanted
}

function isKnown(facet: Facet, key: string, { lines, countries, regions }: Places): boolean {
  switch (facet) {
    case 'line':
      return lines.some(({ slug }) => slug === key)
    case 'country':
      return countries.some(({ code }) => code.toLowerCase() === key)
    case 'region':
      return regions.some(({ slug }) => slug === key)
    case 'scope':
      return SCOPES.some((scope) => scope === key)
    case 'type':
      return STAKEHOLDER_TYPES.some((type) => type === key)
    case 'status':
      return STATUSES.some((status) => status === key)
    case 'organisation':
      return /^[a-z2-7]{10}$/.test(key)
    case 'sdg':
      return /^([1-9]|1[0-7])$/.test(key)
    case 'year':
      return /^(19|20|21)\d\d$/.test(key)
  }
}

/** The address of a list below its language: its parameters in one order, so that the same list has one address. */
export function addressOf({ q = '', filters = {}, sort }: Partial<Choice>, page = 1, path = '/stocktaking'): string {
  const parameters = new URLSearchParams()
  if (q !== '') parameters.set('q', q)
  for (const facet of FACETS) {
    const keys = filters[facet] ?? []
    if (keys.length > 0) parameters.set(facet, keys.join(','))
  }
  if (sort !== undefined && sort !== sortOf(q, undefined)) parameters.set('sort', sort)
  if (page > 1) parameters.set('page', String(page))
  const query = parameters.toString().replaceAll('%2C', ',')
  return query === '' ? path : `${path}?${query}`
}

/** The same list with one more value, or with one taken off. */
export function withValue(choice: Choice, facet: Facet, key: string): Choice {
  return withKeys(choice, facet, [...new Set([...(choice.filters[facet] ?? []), key])].sort())
}

export function withoutValue(choice: Choice, facet: Facet, key: string): Choice {
  return withKeys(
    choice,
    facet,
    (choice.filters[facet] ?? []).filter((chosen) => chosen !== key),
  )
}

function withKeys(choice: Choice, facet: Facet, keys: readonly string[]): Choice {
  return { ...choice, filters: { ...choice.filters, [facet]: keys } }
}

/** The same list without a search; sorted by change, where it was sorted by how well things match. */
export function withoutWords({ filters, sort }: Choice): Choice {
  return { q: '', filters, sort: sortOf('', sort) }
}

export function isFiltered({ filters }: Pick<Choice, 'filters'>): boolean {
  return FACETS.some((facet) => (filters[facet] ?? []).length > 0)
}

export function pagesOf(found: number): number {
  return Math.max(1, Math.ceil(found / PER_PAGE))
}

/** How many activities there are on a line, by what says so. */
export type LineCount = { stated: number; suggested: number }

/** A value of a facet as it is offered: what it is called, how many have it, whether it is chosen; `depth` below the values around it. */
export type FacetValue = { key: string; label: string; language?: string; count: number; chosen: boolean; depth?: number }

/** More values than these stand on a page of their own. */
export const OFFERED = 20
