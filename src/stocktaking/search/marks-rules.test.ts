import { describe, expect, test } from 'vitest'
import type { Config } from './language-rules.ts'
import { beginningsOf, candidatesIn, excerptOf, lexemesIn, type Mark, runsIn, unspacedIn, withMarks } from './marks-rules.ts'

describe('the words of a text that may be what is looked for', () => {
  const words = (config: Config, text: string, ...lexemes: string[]) =>
    candidatesIn(text, beginningsOf(config, new Set(lexemes))).map(({ word }) => word)

  test('begin like one of it, with whatever accents and capitals', () => {
    expect(words('french', 'Égalité, l’ETAT, été; radio, œuvre', 'egalit', 'œuvr')).toEqual(['égalité', 'œuvre'])
    expect(words('english', 'Villages have radio-sets', 'villag', 'set')).toEqual(['villages', 'sets'])
    expect(words('russian', 'Ёлка и ель', 'елк')).toEqual(['ёлка'])
    expect(words('simple', '2030 and 19', '2030')).toEqual(['2030'])
  })

  test('are all, in Arabic, whose stemmer takes off beginnings', () => {
    expect(words('arabic', 'الحق في الصحة', 'صح')).toEqual(['الحق', 'في', 'الصحة'])
  })

  test('are none where nothing is looked for', () => expect(words('english', 'radio')).toEqual([]))

  test.each([']', '\\', '^', '-', '[', '*', "'"])('are found whatever sign a word begins with: %s', (sign) => {
    expect(words('english', 'radio', `${sign}1`, 'radio')).toEqual(['radio'])
  })

  test('stand where they are written, in however many pieces', () => {
    expect(candidatesIn('x e\u0301te\u0301, ETE.', beginningsOf('french', new Set(['été'])))).toEqual([
      { word: 'été', from: 2, to: 7 },
      { word: 'ete', from: 9, to: 12 },
    ])
  })
})

test.each([
  ["'radio'", ['radio']],
  ["('villag' <-> 'radio') | 'o''neill'", ['villag', 'radio', "o'neill"]],
  ["'水':*", ['水']],
  ['', []],
])('the words that %s asks for', (query, words) => expect([...lexemesIn(query)]).toEqual(words))

describe('in writing without spaces', () => {
  test.each([
    [
      '职业教育和教育',
      ['教育'],
      [
        [2, 4],
        [5, 7],
      ],
    ],
    [
      '社会保障',
      ['社会保障', '保障'],
      [
        [0, 4],
        [2, 4],
      ],
    ],
    ['2030年教育', ['2030教育'], [[5, 7]]],
    ['radio', ['教育'], []],
  ] as const)('of %s are marked %j', (text, terms, marks) => expect(runsIn(text, unspacedIn(terms))).toEqual(marks))
})

test.each([
  [[], [[1, 2]], [[1, 2]]],
  [[[0, 2]], [], [[0, 2]]],
  [
    [[4, 6]],
    [[0, 2]],
    [
      [0, 2],
      [4, 6],
    ],
  ],
  [
    [],
    [
      [0, 4],
      [2, 4],
      [3, 6],
    ],
    [[0, 6]],
  ],
] as const)('%j with %j', (some, others, all) => expect(withMarks(some, others)).toEqual(all))

describe('a piece of a text', () => {
  const shown = (text: string, marks: readonly Mark[], longest: number) => {
    const excerpt = excerptOf(text, marks, longest)
    return [excerpt.text, excerpt.marks.map(([from, to]) => excerpt.text.slice(from, to))]
  }
  const long = 'one two three four five six seven eight nine ten eleven twelve'
  const marksOf = (...words: string[]) => words.map((word): Mark => [long.indexOf(word), long.indexOf(word) + word.length])

  test.each([
    ['one two', [], 20, ['one two', []]],
    [long, [], 20, ['one two three four…', []]],
    [long, marksOf('two'), 20, ['one two three four…', ['two']]],
    [long, marksOf('nine'), 20, ['… eight nine ten…', ['nine']]],
    [long, marksOf('two', 'twelve'), 20, ['one two three four…', ['two']]],
    [long, marksOf('twelve'), 20, ['… eleven twelve', ['twelve']]],
    ['📻'.repeat(20), [], 9, ['📻📻📻📻📻…', []]],
  ] as const)('%#', (text, marks, longest, expected) => expect(shown(text, marks, longest)).toEqual(expected))
})
