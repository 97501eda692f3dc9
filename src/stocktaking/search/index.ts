/** What the rest of the stocktaking may use of its search. */
export { indexActivities, indexMissing, settleIndexes } from './index-store.ts'
export { isEmpty, LONGEST_QUERY, type Query, queryOf } from './query-rules.ts'
export { findMatches, RANKED, rankMatches } from './store.ts'
