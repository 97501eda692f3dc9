/** What others may use of entries as XML of IATI. */
export { documentEnd, documentStart } from './document-rules.ts'
export { type Facts, MISSING_PARTS, type MissingPart, missingOf } from './held.ts'
export { leftOut } from './held-store.ts'
export { xmlDocument, xmlOf } from './store.ts'
