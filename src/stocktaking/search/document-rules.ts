/** What of an activity is searched: its texts by the configuration of their language, each part with its weight. */
import { fold, spaced } from '../../platform/folding.ts'
import { groupBy } from '../../platform/groups.ts'
import { type Config, configOf, keepsAccents } from './language-rules.ts'

/** A piece of text; `names` and `identifier` belong to the activity, whatever their language. */
export type Passage = { activityId: number; part: 'title' | 'names' | 'body' | 'results'; language: string; text: string }

/** `plain`: the same words without accents, where the configuration needs both and they differ. */
export type Words = { words: string | null; plain: string | null }
export type Document = { activityId: number; config: Config; identifier: string } & Record<Passage['part'], Words>

/** Of a book the beginning is searched, in characters: a search vector holds a megabyte. */
const LONGEST: Record<Passage['part'], number> = { title: 10_000, names: 40_000, body: 100_000, results: 40_000 }

/** The documents of activities; `identifiers` by activity. One that has no text at all is found by its names and its identifier. */
export function documentsOf(passages: readonly Passage[], identifiers: ReadonlyMap<number, string>): Document[] {
  const byActivity = groupBy(passages, ({ activityId }) => activityId)
  return [...identifiers].flatMap(([activityId, identifier]) => documentsOfOne(activityId, identifier, byActivity.get(activityId) ?? []))
}

function documentsOfOne(activityId: number, identifier: string, passages: readonly Passage[]): Document[] {
  const names = [...new Set(passages.filter(({ part }) => part === 'names').map(({ text }) => text)), identifier]
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
      identifier,
      title: words('title'),
      names: words('names', names),
      body: words('body'),
      results: words('results'),
    }
  })
}

/** Texts as words of a configuration, ready for the database. A full stop between them keeps their ends apart. */
function wordsOf(config: Config, texts: readonly string[], longest: number): Words {
  if (texts.length === 0) return { words: null, plain: null }
  const words = spaced(texts.join(' . ').slice(0, longest))
  const plain = fold(words)
  if (!keepsAccents(config)) return { words: plain, plain: null }
  return { words, plain: plain === words ? null : plain }
}

/** The words of a text that somebody may mistype: of some length, and no numbers. */
export function wordsToKnow(text: string): string[] {
  return [...new Set(spaced(text).match(WORD) ?? [])].filter((word) => word.length >= SHORTEST_WORD && word.length <= LONGEST_WORD)
}
const WORD = /[\p{L}\p{M}]+/gu
const SHORTEST_WORD = 4
const LONGEST_WORD = 40
