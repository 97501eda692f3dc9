/** What of an activity is searched: its texts by the configuration of their language, each part with its weight. */
import { spaced } from '../../platform/folding.ts'
import { groupBy } from '../../platform/groups.ts'
import { type Config, configOf, keptForms } from './language-rules.ts'
import { wholeWord } from './query-rules.ts'

/** A piece of text; `names` and `identifier` belong to the activity, whatever their language. */
export type Passage = { activityId: number; part: 'title' | 'names' | 'body' | 'results'; language: string; text: string }

/** `second`: the same words in another form, where the configuration needs both and they differ. */
export type Words = { first: string | null; second: string | null }

/** `whole`: the identifier as one word, quoted for a tsvector; empty where it is too long for one. */
export type Document = { activityId: number; config: Config; whole: string } & Record<Passage['part'], Words>

/**
 * Of a book the beginning is searched, in characters and in words: a search vector holds a megabyte, whatever the writing, and knows
 * the places of 16,383 words.
 */
const LONGEST: Record<Passage['part'], { characters: number; words: number }> = {
  title: { characters: 10_000, words: 2_000 },
  names: { characters: 20_000, words: 4_000 },
  body: { characters: 80_000, words: 16_000 },
  results: { characters: 20_000, words: 4_000 },
}

/** Stands between two texts, so that the end of one and the beginning of the next are no phrase. A letter: punctuation takes no place. */
const BETWEEN = ' ǂ '

/** The documents of activities; `identifiers` by activity. One that has no text at all is found by its names and its identifier. */
export function documentsOf(passages: readonly Passage[], identifiers: ReadonlyMap<number, string>): Document[] {
  const byActivity = groupBy(passages, ({ activityId }) => activityId)
  return [...identifiers].flatMap(([activityId, identifier]) => documentsOfOne(activityId, identifier, byActivity.get(activityId) ?? []))
}

function documentsOfOne(activityId: number, identifier: string, passages: readonly Passage[]): Document[] {
  const names = [...new Set([identifier, ...passages.filter(({ part }) => part === 'names').map(({ text }) => text)])]
  const byConfig = groupBy(
    passages.filter(({ part }) => part !== 'names'),
    ({ language }) => configOf(language),
  )
  if (byConfig.size === 0) byConfig.set('simple', [])
  return [...byConfig].map(([config, own]) => {
    const of = (part: Passage['part']) => own.filter((passage) => passage.part === part).map(({ text }) => text)
    const words = (part: Passage['part'], texts = of(part)) => wordsOf(config, texts, LONGEST[part])
    return {
      activityId,
      config,
      whole: wholeIdentifier(identifier),
      title: words('title'),
      names: words('names', names),
      body: words('body'),
      results: words('results'),
    }
  })
}

/** Texts as words of a configuration, ready for the database. */
function wordsOf(config: Config, texts: readonly string[], longest: { characters: number; words: number }): Words {
  if (texts.length === 0) return { first: null, second: null }
  const [first = '', second] = keptForms(config, texts.join(BETWEEN).slice(0, longest.characters))
  return { first: beginning(first, longest.words), second: second === undefined ? null : beginning(second, longest.words) }
}

function beginning(words: string, most: number): string {
  if (words.length <= most) return words
  return words.split(/\s+/).slice(0, most).join(' ')
}

/** A word of a search vector has at most 2,046 bytes. */
function wholeIdentifier(identifier: string): string {
  return identifier.length > LONGEST_IDENTIFIER ? '' : `${wholeWord(identifier)}:1B`
}
const LONGEST_IDENTIFIER = 500

/** The words of a text that somebody may mistype: of some length, and no numbers. */
export function wordsToKnow(text: string): string[] {
  return [...new Set(spaced(text).match(WORD) ?? [])].filter((word) => word.length >= SHORTEST_WORD && word.length <= LONGEST_WORD)
}
const WORD = /[\p{L}\p{M}]+/gu
const SHORTEST_WORD = 4
const LONGEST_WORD = 40
