import { expect, test } from 'vitest'
import { EVERYTHING } from './rules.ts'
import { mostOf, organisationsToOffer, valuePage } from './values.ts'

const counts = (...given: [key: string, count: number][]) => given.map(([key, count]) => ({ key, count }))

test.each([
  [[], 2, []],
  [counts(['a', 1], ['b', 2]), 5, ['b', 'a']],
  [counts(['c', 1], ['a', 1], ['b', 2], ['d', 1]), 3, ['b', 'a', 'c']],
  [counts(['a', 9], ['b', 8], ['c', 7]), 2, ['a', 'b']],
])('of %j the first %i', (given, most, keys) => expect(mostOf(given, most).map(({ key }) => key)).toEqual(keys))

test('of many organisations the most frequent are offered, and each that is chosen', () => {
  const many = Array.from({ length: 30 }, (_, index) => ({ key: `o${String(index).padStart(2, '0')}`, count: 100 - index }))
  const offered = organisationsToOffer(many, { ...EVERYTHING, filters: { organisation: ['o25', 'o01', 'gone'] } })
  expect(offered.map(({ key }) => key)).toEqual([...many.slice(0, 20).map(({ key }) => key), 'o25'])
})

test('all values stand on pages of a hundred, of which there is always one', () => {
  const many = Array.from({ length: 101 }, (_, index) => ({ key: String(index), count: index }))
  expect(valuePage(many, 1)).toEqual({ counts: many.toReversed().slice(0, 100), pages: 2 })
  expect(valuePage(many, 2)).toEqual({ counts: [{ key: '0', count: 0 }], pages: 2 })
  expect(valuePage(many, 3)).toBeNull()
  expect(valuePage([], 1)).toEqual({ counts: [], pages: 1 })
})
