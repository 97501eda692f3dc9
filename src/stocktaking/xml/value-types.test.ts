import { expect, test } from 'vitest'
import { sameDecimal } from './draft.ts'
import { isDay, isLanguage, isMoment, isTruth, isWhole, isYear, lexical } from './value-types.ts'

test.each([
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['2023-02-28Z', true],
  ['2023-02-28+14:00', true],
  ['2023-02-28+14:01', false],
  ['12023-02-28', true],
  ['0000-01-01', false],
  ['2023-2-28', false],
  ['2023-02-28 ', false],
  ['2023-02-28T00:00:00', false],
])('a date is written %s: %s', (written, is) => expect(isDay(written)).toBe(is))

test.each([
  ['2023-02-28T23:59:59', true],
  ['2023-02-28T24:00:00Z', true],
  ['2023-02-28T24:00:01Z', false],
  ['2023-02-28T24:00:00.5Z', false],
  ['2023-02-28T10:00:00.1234567+02:00', true],
  ['2023-02-28T10:00Z', false],
  ['2023-02-28 10:00:00', false],
  ['2023-02-30T10:00:00', false],
  ['2023-02-28', false],
])('a time is written %s: %s', (written, is) => expect(isMoment(written)).toBe(is))

test.each([
  ['http://example.org/a%20b?c=d#e', true],
  ['http://example.org/a b', true],
  ['http://example.org/é|{x}', true],
  ['www.example.org', true],
  ['', true],
  ['mailto:desk@example.org', true],
  ['http://example.org/100%', false],
  ['http://example.org/[1]', false],
  ['http://example.org:eighty/', false],
  ['http://example.org/#a#b', false],
  ['12:30', false],
])('an address is written %s: %s', (written, is) => expect(lexical('anyURI')(written)).toBe(is))

test.each([
  ['whole number', isWhole('-12'), true],
  ['whole number with a fraction', isWhole('1.0'), false],
  ['whole number beyond 32 bits', isWhole('2147483648'), false],
  ['truth in capitals', isTruth('TRUE'), false],
  ['year', isYear('2015'), true],
  ['year that is none', isYear('0'), false],
  ['language', isLanguage('zh-Hant-TW'), true],
  ['language of another system', isLanguage('en_GB'), false],
])('%s', (_, is, expected) => expect(is).toBe(expected))

test('a type that IATI does not use is a mistake', () => expect(() => lexical('duration')).toThrow('duration is no type of IATI'))

test.each([
  ['40000.50', '40000.5', true],
  ['+007.', '7', true],
  ['.5', '0.50', true],
  ['-0', '0.00', true],
  ['-1', '1', false],
  ['100', '1', false],
  ['0.10', '0.01', false],
  [null, '0', false],
  [null, null, true],
])('%s and %s are one number: %s', (one, other, same) => expect(sameDecimal(one, other)).toBe(same))
