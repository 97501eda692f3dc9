/** What other slices may use of the stocktaking. Everything else in this folder is private. */
export { stocktakingApi } from './api.ts'
export { dumpStocktaking } from './dump.ts'
export { type Filters, type Places, Register } from './facets/index.ts'
export { activitiesOf, type Found, type Hit, Hits } from './hits/index.ts'
export { itemsAsCsv, itemsAsJson, itemsInPieces, itemsOf } from './items/index.ts'
export {
  activityFeed,
  addressOf,
  countsByLine,
  crossActivities,
  EVERYTHING,
  entriesOf,
  type LineCount,
  mostOf,
  type Selection,
  selectActivities,
} from './list/index.ts'
export { stocktaking } from './routes.tsx'
export { indexMerged, indexMissing } from './search/index.ts'
export { seedStocktaking } from './seed.ts'
export type { StocktakingTables } from './tables.ts'
export { stocktakingMails } from './withdrawal/index.ts'
export { leftOut, MISSING_PARTS, type MissingPart, xmlDocument } from './xml/index.ts'
