import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bar, barChart, barChartHeight } from './chart.tsx'
import { faultsOf, numberOf, type Part, partsOf } from './testing.ts'

const number = (value: number) => new Intl.NumberFormat('en').format(value)
const aBar = (label: string, value: number, over: Partial<Bar> = {}): Bar => ({ label, value, amount: number(value), ...over })

const draw = (bars: readonly Bar[], dir: 'ltr' | 'rtl' = 'ltr') =>
  partsOf(
    barChart({
      reader: { language: dir === 'rtl' ? 'ar' : 'en', dir },
      title: 'Activities by status',
      desc: 'Most are being carried out.',
      bars,
      number,
      empty: 'No activity matches.',
    }),
  )

const texts = (parts: readonly Part[]) => parts.flatMap(({ name, text }) => (name === 'text' ? [text.replace(/[\u2068\u2069]/g, '')] : []))
/** Where the bars begin and how long they are; tracks are lines of no weight. */
const lengths = (parts: readonly Part[]) =>
  parts
    .filter(({ name, attributes }) => name === 'rect' && attributes.height === '6')
    .map((part) => [numberOf(part, 'x'), numberOf(part, 'width')])

describe('a chart of three statuses', () => {
  const bars = [aBar('Implementation', 412), aBar('Closed', 103), aBar('Cancelled', 0)]

  test('has a bar for each that has something, from the left, in proportion', () => {
    expect(lengths(draw(bars))).toEqual([
      [16, 328],
      [16, 82],
    ])
  })

  test('is mirrored where reading begins on the right', () => {
    expect(lengths(draw(bars, 'rtl'))).toEqual([
      [16, 328],
      [262, 82],
    ])
  })

  test('writes each label with its amount, and the axis', () => {
    expect(texts(draw(bars))).toEqual(['0', '100', '200', '300', '400', 'Implementation', '412', 'Closed', '103', 'Cancelled', '0'])
  })

  test('tells those who do not see it what it shows', () => {
    const [svg, title, desc] = draw(bars, 'rtl')
    expect([title?.text, desc?.text]).toEqual(['Activities by status', 'Most are being carried out.'])
    expect(svg?.attributes).toMatchObject({ role: 'img', 'aria-labelledby': 'title desc', lang: 'ar', direction: 'rtl' })
  })
})

test('a line has its badge in its colour, and its bar too', () => {
  const parts = draw([aBar('E-health', 3, { badge: { code: 'C7', slug: 'c7-e-health' } })])
  expect(texts(parts)).toEqual(['0', '1', '2', '3', 'C7', 'E-health', '3'])
  expect(parts.filter(({ attributes }) => attributes.fill === '#00695f').map(({ name }) => name)).toEqual(['rect', 'rect', 'rect'])
})

test('a long label ends in an ellipsis before the amount', () => {
  const parts = draw([aBar('United Nations Economic Commission for Latin America and the Caribbean', 1_234_567)])
  expect(texts(parts).slice(3)).toEqual(['United Nations Economic…', '1,234,567'])
})

test('nothing to show is said, in a frame of its own', () => {
  expect(texts(draw([]))).toEqual(['No activity matches.'])
  expect(texts(draw([aBar('Closed', 0)]))).toEqual(['Closed', '0'])
})

test('a single one fills the track, and thirty is the most', () => {
  expect(lengths(draw([aBar('Closed', 1)]))).toEqual([[16, 328]])
  const many = draw(Array.from({ length: 40 }, (_, index) => aBar(`Country ${index}`, 40 - index)))
  expect(lengths(many)).toHaveLength(30)
  expect(many[0]?.attributes.height).toBe(String(barChartHeight(40)))
})

test('one activity among millions can still be seen', () => {
  expect(lengths(draw([aBar('Kenya', 9_000_000_000_000), aBar('Nauru', 1)]))).toEqual([
    [16, 328],
    [16, 2],
  ])
})

const anyBars = fc.array(
  fc.record({
    label: fc.string({ unit: 'binary' }),
    value: fc.oneof(fc.nat(), fc.double(), fc.constantFrom(0, -1, 1e300)),
    amount: fc.string({ unit: 'grapheme', maxLength: 12 }),
    badge: fc.record({ code: fc.string({ maxLength: 4 }), slug: fc.constantFrom('c1', 'c7-e-health', 'x') }),
  }),
  { maxLength: 35 },
)

test('whatever the bars, the picture is well-formed, within its frame, and a larger value never has the shorter bar', () => {
  fc.assert(
    fc.property(anyBars, fc.constantFrom('ltr', 'rtl'), (bars, dir) => {
      const parts = draw(bars, dir)
      expect(faultsOf(parts)).toEqual([])
      const drawn = lengths(parts)
      expect(drawn.filter(([x = 0, width = 0]) => x < 16 || width <= 0 || x + width > 344.1)).toEqual([])
      const counted = bars.slice(0, 30).filter(({ value }) => Number.isFinite(value) && value > 0)
      const byValue = counted.map(({ value }, index) => ({ value, width: drawn[index]?.[1] ?? 0 })).sort((a, b) => a.value - b.value)
      expect(byValue.map(({ width }) => width)).toEqual(byValue.map(({ width }) => width).sort((a, b) => a - b))
      expect(drawn).toHaveLength(counted.length)
    }),
  )
})
