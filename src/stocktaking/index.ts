/** What other slices may use of the stocktaking. Everything else in this folder is private. */
export { dumpStocktaking } from './dump.ts'
export { activitiesOf, type Found, Hits } from './hits/index.ts'
export { addressOf, countsByLine, type LineCount } from './list/index.ts'
export { stocktaking } from './routes.tsx'
export { seedStocktaking } from './seed.ts'
export type { StocktakingTables } from './tables.ts'
