/** What the rest of the stocktaking, and other slices through it, may use of the list. */
export { Chips, FACET_WORDS } from './facets-pages.tsx'
export { RefusedNote } from './pages.tsx'
export { listRoutes } from './routes.tsx'
export { type Asked, addressOf, type Choice, EVERYTHING, type LineCount, readQuery, SELECTION } from './rules.ts'
export { type Selection, selectActivities, tallyActivities } from './selection-store.ts'
export { countsByLine, entriesOf, type Labels, labelsOf } from './store.ts'
export { offerOf, valuesOf } from './values.ts'
