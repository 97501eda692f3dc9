/** What other slices may use of the plan. Everything else in this folder is private. */
export { frameworkApi } from './api.ts'
export { linesInAllLanguages, vocabularyOf } from './api-store.ts'
export {
  asTyped,
  type Change,
  CORRECTION_REFUSALS,
  CorrectedNote,
  type Correction,
  type CorrectionRefusal,
  CorrectLink,
  changesOf,
  correctionsOf,
  correctionWords,
  dateIn,
  type Loaded,
  offerCorrection,
  text,
  type Values,
  type Written,
} from './corrections/index.ts'
export { dumpFramework } from './dump.ts'
export type { Country, Positions, Region } from './geography/index.ts'
export { listCountries, listRegions, readPositions } from './geography/index.ts'
export { type Goal, goalsOf, listGoals } from './goals/index.ts'
export { linesCodelist, linesCsv, linesJson } from './line-files.ts'
export { type ProcessDate, type RelatedProcess, relatedProcesses } from './processes/index.ts'
export { frameworkRoutes } from './routes.tsx'
export type { Line, Mark } from './rules.ts'
export { seedFramework } from './seed.ts'
export {
  asSource,
  type Entered,
  knownDate,
  recordSource,
  SOURCE,
  type Source,
  SourceAnswer,
  SourceLink,
  sourceAnswer,
  sourceNamed,
} from './sources/index.ts'
export { findLine, hasPlan, listLines, planTitles } from './store.ts'
export type { FrameworkTables } from './tables.ts'
