export { ActivitiesDocument } from './document-rules.ts'
export { budgetOf, transactionOf } from './money-rules.ts'
export { nameIn, type Spoken, spokenIn } from './narrative-rules.ts'
export {
  inVocabulary,
  participantOf,
  placeOf,
  recipientCountryOf,
  recipientRegionOf,
  sectorOf,
  statedGoalOf,
  statedLineOf,
} from './part-rules.ts'
export { type Reading, type ReadingOptions, readActivities } from './reader.ts'
export { type Refusal, sentenceOf } from './refusal-rules.ts'
export { type ActivityRecord, type DescriptionKind, identifierOf, kindOf, type RecordRefusal } from './rules.ts'
export * from './tree.ts'
export * from './value-rules.ts'
