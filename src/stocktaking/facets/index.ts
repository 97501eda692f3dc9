/** What the rest of the stocktaking may use of its facets. */
export type { Columns, Selected } from './columns.ts'
export { FACETS, type Facet, type Filters, ORDERS, type Order, SCOPES, type Scope, scopeOf } from './rules.ts'
export { Facets } from './store.ts'
