/** Languages as text search has them. */

/** The configurations of PostgreSQL that texts are searched in. What none of them knows is searched word by word. */
export const CONFIGS = ['arabic', 'dutch', 'english', 'french', 'german', 'portuguese', 'russian', 'simple', 'spanish'] as const
export type Config = (typeof CONFIGS)[number]

const BY_LANGUAGE: Readonly<Record<string, Config>> = {
  ar: 'arabic',
  nl: 'dutch',
  en: 'english',
  fr: 'french',
  de: 'german',
  pt: 'portuguese',
  ru: 'russian',
  es: 'spanish',
}

/** The configuration of a language, BCP 47's primary subtag. */
export function configOf(language: string): Config {
  return BY_LANGUAGE[language] ?? 'simple'
}

/** Where an accent tells a stemmer something, words are kept with it and without; elsewhere only without. */
const STEMS_BY_ACCENTS: ReadonlySet<Config> = new Set(['dutch', 'english', 'french', 'german', 'portuguese', 'spanish'])

export function keepsAccents(config: Config): boolean {
  return STEMS_BY_ACCENTS.has(config)
}
