import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Runs } from './runs.ts'

/** One after the other: a slot is given numbers, or loses them. */
const steps = fc.array(
  fc.record({
    slot: fc.integer({ min: 0, max: 3000 }),
    numbers: fc.oneof(
      { weight: 4, arbitrary: fc.uniqueArray(fc.integer({ min: 0, max: 50 }), { maxLength: 12 }) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
  }),
  { maxLength: 300 },
)

describe('runs', () => {
  test('are what was last put, whatever was put and taken before', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const runs = new Runs()
        const naive = new Map<number, number[]>()
        for (const { slot, numbers } of taken) {
          if (numbers === null) runs.remove(slot)
          else runs.put(slot, numbers)
          naive.set(slot, numbers ?? [])
        }
        for (const [slot, numbers] of naive) expect([...runs.of(slot)]).toEqual(numbers)
      }),
      { seed: 20060224 },
    )
  })

  test('are swept together where the same are put again and again, and keep what they are', () => {
    const runs = new Runs()
    for (let round = 0; round < 400; round++) for (let slot = 0; slot < 50; slot++) runs.put(slot, [slot, round, slot + round])
    expect(Array.from({ length: 50 }, (_, slot) => [...runs.of(slot)])).toEqual(
      Array.from({ length: 50 }, (_, slot) => [slot, 399, slot + 399]),
    )
  })

  test('of a slot that never had one are empty', () => {
    const runs = new Runs()
    expect([...runs.of(5), ...runs.of(5_000_000)]).toEqual([])
  })

  test('have their numbers and no others, and count each, or those of a group', () => {
    const runs = new Runs()
    runs.put(7, [0, 2, 3])
    expect([0, 1, 2, 3].map((number) => runs.has(7, number))).toEqual([true, false, true, true])
    expect(runs.has(8, 0)).toBe(false)
    const inGroup = new Uint32Array(4)
    runs.countOf(7, inGroup, Uint8Array.of(5, 5, 6, 5), 5)
    expect([...inGroup]).toEqual([1, 0, 0, 1])
    const counts = new Uint32Array(4)
    runs.count(7, counts)
    runs.count(7, counts)
    runs.count(8, counts)
    expect([...counts]).toEqual([2, 0, 2, 2])
  })
})
