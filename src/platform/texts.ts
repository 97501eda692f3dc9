/** Which of several languages a reader gets: their own, else English, else the first by its code. */
import { type RawBuilder, sql } from 'kysely'

/** An order that puts the text to show first; for rows with a column `language`. */
export function bestFor(language: string): RawBuilder<unknown> {
  return sql`(language = ${language}) desc, (language = 'en') desc, language`
}
