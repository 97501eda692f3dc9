/** What other slices may use of the list. */
export { listRoutes } from './routes.tsx'
export { addressOf, type Choice, EVERYTHING, type LineCount } from './rules.ts'
export { type Selection, selectActivities } from './selection-store.ts'
export { countsByLine, entriesOf } from './store.ts'
