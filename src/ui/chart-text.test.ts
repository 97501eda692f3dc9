import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clean, cut, widthOf } from './chart-text.ts'

test.each([
  ['E-health', 200, 'E-health'],
  ['United Kingdom of Great Britain and Northern Ireland', 200, 'United Kingdom of Great…'],
  ['联合国信息社会小组', 70, '联合国信…'],
  ['المملكة المتحدة لبريطانيا العظمى', 130, 'المملكة المتحدة…'],
  ['Rindfleischetikettierungsüberwachung', 100, 'Rindfleisch…'],
  ['World Bank, Washington', 110, 'World Bank…'],
  ['anything', 0, '…'],
])('%s within %d is %s', (text, width, expected) => expect(cut(text, width, 14)).toBe(expected))

test('a letter is never parted from its accent', () => {
  expect(cut('e\u0301e\u0301e\u0301e\u0301e\u0301', 40, 14)).toBe('e\u0301e\u0301e\u0301…')
})

test('what was cut is never wider than it may be, unless nothing is left of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 14, max: 300 }), (text, width) => {
      expect(widthOf(cut(text, width, 14), 14)).toBeLessThanOrEqual(width)
    }),
  )
})

test.each([
  ['two\r\n lines\t ', 'two lines'],
  ['a\u0000\u0008b\ufffe', 'ab'],
  ['half a pair \ud83d', 'half a pair'],
  ['turned \u202eround\u202c', 'turned round'],
])('%j is written as %j', (text, expected) => expect(clean(text)).toBe(expected))
