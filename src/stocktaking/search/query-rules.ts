/**
 * What somebody typed, as a search: words that must all be there, "phrases", OR between alternatives, -words that must not be there.
 */

/** A word or a phrase as it was typed, without its quotation marks. */
export type Term = string

/** Each of `all` is a choice of terms, one of which must be there; none of `none` may be. */
export type Query = { all: readonly (readonly Term[])[]; none: readonly Term[] }

/** More characters than these are no question. */
export const LONGEST_QUERY = 300

/** Reads what was typed; every text is a search, and one without a word finds nothing. */
export function queryOf(typed: string): Query {
  const all: Term[][] = []
  const none: Term[] = []
  let alternative = false
  for (const [, minus, phrase, word] of typed.replaceAll('\0', ' ').normalize('NFC').matchAll(TOKEN)) {
    const term = (phrase ?? word ?? '').trim()
    if (phrase === undefined && OR.test(term)) {
      alternative = all.length > 0
      continue
    }
    if (!LETTER.test(term)) continue
    if (minus !== undefined) none.push(term)
    else if (alternative) all.at(-1)?.push(term)
    else all.push([term])
    alternative = false
  }
  return { all, none }
}
const TOKEN =
  /(?:(?<![^\s(])([-\u2212\u2013]))?(?:["\u201c\u201d\u00ab\u201e\u300c]([^"\u201c\u201d\u00bb\u300d]*)["\u201c\u201d\u00bb\u300d]?|([^\s"\u201c\u201d\u00ab\u00bb]+))/gu
const OR = /^(OR|\|\|?)$/
const LETTER = /[\p{L}\p{N}]/u

export function termsOf({ all, none }: Query): Term[] {
  return [...new Set([...all.flat(), ...none])]
}

/** What is looked for, and not left out. */
export function wantedOf({ all }: Query): Term[] {
  return [...new Set(all.flat())]
}

export function isEmpty({ all, none }: Query): boolean {
  return all.length === 0 && none.length === 0
}

/** What a term is in a configuration: a tsquery as text, or empty where it has no word that is searched (`the`). */
type Known = (term: Term) => string

/** A search as tsqueries of one configuration: what must be there, any single word of it, and what may not be there. */
export type Asked = { all: string; any: string; none: string }

export function askedOf(query: Query, known: Known): Asked {
  const choices = query.all.map((terms) => joined('|', terms.map(known))).filter((choice) => choice !== '')
  return {
    all: joined('&', choices),
    any: anyWord(joined('|', choices)),
    none: joined('|', query.none.map(known)),
  }
}

/** Alternatives in the place of phrases. */
function anyWord(query: string): string {
  return query.replace(QUOTED_OR_PHRASE, (found) => (found.startsWith("'") ? found : '|'))
}
const QUOTED_OR_PHRASE = /'(?:[^'\\]|''|\\.)*'|<(?:-|\d+)>/g

/** Whether a tsquery asks for words that follow one another. */
export function hasPhrase(query: string): boolean {
  return anyWord(query) !== query
}

/** The same tsquery, satisfied only by words of these weights. */
export function weighing(query: string, weights: 'A' | 'AB' | 'ABC'): string {
  return query.replace(LEXEME, (_, lexeme: string, prefix: string | undefined) => `${lexeme}:${prefix ?? ''}${weights}`)
}
const LEXEME = /('(?:[^'\\]|''|\\.)*')(?::(\*))?/g

/** tsqueries joined by an operator; an empty one is left out. */
export function joined(operator: '&' | '|', queries: readonly string[]): string {
  const parts = queries.filter((query) => query !== '')
  const [first = ''] = parts
  return parts.length < 2 ? first : parts.map((part) => `(${part})`).join(` ${operator} `)
}

/** An identifier is looked for whole, too. Empty where a term is none. */
export function identifierIn(term: Term): string {
  return /[\d\-/:_.]/.test(term) && !/\s/.test(term) ? wholeWord(term) : ''
}

/** A word as it stands, in small letters, quoted as tsvector and tsquery want it. */
export function wholeWord(word: string): string {
  return `'${word.normalize('NFC').toLowerCase().replace(/\\/g, '\\\\').replace(/'/g, "''")}'`
}
