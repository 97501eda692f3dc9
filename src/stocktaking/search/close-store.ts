/** What somebody may have meant: words of the register that are spelled nearly like one that finds nothing. */
import { distance } from 'fastest-levenshtein'
import { sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import { fold, spaced } from '../../platform/folding.ts'
import type { StocktakingTables } from '../tables.ts'

/** Spellings that are offered for a word. */
const OFFERED = 3

/** For each word typed the nearest words of titles and organisations, the nearest first; a word that is itself there, with whatever accents, has none. */
export async function closeWords(db: Database<StocktakingTables>, typed: string): Promise<{ word: string; close: string[] }[]> {
  const words = [...new Set(spaced(typed).match(/[\p{L}\p{M}]{4,40}/gu) ?? [])]
  const found: { word: string; close: string[] }[] = []
  for (const word of words) {
    const close = nearest(word, await candidates(db, word))
    if (close.length > 0) found.push({ word, close })
  }
  return found
}

/** Words of about that length that share the first letters, or the last: few people mistype both. */
async function candidates(db: Database<StocktakingTables>, word: string): Promise<string[]> {
  const length = [...word].length
  const { rows } = await sql<{ word: string }>`
    select word from stocktaking.word
    where length(word) between ${length - 2} and ${length + 2}
      and (left(word, 2) = ${word.slice(0, 2)} or right(word, 3) = ${word.slice(-3)})
  `.execute(db)
  return rows.map(({ word }) => word)
}

function nearest(word: string, candidates: readonly string[]): string[] {
  const furthest = word.length < 6 ? 1 : 2
  const plain = fold(word)
  const folded = candidates.map((candidate) => ({ candidate, plain: fold(candidate) }))
  if (folded.some((other) => other.plain === plain)) return []
  return folded
    .map((other) => ({ candidate: other.candidate, far: distance(plain, other.plain) }))
    .filter(({ far }) => far <= furthest)
    .sort((one, other) => one.far - other.far || (one.candidate < other.candidate ? -1 : 1))
    .slice(0, OFFERED)
    .map(({ candidate }) => candidate)
}
