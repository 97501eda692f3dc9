import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Columns, type Entry } from './columns.ts'
import { FACETS, type Facet, type Filters } from './rules.ts'

const VALUES = FACETS.flatMap((facet) => ['a', 'b', 'c'].map((key) => `${facet}:${key}`))
const times = { updated: 1, newest: 1, start: 1 }
const step = fc.record({ id: fc.integer({ min: 1, max: 60 }), values: fc.option(fc.subarray(VALUES), { freq: 5 }) })
const filters: fc.Arbitrary<Filters> = fc
  .uniqueArray(fc.constantFrom(...FACETS), { maxLength: 4 })
  .chain((facets) => fc.record(Object.fromEntries(facets.map((facet) => [facet, fc.subarray(['a', 'b', 'z'], { minLength: 1 })]))))
const among = fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 80 })))
const except = fc.oneof(fc.constant<number[]>([]), fc.uniqueArray(fc.integer({ min: 1, max: 80 })))

describe('columns', () => {
  test('select and count as a loop over all entries does', () => {
    const rounds = fc.array(fc.tuple(fc.array(step, { maxLength: 30 }), filters, among, except), { maxLength: 10 })
    fc.assert(
      fc.property(rounds, (asked) => {
        const columns = new Columns()
        const naive = new Map<number, readonly string[]>()
        for (const [steps, chosen, some, others] of asked) {
          for (const { id, values } of steps) {
            if (values === null) columns.remove(id)
            else columns.put({ id, times, values })
            if (values === null) naive.delete(id)
            else naive.set(id, values)
          }
          const entries = [...naive].filter(([id]) => (some?.includes(id) ?? true) && !others.includes(id))
          const selected = columns.select(chosen, some, others)
          expect(columns.size).toBe(naive.size)
          expect(columns.idsInOrder(selected, 'updated')).toEqual(matching(entries, chosen))
          for (const facet of FACETS) expect(asObject(columns.counted(selected, facet))).toEqual(counted(entries, chosen, facet))
        }
      }),
      { seed: 20060224, numRuns: 100 },
    )
  })

  const entry = (id: number, values: readonly string[]): Entry => ({ id, times, values })

  test('leave out of a facet’s counts its own choice, and no other', () => {
    const columns = new Columns()
    columns.put(entry(1, ['country:ke', 'line:c1']))
    columns.put(entry(2, ['country:ug', 'line:c1']))
    columns.put(entry(3, ['country:ug', 'line:c2']))
    const selected = columns.select({ country: ['ke'], line: ['c1'] })
    expect(columns.idsInOrder(selected, 'updated')).toEqual([1])
    expect(asObject(columns.counted(selected, 'country'))).toEqual({ ke: 1, ug: 1 })
    expect(asObject(columns.counted(selected, 'line'))).toEqual({ c1: 1 })
    expect(columns.counted(selected, 'year')).toEqual([])
  })

  test('take an activity once that is put twice, and out what is removed, if it is there', () => {
    const columns = new Columns()
    columns.put(entry(1, ['line:c1']))
    columns.put(entry(1, ['line:c2']))
    columns.remove(1)
    columns.remove(1)
    columns.put(entry(2, ['line:c2']))
    expect(columns.size).toBe(1)
    expect(asObject(columns.counted(columns.select({}), 'line'))).toEqual({ c2: 1 })
    expect(columns.idsInOrder(columns.select({}), 'updated')).toEqual([2])
  })

  test('have keys with a colon in them', () => {
    const columns = new Columns()
    columns.put(entry(1, ['organisation:x:y']))
    expect(columns.counted(columns.select({ organisation: ['x:y'] }), 'organisation')).toEqual([{ key: 'x:y', count: 1 }])
  })
})

const asObject = (counts: readonly { key: string; count: number }[]) => Object.fromEntries(counts.map(({ key, count }) => [key, count]))

type Entries = readonly (readonly [id: number, values: readonly string[]])[]

const meets = (values: readonly string[], facet: Facet, keys: readonly string[]) => keys.some((key) => values.includes(`${facet}:${key}`))

function matching(entries: Entries, filters: Filters, but?: Facet): number[] {
  const facets = FACETS.filter((facet) => facet !== but && filters[facet] !== undefined)
  const found = entries.filter(([, values]) => facets.every((facet) => meets(values, facet, filters[facet] ?? [])))
  return found.map(([id]) => id).sort((one, other) => other - one)
}

function counted(entries: Entries, filters: Filters, facet: Facet): Record<string, number> {
  const counts: Record<string, number> = {}
  const ids = new Set(matching(entries, filters, facet))
  for (const [id, values] of entries) {
    if (!ids.has(id)) continue
    for (const value of values)
      if (value.startsWith(`${facet}:`)) counts[value.slice(facet.length + 1)] = (counts[value.slice(facet.length + 1)] ?? 0) + 1
  }
  return counts
}
