export type { DatePrecision, Source, SourceKind } from './rules.ts'
export { seedSources } from './seed.ts'
export { asSource, SOURCE } from './store.ts'
