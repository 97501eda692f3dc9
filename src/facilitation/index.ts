/** What other slices may use of facilitation. Everything else in this folder is private. */
export { facilitationApi } from './api.ts'
export { dumpFacilitation } from './dump.ts'
export { Facilitators, MandateTable } from './pages.tsx'
export { facilitation } from './routes.tsx'
export { type Listed, labelOf, listedOf, type Mandate, type Role, type State } from './rules.ts'
export { seedFacilitation } from './seed.ts'
export { mandatesOn } from './store.ts'
export type { FacilitationTables } from './tables.ts'
