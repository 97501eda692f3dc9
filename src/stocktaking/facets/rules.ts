/** By what a list of activities is narrowed down and counted, and in which orders it stands. */

/** In the order in which they are offered; `type` is that of the organisations. */
export const FACETS = ['line', 'country', 'region', 'scope', 'type', 'organisation', 'status', 'sdg', 'year'] as const
export type Facet = (typeof FACETS)[number]

/**
 * The keys that are chosen, as they stand in an address: slugs of lines and regions, ISO 3166-1 alpha-2 in small letters, words for
 * scope, type and status, public identifiers of stakeholders, numbers of goals of the 2030 Agenda, years of four digits. Of several
 * keys of a facet one is enough, and each facet that has any must be met.
 */
export type Filters = Readonly<Partial<Record<Facet, readonly string[]>>>

/** By the newest change, by when it came in, by when it started. */
export const ORDERS = ['updated', 'newest', 'start'] as const
export type Order = (typeof ORDERS)[number]

/** How far an activity reaches, in the order of IATI's ActivityScope, which begins with 1. */
export const SCOPES = ['global', 'regional', 'multinational', 'national', 'provinces', 'province', 'municipality', 'place'] as const
export type Scope = (typeof SCOPES)[number]

/** From a code of IATI's ActivityScope. */
export function scopeOf(code: number | null): Scope | null {
  return code === null ? null : (SCOPES[code - 1] ?? null)
}
