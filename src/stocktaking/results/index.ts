/** What the rest of the stocktaking may use of the results. */
export { ResultsTable } from './pages.tsx'
export type { Result } from './rules.ts'
export { resultsOf } from './store.ts'
