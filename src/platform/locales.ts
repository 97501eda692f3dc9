/** Reads what translators wrote: locales/<language>/<slice>.json. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Catalogue, LANGUAGES, type Language, type Words } from './i18n.ts'

export type Locales = {
  catalogues: ReadonlyMap<Language, Catalogue>
  /** What a language still lacks, as `slice.key`. English lacks nothing. */
  missing: ReadonlyMap<Language, readonly string[]>
  complete: readonly Language[]
}

/** Loads every catalogue; a language is complete when each slice has each key with some words in it. */
export function readLocales(folder: string, slices: readonly Words<string>[]): Locales {
  const catalogues = new Map<Language, Catalogue>()
  const missing = new Map<Language, string[]>()
  for (const language of LANGUAGES) {
    const catalogue = new Map(slices.map(({ slice }) => [slice, readWords(join(folder, language, `${slice}.json`))]))
    catalogues.set(language, catalogue)
    missing.set(language, language === 'en' ? [] : lacking(catalogue, slices))
  }
  return { catalogues, missing, complete: LANGUAGES.filter((language) => missing.get(language)?.length === 0) }
}

function readWords(file: string): Record<string, string> {
  if (!existsSync(file)) return {}
  const words: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (typeof words !== 'object' || words === null) throw new Error(`${file} must hold one object of key and words`)
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, String(value)]))
}

function lacking(catalogue: Catalogue, slices: readonly Words<string>[]): string[] {
  return slices.flatMap(({ slice, english }) =>
    Object.keys(english)
      .filter((key) => !catalogue.get(slice)?.[key]?.trim())
      .map((key) => `${slice}.${key}`),
  )
}
