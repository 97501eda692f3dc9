export {
  type Certainty,
  type Level,
  type LinkKind,
  type Precision,
  type ProcessDate,
  quarterOf,
  type RelatedProcess,
} from './rules.ts'
export { seedProcesses } from './seed.ts'
export { relatedProcesses } from './store.ts'
