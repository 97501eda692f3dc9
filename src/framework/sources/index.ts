export { SourceAnswer, sourceAnswer } from './api.ts'
export { type DatePrecision, knownDate, type Source, type SourceKind } from './rules.ts'
export { seedSources } from './seed.ts'
export { asSource, type Entered, recordSource, SOURCE, sourceNamed } from './store.ts'
