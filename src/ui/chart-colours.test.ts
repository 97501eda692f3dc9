import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { BAR, INK, lineColour, NONE, PAPER, RULE, SHADES, SOFT } from './chart-colours.ts'

/** The colours of the style sheet on a light page. */
const sheet = readFileSync('public/style.css', 'utf8')
const styled = (name: string) => new RegExp(`--${name}: (#[0-9a-f]+)`).exec(sheet)?.[1]
const LINES = Array.from({ length: 11 }, (_, index) => `c${index + 1}`)

test.each(LINES)('%s has the colour that it has on pages', (slug) => expect(lineColour(slug)).toBe(styled(slug)))
test('the eight of C7 share its colour, and an unknown line has that of all bars', () => {
  expect([lineColour('c7-e-health'), lineColour('x1')]).toEqual([lineColour('c7'), BAR])
})
test('paper, ink, rules and bars are those of pages', () => {
  expect([PAPER, INK, SOFT, RULE, BAR]).toEqual(['raise', 'ink', 'soft', 'rule', 'link'].map(styled))
})

describe('contrast against the paper', () => {
  const colours: [string, string][] = [
    ['ink', INK],
    ['soft', SOFT],
    ['bars', BAR],
    ...LINES.map((slug): [string, string] => [slug, lineColour(slug)]),
  ]
  test.each(colours)('of %s is enough to be read', (_, colour) => expect(contrast(colour, PAPER)).toBeGreaterThanOrEqual(4.5))

  test('each class of a map is clearly darker than the one before, the first than nothing', () => {
    const steps = SHADES.map((shade, index) => contrast(shade, SHADES[index - 1] ?? NONE))
    expect(steps.map((step) => step > 1.2)).toEqual(SHADES.map(() => true))
  })
})

/** WCAG 2.2, relative luminance. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const digits = colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit).join('') : colour.slice(1)
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
