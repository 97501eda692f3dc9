import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Column, columnChart } from './chart-columns.tsx'
import { yearsShown } from './chart-scale.ts'
import { faultsOf, type Part, partsOf } from './testing.ts'

const number = (value: number) => new Intl.NumberFormat('en').format(value)
const aColumn = (year: number, value: number): Column => ({ year, value, amount: number(value) })

const draw = (columns: readonly Column[], dir: 'ltr' | 'rtl' = 'ltr') =>
  partsOf(
    columnChart({
      reader: { language: dir === 'rtl' ? 'ar' : 'en', dir },
      title: 'Activities by year',
      desc: 'Most began in 2016.',
      columns,
      number,
      empty: 'No activity has a year.',
    }),
  )

const texts = (parts: readonly Part[]) => parts.flatMap(({ name, text }) => (name === 'text' ? [text] : []))

/** Of each column its left edge, width and height, read from its outline. */
const columnsOf = (parts: readonly Part[]) =>
  parts
    .filter(({ name, attributes }) => name === 'path' && attributes.fill === '#0b4f79')
    .map(({ attributes: { d = '' } }) => {
      const [left = 0, bottom = 0, up = 0, , , round = 0, , flat = 0] = (d.match(/-?[\d.]+/g) ?? []).map(Number)
      return { left, width: Math.round((flat + 2 * round) * 10) / 10, height: Math.round((round - up) * 10) / 10, bottom }
    })

describe('a chart of four years, one of them without activities', () => {
  const columns = [aColumn(2016, 20), aColumn(2014, 10), aColumn(2017, 5)]

  test('leaves the missing year free', () => {
    expect(columnsOf(draw(columns)).map(({ left, height }) => [left, height])).toEqual([
      [215.4, 166],
      [62.6, 83],
      [291.8, 41.5],
    ])
  })

  test('runs from right to left where reading does', () => {
    const mirrored = columnsOf(draw(columns, 'rtl')).map(({ left, width }) => Math.round((360 - left - width) * 10) / 10)
    expect(mirrored).toEqual(columnsOf(draw(columns)).map(({ left }) => left))
  })

  test('names every year, every amount and the axis', () => {
    expect(texts(draw(columns))).toEqual(['0', '5', '10', '15', '20', '20', '10', '5', '2014', '2015', '2016', '2017'])
  })
})

test('of many years only some are named, and only the highest says how much', () => {
  const parts = draw(Array.from({ length: 30 }, (_, index) => aColumn(1999 + index, index === 17 ? 1204 : 900)))
  expect(texts(parts)).toEqual(['0', '500', '1,000', '1,204', '2000', '2005', '2010', '2015', '2020', '2025'])
})

test('a single year is named', () => expect(texts(draw([aColumn(2013, 1)]))).toEqual(['0', '1', '1', '2013']))

test('nothing to show is said', () => {
  expect(texts(draw([]))).toEqual(['No activity has a year.'])
  expect(texts(draw([aColumn(2013, 0)]))).toEqual(['2013'])
})

const anyColumns = fc.uniqueArray(
  fc.record({
    year: fc.integer({ min: 1900, max: 2199 }),
    value: fc.oneof(fc.nat(), fc.double(), fc.constantFrom(0, -1, 1e300)),
    amount: fc.string({ unit: 'binary', maxLength: 12 }),
  }),
  { maxLength: 80, selector: ({ year }) => year },
)

test('whatever the columns, the picture is well-formed, within its frame, and a larger value never has the lower column', () => {
  fc.assert(
    fc.property(anyColumns, fc.constantFrom('ltr', 'rtl'), (columns, dir) => {
      const parts = draw(columns, dir)
      expect(faultsOf(parts)).toEqual([])
      const drawn = columnsOf(parts)
      expect(drawn.filter(({ left, width, height }) => left < 16 || left + width > 344.1 || height <= 0 || height > 166.1)).toEqual([])
      const [lefts, heights] = [drawn.map(({ left }) => left), drawn.map(({ height }) => height)]
      expect(new Set(lefts).size).toBe(lefts.length)
      const years = yearsShown(columns) ?? { from: 0, to: 0 }
      const counted = columns.filter(({ year, value }) => year >= years.from && year <= years.to && Number.isFinite(value) && value > 0)
      const byValue = counted.map(({ value }, index) => ({ value, height: heights[index] ?? 0 })).sort((a, b) => a.value - b.value)
      expect(byValue.map(({ height }) => height)).toEqual(heights.sort((a, b) => a - b))
    }),
  )
})
