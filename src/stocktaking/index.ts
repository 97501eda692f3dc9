/** What other slices may use of the stocktaking. Everything else in this folder is private. */
export { dumpStocktaking } from './dump.ts'
export { type Facet, Register } from './facets/index.ts'
export { activitiesOf, type Found, Hits } from './hits/index.ts'
export { addressOf, type Choice, countsByLine, EVERYTHING, entriesOf, type LineCount, type Selection, selectActivities } from './list/index.ts'
export { stocktaking } from './routes.tsx'
export { indexMissing } from './search/index.ts'
export { seedStocktaking } from './seed.ts'
export type { StocktakingTables } from './tables.ts'
