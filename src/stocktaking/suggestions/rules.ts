/** Which lines an entry is suggested for: by the sectors that it states and, where these say too little, by a word in its texts. */
import type { ActivityRecord } from '../iati/index.ts'
import { findWord, type Words, wordsOf } from './word-rules.ts'

/** A sector that ends in a star is the beginning of codes. */
type SuggestionRule = { sectorVocabulary: string; sector: string; line: string; needsIctWord: boolean }
type IctWord = { language: string; word: string }
type SuggestionTables = { rules: readonly SuggestionRule[]; words: readonly IctWord[] }

/** `sector` is the code because of which the line is suggested; `word`, where one was needed, as it stands in the text. */
export type Suggestion = { line: string; sector: string; word: string | null }

/** The tables made ready for many records. */
export type Suggestions = { rules: ReadonlyMap<string, readonly CompiledRule[]>; words: Words }
type CompiledRule = { code: string; isPrefix: boolean; line: string; needsIctWord: boolean }

export function compile({ rules, words }: SuggestionTables): Suggestions {
  const byVocabulary = new Map<string, CompiledRule[]>()
  for (const { sectorVocabulary, sector, line, needsIctWord } of rules) {
    const isPrefix = sector.endsWith('*')
    const compiled = { code: isPrefix ? sector.slice(0, -1) : sector, isPrefix, line, needsIctWord }
    byVocabulary.set(sectorVocabulary, [...(byVocabulary.get(sectorVocabulary) ?? []), compiled])
  }
  return { rules: byVocabulary, words: wordsOf(words) }
}

/**
 * The lines that an entry does not state and may be on, each once: of several reasons the first, by the order of its sectors and then
 * that of the table.
 */
export function suggestLines({ rules, words }: Suggestions, record: Pick<ActivityRecord, 'texts' | 'sectors' | 'lines'>): Suggestion[] {
  const suggestions = new Map<string, Suggestion>()
  let word: string | null | undefined
  for (const { vocabulary, code } of record.sectors) {
    for (const rule of rules.get(vocabulary) ?? []) {
      if (!matches(rule, code) || suggestions.has(rule.line) || record.lines.includes(rule.line)) continue
      if (rule.needsIctWord && word === undefined) word = findWord(words, record.texts)
      if (!rule.needsIctWord) suggestions.set(rule.line, { line: rule.line, sector: code, word: null })
      else if (word) suggestions.set(rule.line, { line: rule.line, sector: code, word })
    }
  }
  return [...suggestions.values()]
}

function matches({ code, isPrefix }: CompiledRule, stated: string): boolean {
  return isPrefix ? stated.startsWith(code) : stated === code
}
