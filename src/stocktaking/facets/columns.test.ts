import { describe, expect, test } from 'vitest'
import { Columns } from './columns.ts'

const times = { updated: 1, newest: 1, start: null }

/** Four activities, of which one was replaced and one taken out. */
function four(): Columns {
  const columns = new Columns()
  columns.put({ id: 1, times, values: ['line:c1', 'region:africa', 'region:asia'] })
  columns.put({ id: 2, times, values: ['line:c1', 'line:c2', 'region:africa', 'country:ke'] })
  columns.put({ id: 3, times, values: ['line:c9', 'region:asia'] })
  columns.put({ id: 4, times, values: ['line:c9', 'region:africa'] })
  columns.put({ id: 3, times, values: ['line:c2', 'region:asia'] })
  columns.remove(4)
  return columns
}

describe('how often values meet', () => {
  const lines = { facet: 'line', keys: ['c2', 'c1', 'c9', 'c11'] } as const
  const regions = { facet: 'region', keys: ['asia', 'africa'] } as const

  test('is a row for each value of the one, a column for each of the other, in their order', () => {
    const columns = four()
    expect(columns.crossed(columns.select({}), lines, regions)).toEqual([
      [1, 1],
      [1, 2],
      [0, 0],
      [0, 0],
    ])
  })

  test('counts only what was selected', () => {
    const columns = four()
    expect(columns.crossed(columns.select({ country: ['ke'] }), lines, regions)).toEqual([
      [0, 1],
      [0, 1],
      [0, 0],
      [0, 0],
    ])
    expect(columns.crossed(columns.select({ country: ['zz'] }), regions, lines)).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ])
  })

  test('of a facet with itself has the counts of each on the diagonal', () => {
    const columns = four()
    expect(columns.crossed(columns.select({}), regions, regions)).toEqual([
      [2, 1],
      [1, 2],
    ])
  })

  test('of nothing is nothing', () => {
    const columns = four()
    expect(columns.crossed(columns.select({}), { facet: 'line', keys: [] }, regions)).toEqual([])
    expect(columns.crossed(columns.select({}), regions, { facet: 'line', keys: [] })).toEqual([[], []])
  })
})
