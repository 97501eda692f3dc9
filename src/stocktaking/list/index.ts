/** What the rest of the stocktaking, and other slices through it, may use of the list. */
export { list } from './routes.tsx'
export { addressOf, type LineCount } from './rules.ts'
export { countsByLine } from './store.ts'
