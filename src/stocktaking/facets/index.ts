/** What the rest of the stocktaking, and other slices through it, may use of its facets. */
export type { Tally, Values } from './columns.ts'
export type { Places } from './names-store.ts'
export { Register } from './register-store.ts'
export { FACETS, type Facet, type Filters, ORDERS, type Order, SCOPES, type Scope, scopeOf } from './rules.ts'
