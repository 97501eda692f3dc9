export { readSuggestions } from './reader.ts'
export { type Suggestion, suggestLines } from './rules.ts'
