/** A line in the other languages. */
import type { Database } from '../../platform/db.ts'
import type { Language } from '../../platform/i18n.ts'
import type { Tables } from '../tables.ts'
import type { OtherTitle } from './rules.ts'

/** What a line (by its row number) is called in the languages other than the reader's. */
export function otherTitles(db: Database<Tables>, line: number, language: Language): Promise<OtherTitle[]> {
  return db
    .selectFrom('framework.line_title')
    .select(['language', 'title', 'mark'])
    .where('line_id', '=', line)
    .where('language', '<>', language)
    .orderBy('language')
    .execute()
}
