/** Countries: every read of them. */
import type { Database } from '../../platform/db.ts'
import type { Language } from '../../platform/i18n.ts'
import { bestFor } from '../../platform/texts.ts'
import type { FrameworkTables } from '../tables.ts'
import type { Country, Region } from './rules.ts'

/** Every country by its name in the language, else in English, in the order of the language's alphabet; codes of ISO 3166-1. */
export async function listCountries(db: Database<FrameworkTables>, language: Language): Promise<Country[]> {
  const rows = await db
    .selectFrom('framework.country_name as named')
    .innerJoin('framework.country as country', 'country.code', 'named.country')
    .distinctOn('country.code')
    .select(['country.code', 'country.m49', 'country.region', 'named.name'])
    .orderBy('country.code')
    .orderBy(bestFor(language))
    .execute()
  return byName(rows, language)
}

/** Every region by its name in the language, else in English, in the order of the language's alphabet; the world among them. */
export async function listRegions(db: Database<FrameworkTables>, language: Language): Promise<Region[]> {
  const rows = await db
    .selectFrom('framework.region_name as named')
    .innerJoin('framework.region as region', 'region.code', 'named.region')
    .distinctOn('region.code')
    .select(['region.code', 'region.slug', 'region.parent', 'named.name'])
    .orderBy('region.code')
    .orderBy(bestFor(language))
    .execute()
  return byName(rows, language)
}

function byName<Named extends { name: string }>(rows: Named[], language: Language): Named[] {
  const { compare } = new Intl.Collator(language)
  return rows.sort((one, other) => compare(one.name, other.name))
}
