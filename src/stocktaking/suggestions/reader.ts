/** The tables of suggestions as they ship. */
import { join } from 'node:path'
import { z } from 'zod'
import { filled, readRows, slug, yesOrNo } from '../../platform/data-files.ts'
import { compile, type Suggestions } from './rules.ts'

const Rule = z.object({ sector_vocabulary: filled, sector: filled, line: slug, needs_ict_word: yesOrNo, why: filled })

const Word = z.object({
  language: z.string().regex(/^[a-z]{2,3}$/, 'must be a language such as en'),
  word: filled.regex(/^(?:[^*]*|[^*\s]{3}[^*]*\*|[^*\s]+\s[^*]*\*)$/, 'must have three letters before its star'),
  why: filled,
})

/** Reads the tables in a folder of data. Throws Refused with every row that is wrong. */
export function readSuggestions(data: string): Suggestions {
  const rules = readRows(join(data, 'wsis', 'line-suggestions.csv'), Rule)
  const words = readRows(join(data, 'wsis', 'ict-words.csv'), Word)
  return compile({
    rules: rules.map(({ sector_vocabulary: sectorVocabulary, sector, line, needs_ict_word: needsIctWord }) => ({
      sectorVocabulary,
      sector,
      line,
      needsIctWord,
    })),
    words,
  })
}
