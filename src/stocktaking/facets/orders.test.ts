import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Orders, type Times } from './orders.ts'
import { ORDERS, type Order } from './rules.ts'

const time = fc.option(fc.integer({ min: 0, max: 10 }))
const step = fc.record({
  slot: fc.integer({ min: 0, max: 200 }),
  times: fc.option(fc.record({ updated: time, newest: time, start: time }), { freq: 5 }),
})
/** Some changes, then a question; many times, so that what is kept in order is put right. */
const rounds = fc.array(
  fc.record({
    steps: fc.array(step, { maxLength: 40 }),
    order: fc.constantFrom(...ORDERS),
    share: fc.integer({ min: 1, max: 40 }),
    from: fc.integer({ min: 0, max: 30 }),
    length: fc.integer({ min: 0, max: 30 }),
  }),
  { maxLength: 20 },
)

/** A number that is not the slot, and grows while slots are used anew. */
let number = 0

test('a page is the same as of all that are sorted at once', () => {
  fc.assert(
    fc.property(rounds, (asked) => {
      const orders = new Orders()
      const naive = new Map<number, { id: number; times: Times }>()
      for (const { steps, order, share, from, length } of asked) {
        for (const { slot, times } of steps) {
          if (times === null) {
            if (naive.delete(slot)) orders.remove(slot)
            continue
          }
          const id = ++number
          orders.put(slot, id, times)
          naive.set(slot, { id, times })
        }
        const slots = [...naive.keys()].filter((slot) => slot % share === 0)
        const expected = sorted(naive, slots, order).slice(from, from + length)
        expect(orders.idsOf(orders.page(Uint32Array.from(slots), order, from, from + length))).toEqual(expected)
        expect([...orders.all()].sort((one, other) => one - other)).toEqual([...naive.keys()].sort((one, other) => one - other))
      }
    }),
    { seed: 20060224, numRuns: 200 },
  )
})

/** The latest first, what has no time last, then the higher number. */
function sorted(all: ReadonlyMap<number, { id: number; times: Times }>, slots: readonly number[], order: Order): number[] {
  return slots
    .map((slot) => all.get(slot) ?? { id: 0, times: { updated: null, newest: null, start: null } })
    .sort((one, other) => (other.times[order] ?? -1) - (one.times[order] ?? -1) || other.id - one.id)
    .map(({ id }) => id)
}
