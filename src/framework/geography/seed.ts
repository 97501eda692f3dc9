/** Loads the countries and regions of the United Nations (M49) with their names in the six languages. */
import { join } from 'node:path'
import { z } from 'zod'
import { filled, optional, Problems, readRows, slug } from '../../platform/data-files.ts'
import type { Database } from '../../platform/db.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import type { FrameworkTables } from '../tables.ts'

const m49 = z.string().regex(/^\d{3}$/, 'must be three digits')
const alpha2 = z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters')
const alpha3 = z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters')
const language = z.enum(LANGUAGES, 'must be one of the six languages')

export async function seedGeography(tx: Database<FrameworkTables>, folder: string): Promise<void> {
  const { regions, regionNames, countries, countryNames } = readGeography(folder)
  await tx
    .insertInto('framework.region')
    .values(regions.map(({ code, slug, parent }) => ({ code, slug, parent })))
    .execute()
  await tx
    .insertInto('framework.region_name')
    .values(regionNames.map(({ code, language, name }) => ({ region: code, language, name })))
    .execute()
  await tx
    .insertInto('framework.country')
    .values(countries.map(({ code, alpha3, m49, region }) => ({ code, alpha3, m49, region })))
    .execute()
  await tx
    .insertInto('framework.country_name')
    .values(countryNames.map(({ code, language, name }) => ({ country: code, language, name })))
    .execute()
}

function readGeography(folder: string) {
  const read = <Schema extends z.ZodObject>(name: string, schema: Schema) => readRows(join(folder, 'geography', `${name}.csv`), schema)
  const regions = read('regions', z.object({ code: m49, slug, parent: optional(m49) }))
  const regionNames = read('region-names', z.object({ code: m49, language, name: filled }))
  const countries = read('countries', z.object({ code: alpha2, alpha3, m49, region: optional(m49) }))
  const countryNames = read('country-names', z.object({ code: alpha2, language, name: filled }))

  const problems = new Problems()
  const byCode = { regions: problems.index(regions, 'code'), countries: problems.index(countries, 'code') }
  problems.index(regions, 'slug')
  problems.index(regionNames, 'code', 'language')
  problems.index(countryNames, 'code', 'language')
  problems.refer(regions, ['parent'], byCode.regions, 'geography/regions.csv')
  problems.refer(regionNames, ['code'], byCode.regions, 'geography/regions.csv')
  problems.refer(countries, ['region'], byCode.regions, 'geography/regions.csv')
  problems.refer(countryNames, ['code'], byCode.countries, 'geography/countries.csv')
  problems.refer(countries, ['code'], new Set(countryNames.map(({ code }) => code)), 'geography/country-names.csv')
  problems.settle()
  return { regions, regionNames, countries, countryNames }
}
