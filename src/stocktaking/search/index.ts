/** What the rest of the stocktaking may use of its search. */
export { closeWords } from './close-store.ts'
export { indexActivities, indexMissing, settleIndexes } from './index-store.ts'
export { excerptOf } from './marks-rules.ts'
export { marksIn } from './marks-store.ts'
export { indexMerged } from './merged-store.ts'
export { isEmpty, LONGEST_QUERY, queryOf } from './query-rules.ts'
export { findMatches, RANKED, rankMatches } from './store.ts'
