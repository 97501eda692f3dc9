export { readSuggestions } from './reader.ts'
export { type Suggestion, type Suggestions, suggestLines } from './rules.ts'
