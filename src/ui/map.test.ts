import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readRows } from '../platform/data-files.ts'
import { MAP_SIZES, type Place, type WorldMap, worldMap } from './map.tsx'
import { world } from './map-shapes.ts'
import { faultsOf, numberOf, type Part, partsOf } from './testing.ts'

const text = z.string()
const countries = readRows('data/geography/countries.csv', z.object({ code: text, alpha3: text, m49: text, region: text }))
const degrees = z.string().regex(/^-?\d{1,3}\.\d\d$/)
const small = readRows('data/geography/small-areas.csv', z.object({ code: text, latitude: degrees, longitude: degrees }))
const names = readRows('data/geography/country-names.csv', z.object({ code: text, language: text, name: text }))

const positions = new Map(
  small.map(({ code, latitude, longitude }) => [code, { latitude: Number(latitude), longitude: Number(longitude) }]),
)
const places: Place[] = countries.map(({ code, m49 }) => ({ code, m49, position: positions.get(code) ?? null }))

const number = (value: number) => new Intl.NumberFormat('en').format(value)
const nameIn = (language: string) => new Map(names.filter((name) => name.language === language).map(({ code, name }) => [code, name]))

function draw(values: Readonly<Record<string, number>>, over: Partial<WorldMap> = {}): string {
  const reader = over.reader ?? { language: 'en', dir: 'ltr' }
  const known = nameIn(reader.language)
  return worldMap({
    reader,
    size: 'wide',
    title: 'Activities by country',
    desc: 'Most are in Kenya.',
    places,
    values: new Map(Object.entries(values)),
    label: (code, value) => `${known.get(code)}: ${number(value)}`,
    range: (from, to) => (from === to ? number(from) : `${number(from)}–${number(to)}`),
    none: 'None',
    ...over,
  })
}

describe('the places', () => {
  test('every country and area has a shape or a circle; Antarctica is left out, and two codes that M49 lacks', () => {
    const nowhere = places.filter(({ m49, position }) => position === null && !world().shapes.has(m49))
    expect(nowhere.map(({ code }) => code)).toEqual(['AN', 'AQ', 'XK'])
  })

  test('none has both', () => {
    expect(places.filter(({ m49, position }) => position !== null && world().shapes.has(m49))).toEqual([])
  })

  test('every circle is of a country that there is', () => {
    const codes = new Set(places.map(({ code }) => code))
    expect(small.filter(({ code }) => !codes.has(code))).toEqual([])
  })
})

const [LIGHT, MIDDLE, DARK] = ['#b5d3e7', '#4a8abb', '#0a3a63']

/** The shapes and circles that say what they stand for, with their fill. */
const told = (parts: readonly Part[]) =>
  parts.flatMap(({ name, attributes, text }) => (['path', 'circle'].includes(name) && text ? [[text, name, attributes.fill]] : []))

describe('a map of three countries', () => {
  const parts = partsOf(draw({ KE: 120, FR: 1, MU: 3, AN: 5000, ZZ: 7 }))

  test('shades them by their class, and draws the small one as a circle', () => {
    expect(told(parts).sort()).toEqual([
      ['France: 1', 'path', LIGHT],
      ['Kenya: 120', 'path', DARK],
      ['Mauritius: 3', 'circle', MIDDLE],
    ])
  })

  test('has a key with the limits of what can be seen', () => {
    expect(parts.flatMap(({ name, text }) => (name === 'text' ? [text] : []))).toEqual(['None', '1–2', '3–4', '5–120'])
  })

  test('has the size that the page keeps free for it', () => {
    expect([parts[0]?.attributes.width, parts[0]?.attributes.height]).toEqual([String(MAP_SIZES.wide.width), String(MAP_SIZES.wide.height)])
  })
})

test('the key begins on the right where reading does, and the world stays as it is', () => {
  const [left, right] = (['ltr', 'rtl'] as const).map((dir) => partsOf(draw({ KE: 1 }, { reader: { language: 'en', dir } })))
  const key = (parts: readonly Part[] = []) =>
    parts.filter(({ name, attributes }) => name === 'rect' && attributes.rx === '3').map((part) => numberOf(part, 'x'))
  const land = (parts: readonly Part[] = []) => parts.filter(({ name }) => name === 'path')
  expect([key(left), key(right)]).toEqual([
    [20, 119],
    [915, 816],
  ])
  expect(land(right)).toEqual(land(left))
})

const everywhere = Object.fromEntries(places.map(({ code }, index) => [code, (index * 7919) % 4001]))

describe.each(['wide', 'narrow'] as const)('the %s map with every country', (size) => {
  const parts = partsOf(draw(everywhere, { size }))

  test('is well-formed, without styles and without numbers that are none', () => expect(faultsOf(parts)).toEqual([]))

  test('has no two circles of which one hides the other, and none over the edge', () => {
    const circles = parts
      .filter(({ name }) => name === 'circle')
      .map((part) => ({ x: numberOf(part, 'cx'), y: numberOf(part, 'cy'), r: numberOf(part, 'r') }))
    const radius = Math.max(...circles.map(({ r }) => r))
    const near = circles.filter((one) => circles.some((two) => one !== two && Math.hypot(one.x - two.x, one.y - two.y) < radius * 1.6))
    expect(near).toEqual([])
    expect(circles.filter(({ x, y, r }) => x < r || y < r || x > 960 - r)).toEqual([])
    expect(circles).toHaveLength(small.length)
  })
})

/** DESIGN: a picture of at most 30 KB; the compression is that of platform/respond.ts. */
test.each(['en', 'ar', 'zh', 'ru'])('crosses the wire in less than 20,000 bytes in %s', (language) => {
  const svg = draw(everywhere, { reader: { language, dir: language === 'ar' ? 'rtl' : 'ltr' } })
  const br = brotliCompressSync(svg, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length
  const gzip = gzipSync(svg).length
  console.log(`the map in ${language}: ${svg.length} bytes, ${br} by brotli, ${gzip} by gzip`)
  expect(Math.max(br, gzip)).toBeLessThan(20_000)
})
