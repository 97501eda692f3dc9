import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SHADES } from './chart-colours.ts'
import { classesOf } from './map-classes.ts'

const limits = (counts: readonly number[]) => classesOf(counts).map(({ from, to }) => [from, to])
const times = (count: number, of: number) => Array.from({ length: of }, () => count)

test.each<[string, number[], [number, number][]]>([
  ['nothing', [], []],
  ['only zeros', [0, 0], []],
  ['one country', [7], [[1, 7]]],
  ['countries alike', [200, 200, 200], [[1, 200]]],
  [
    'few and small',
    [1, 2, 7],
    [
      [1, 1],
      [2, 2],
      [3, 7],
    ],
  ],
  [
    'one far above the others',
    [...times(1, 40), 2, 3, 90_000],
    [
      [1, 1],
      [2, 2],
      [3, 4],
      [5, 90_000],
    ],
  ],
  [
    'many with few, few with many',
    [...times(1, 40), ...times(4, 30), ...times(12, 15), ...times(60, 10), 400, 1752],
    [
      [1, 2],
      [3, 4],
      [5, 19],
      [20, 99],
      [100, 1752],
    ],
  ],
])('%s', (_, counts, expected) => expect(limits(counts)).toEqual(expected))

test('fewer classes have shades that are far apart', () => {
  expect(classesOf([7]).map(({ shade }) => shade)).toEqual([SHADES[2]])
  expect(classesOf([1, 2, 7]).map(({ shade }) => shade)).toEqual([SHADES[0], SHADES[2], SHADES[4]])
})

test('every count from 1 up is in one class, and no class is empty', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat({ max: 20 }), fc.nat(), fc.maxSafeNat())), (counts) => {
      const classes = classesOf(counts)
      const inside = (count: number) => classes.filter(({ from, to }) => count >= from && count <= to)
      expect(counts.filter((count) => inside(count).length !== (count > 0 ? 1 : 0))).toEqual([])
      expect(classes.filter(({ from, to }) => !counts.some((count) => count >= from && count <= to))).toEqual([])
      expect(new Set(classes.map(({ shade }) => shade)).size).toBe(classes.length)
    }),
  )
})
