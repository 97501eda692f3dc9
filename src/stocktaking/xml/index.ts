/** What others may use of entries as XML of IATI. */
export { documentEnd, documentStart, type LeftOut } from './document-rules.ts'
export { type Facts, MISSING_PARTS, type MissingPart, missingOf } from './held.ts'
export { leftOut } from './held-store.ts'
export { type EntryXml, xmlDocument, xmlOf } from './store.ts'
