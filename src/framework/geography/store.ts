/** Countries: every read of them. */
import type { Database } from '../../platform/db.ts'
import type { Language } from '../../platform/i18n.ts'
import { bestFor } from '../../platform/texts.ts'
import type { FrameworkTables } from '../tables.ts'
import type { Country } from './rules.ts'

/** Every country by its name in the language, else in English, in the order of the language's alphabet; codes of ISO 3166-1. */
export async function listCountries(db: Database<FrameworkTables>, language: Language): Promise<Country[]> {
  const rows = await db
    .selectFrom('framework.country_name')
    .distinctOn('country')
    .select(['country as code', 'name'])
    .orderBy('country')
    .orderBy(bestFor(language))
    .execute()
  const { compare } = new Intl.Collator(language)
  return rows.sort((a, b) => compare(a.name, b.name))
}
