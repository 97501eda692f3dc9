import { describe, expect, test } from 'vitest'
import { askedOf, hasPhrase, identifierIn, isEmpty, joined, queryOf, termsOf, wantedOf, weighing, wholeWord } from './query-rules.ts'

describe('what was typed', () => {
  test.each([
    ['radio', [['radio']], []],
    ['  village   radio ', [['village'], ['radio']], []],
    ['"village radio"', [['village radio']], []],
    ['“village radio” «réseau local» „Netz“ 「网络」', [['village radio'], ['réseau local'], ['Netz'], ['网络']], []],
    ['"village radio', [['village radio']], []],
    ['radio"village', [['radio'], ['village']], []],
    ['radio OR television', [['radio', 'television']], []],
    ['radio | television || internet', [['radio', 'television', 'internet']], []],
    ['radio or television', [['radio'], ['or'], ['television']], []],
    ['village radio OR "local television" news', [['village'], ['radio', 'local television'], ['news']], []],
    ['OR radio', [['radio']], []],
    ['radio OR', [['radio']], []],
    ['"OR"', [['OR']], []],
    ['radio -television', [['radio']], ['television']],
    ['radio -"local television" \u2212news \u2013sport', [['radio']], ['local television', 'news', 'sport']],
    ['-television', [], ['television']],
    ['radio OR -television', [['radio']], ['television']],
    ['e-health', [['e-health']], []],
    ['radio - television', [['radio'], ['television']], []],
    ['radio & (television)', [['radio'], ['(television)']], []],
    ['!!! ... -', [], []],
    ['""', [], []],
    ['', [], []],
    ['a\0b', [['a'], ['b']], []],
    ['e\u0301cole', [['école']], []],
  ])('%j', (typed, all, none) => expect(queryOf(typed)).toEqual({ all, none }))

  test.each([
    ['', true],
    ['?!', true],
    ['-radio', false],
    ['radio', false],
  ])('%j is nothing: %s', (typed, empty) => expect(isEmpty(queryOf(typed))).toBe(empty))

  test('has each of its terms once, with those that are not wanted or without', () => {
    const query = queryOf('radio OR television radio -news')
    expect(termsOf(query)).toEqual(['radio', 'television', 'news'])
    expect(wantedOf(query)).toEqual(['radio', 'television'])
  })
})

describe('as tsqueries', () => {
  const known = (term: string) => ({ the: '', 'village radio': "'village' <-> 'radio'" })[term] ?? `'${term}'`
  test.each([
    ['radio', "'radio'", "'radio'", ''],
    ['radio tv', "('radio') & ('tv')", "('radio') | ('tv')", ''],
    ['radio OR tv', "('radio') | ('tv')", "('radio') | ('tv')", ''],
    ['the radio', "'radio'", "'radio'", ''],
    ['the OR radio', "'radio'", "'radio'", ''],
    ['the', '', '', ''],
    ['"village radio" tv', "('village' <-> 'radio') & ('tv')", "('village' | 'radio') | ('tv')", ''],
    ['-radio -tv', '', '', "('radio') | ('tv')"],
    ['-the', '', '', ''],
  ])('%s', (typed, all, any, none) => expect(askedOf(queryOf(typed), known)).toEqual({ all, any, none }))

  test.each([
    ['&', [], ''],
    ['&', ['', "'a'"], "'a'"],
    ['|', ["'a'", '', "'b'"], "('a') | ('b')"],
  ] as const)('joined by %s: %j', (operator, queries, together) => expect(joined(operator, queries)).toBe(together))

  test.each([
    ["'a' <-> 'b'", true],
    ["'a' <2> 'b'", true],
    ["('a') & ('b')", false],
    ["'a<->b'", false],
    ["'it''s <-> x'", false],
  ])('%s has a phrase: %s', (query, phrase) => expect(hasPhrase(query)).toBe(phrase))

  test.each([
    ["'a'", "'a':A"],
    ["'a' <-> 'b'", "'a':A <-> 'b':A"],
    ["'it''s'", "'it''s':A"],
    ["'c\\\\'", "'c\\\\':A"],
    ["'水':*", "'水':*A"],
  ])('%s among titles', (query, weighed) => expect(weighing(query, 'A')).toBe(weighed))
})

describe('an identifier', () => {
  test.each([
    ['KE-NGO-1', "'ke-ngo-1'"],
    ['41304', "'41304'"],
    ['a/b', "'a/b'"],
    ["o'neill:1", "'o''neill:1'"],
    ['c:\\d', "'c:\\\\d'"],
    ['radio', ''],
    ['village radio-1', ''],
  ])('%s', (term, query) => expect(identifierIn(term)).toBe(query))

  test('is the same however its letters are composed', () => expect(wholeWord('E\u0301-1')).toBe("'é-1'"))
})
