/** What the API may use of the order of changes. */
export { changesAfter } from './store.ts'
