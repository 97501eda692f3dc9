import { describe, expect, test } from 'vitest'
import { stepFor, ticksOf, withoutOverlaps, yearsShown } from './chart-scale.ts'

test.each([
  [1, [0, 1]],
  [2, [0, 1, 2]],
  [4, [0, 1, 2, 3, 4]],
  [5, [0, 2, 4]],
  [9, [0, 2, 4, 6, 8]],
  [10, [0, 5, 10]],
  [11, [0, 5, 10]],
  [99, [0, 20, 40, 60, 80]],
  [1204, [0, 500, 1000]],
  [12_345_678, [0, 5_000_000, 10_000_000]],
])('an axis up to %d has ticks at %j', (max, ticks) => expect(ticksOf(max)).toEqual(ticks))

test('from 2 up there are three to five ticks', () => {
  const counts = Array.from({ length: 5000 }, (_, index) => ticksOf(index + 2).length)
  expect([Math.min(...counts), Math.max(...counts)]).toEqual([3, 5])
})

test.each([
  [30, 40, 1],
  [30, 20, 2],
  [30, 10, 5],
  [30, 5.2, 10],
  [30, 2, 20],
])('labels %d wide over columns %d wide stand at every %d', (label, pitch, step) => expect(stepFor(label, pitch)).toBe(step))

test('labels are moved into the frame, and those that would touch are left out', () => {
  const labels = [0, 30, 50, 100].map((at) => ({ at, text: String(at), width: 20 }))
  expect(withoutOverlaps(labels, 100).map(({ at, text }) => [text, at])).toEqual([
    ['0', 10],
    ['50', 50],
    ['100', 90],
  ])
})

describe('the years of an axis', () => {
  const years = (...known: [year: number, value: number][]) => yearsShown(known.map(([year, value]) => ({ year, value })))

  test('are none where there is none', () => expect(years()).toBeNull())
  test('are one where there is one', () => expect(years([2015, 3])).toEqual({ from: 2015, to: 2015 }))
  test('are continuous, in whichever order they come', () => expect(years([2018, 1], [2003, 1])).toEqual({ from: 2003, to: 2018 }))
  test('are all sixty where they span sixty', () => expect(years([1960, 1], [2019, 1])).toEqual({ from: 1960, to: 2019 }))
  test('are the sixty that hold the most where one year is far from all others', () => {
    expect(years([1900, 1], [2003, 50], [2018, 70])).toEqual({ from: 1959, to: 2018 })
    expect(years([2003, 50], [2018, 70], [2199, 1])).toEqual({ from: 2003, to: 2062 })
  })
})
