/** Languages as text search has them: which configuration, and in which forms words are kept and asked for. */
import { fold, spaced, spacedAsked } from '../../platform/folding.ts'
import { withoutArticle, withoutParticles } from './arabic-rules.ts'

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

/** A text in the forms in which a configuration keeps it: one or two, the second in the same places as the first. */
export function keptForms(config: Config, text: string): readonly string[] {
  const words = spaced(text)
  const plain = fold(words)
  if (config === 'arabic') return distinct(withoutArticle(plain), withoutParticles(plain))
  return STEMS_BY_ACCENTS.has(config) ? distinct(words, plain) : [plain]
}

/** A term in the forms in which the texts of a configuration may have it, first as it was typed: one of them is enough. */
export function askedForms(config: Config, term: string): readonly string[] {
  const words = spacedAsked(term)
  const plain = fold(words)
  if (config === 'arabic') return distinct(withoutArticle(plain), plain)
  return STEMS_BY_ACCENTS.has(config) ? distinct(words, plain) : [plain]
}

function distinct(first: string, second: string): readonly string[] {
  return first === second ? [first] : [first, second]
}
