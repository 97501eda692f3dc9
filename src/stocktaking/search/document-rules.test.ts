import { describe, expect, test } from 'vitest'
import { documentsOf, type Passage, wordsToKnow } from './document-rules.ts'

const passage = (part: Passage['part'], language: string, text: string): Passage => ({ activityId: 1, part, language, text })
const NONE = { first: null, second: null }
const just = (first: string) => ({ first, second: null })

describe('the documents of an activity', () => {
  const of = (...passages: Passage[]) => documentsOf(passages, new Map([[1, 'KE-1']]))

  test('are one for each configuration of its texts, each with its names and identifier', () => {
    expect(
      of(
        passage('title', 'en', 'Village Radio'),
        passage('body', 'fr', 'Égalité'),
        passage('results', 'fr', 'Loi'),
        passage('names', 'und', 'Village Networks'),
      ),
    ).toEqual([
      {
        activityId: 1,
        config: 'english',
        whole: "'ke-1':1B",
        title: just('village radio'),
        names: just('ke 1 ǂ village networks'),
        body: NONE,
        results: NONE,
      },
      {
        activityId: 1,
        config: 'french',
        whole: "'ke-1':1B",
        title: NONE,
        names: just('ke 1 ǂ village networks'),
        body: { first: 'égalité', second: 'egalite' },
        results: just('loi'),
      },
    ])
  })

  test('are of one configuration for all languages that have none', () => {
    const [document, ...others] = of(passage('title', 'sw', 'Redio'), passage('title', 'zh', '广播'), passage('title', 'und', 'Radyo'))
    expect(others).toEqual([])
    expect(document?.config).toBe('simple')
    expect(document?.title.first?.split(/\s+/)).toEqual(['redio', 'ǂ', '广播', '播', 'ǂ', 'radyo'])
  })

  test('without any text is found by its identifier and its names, each once', () => {
    const names = passage('names', 'und', 'Village Networks')
    expect(of(names, { ...names })).toEqual([
      {
        activityId: 1,
        config: 'simple',
        whole: "'ke-1':1B",
        title: NONE,
        names: just('ke 1 ǂ village networks'),
        body: NONE,
        results: NONE,
      },
    ])
  })

  test('have the beginning of a book', () => {
    const [document] = of(passage('body', 'en', 'one two '.repeat(50_000)))
    expect(document?.body.first?.split(' ').length).toBe(16_000)
  })

  test('have no identifier as a word that is too long for one', () => {
    const [document] = documentsOf([], new Map([[1, 'x'.repeat(3000)]]))
    expect(document?.whole).toBe('')
  })
})

test.each([
  ['Radio for the villages', ['radio', 'villages']],
  ['Radio radio RADIO', ['radio']],
  ['Égalité, 2030, e-health', ['égalité', 'health']],
  ['广播村庄网络', []],
  ['a'.repeat(41), []],
])('the words of %j that somebody may mistype', (text, words) => expect(wordsToKnow(text)).toEqual(words))
