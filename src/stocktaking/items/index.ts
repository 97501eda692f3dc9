/** What others may use of activities as they are taken away. */
export { itemsAsCsv, itemsAsJson } from './files.ts'
export type { Item } from './rules.ts'
export { findItem, itemsInPieces, itemsOf } from './store.ts'
