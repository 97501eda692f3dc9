import { describe, expect, test } from 'vitest'
import {
  codeOf,
  countryOf,
  currencyOf,
  dateOf,
  decimalOf,
  firstOfEach,
  goalOf,
  instantOf,
  integerOf,
  languageOf,
  lineOf,
  percentageOf,
  proseOf,
  targetOf,
  withoutForbidden,
} from './value-rules.ts'

describe('a day', () => {
  test.each([
    ['2013-09-30', '2013-09-30'],
    [' 2013-09-30\n', '2013-09-30'],
    ['2013-09-30Z', '2013-09-30'],
    ['2013-09-30+02:00', '2013-09-30'],
    ['2019-07-08 00:00:00', '2019-07-08'],
    ['2019-07-08T23:59:59.999-11:00', '2019-07-08'],
    ['2024-02-29', '2024-02-29'],
  ])('%s is %s', (written, day) => expect(dateOf(written)).toBe(day))

  test.each([
    '2023-02-29',
    '2013-13-01',
    '2013-00-10',
    '2013-09-31',
    '30/09/2013',
    '2013-9-30',
    '2013-09-300',
    '2013',
    '',
    '0001-01-01',
    '9999-12-31',
  ])('%s is none', (written) => expect(dateOf(written)).toBeNull())
})

describe('an instant', () => {
  test.each([
    ['2025-08-19T12:58:55.000+08:00', '2025-08-19T04:58:55.000Z'],
    ['2025-04-17T12:30:38.1018164Z', '2025-04-17T12:30:38.101Z'],
    ['2025-04-17T14:30:38.6188213+02:00', '2025-04-17T12:30:38.618Z'],
    ['2018-10-09T09:32:49', '2018-10-09T09:32:49.000Z'],
    ['2018-10-09 09:32', '2018-10-09T09:32:00.000Z'],
    ['2018-10-09', '2018-10-09T00:00:00.000Z'],
    ['2018-10-09Z', '2018-10-09T00:00:00.000Z'],
    ['2018-12-31T24:00:00-05:30', '2019-01-01T05:30:00.000Z'],
    ['2018-10-09T09:32:49.5-0530', '2018-10-09T15:02:49.500Z'],
  ])('%s is %s', (written, instant) => expect(instantOf(written)).toBe(instant))

  test.each(['', 'yesterday', '2018-02-30T00:00:00Z', '2018-10-09T25:00:00Z', '2018-10-09T09:32:49+15:00', '0001-01-01T00:00:00'])(
    '%s is none',
    (written) => expect(instantOf(written)).toBeNull(),
  )
})

describe('an amount', () => {
  test.each(['0', '-12.50', '+3', '.5', '5.', ' 1000 '])('%s is one', (written) => expect(decimalOf(written)).toBe(written.trim()))
  test.each(['', '1,000', '1 000', '1e6', '12%', '0x1F', '--1', 'USD 5', 'NaN', '9'.repeat(100)])('%s is none', (written) =>
    expect(decimalOf(written)).toBeNull(),
  )
})

test.each([
  ['percentage', percentageOf('33.3'), '33.3'],
  ['percentage beyond the whole', percentageOf('101'), null],
  ['integer', integerOf('3', 1, 6), 3],
  ['integer as spreadsheets write it', integerOf('3.0', 1, 6), 3],
  ['integer out of bounds', integerOf('7', 1, 6), null],
  ['fraction', integerOf('3.5', 1, 6), null],
  ['code', codeOf(' A01 '), 'A01'],
  ['code of two lines', codeOf('A\n01'), null],
  ['endless code', codeOf('A'.repeat(5000)), null],
  ['country', countryOf(' ke '), 'KE'],
  ['name for a country', countryOf('Kenya'), null],
  ['currency', currencyOf('usd'), 'USD'],
  ['mixed currencies', currencyOf('!Mixed currency'), null],
  ['goal', goalOf('03'), '3'],
  ['goal 18', goalOf('18'), null],
  ['target', targetOf('17.A'), '17.a'],
  ['target of no goal', targetOf('18.1'), null],
])('%s: %s', (_, value, expected) => expect(value).toBe(expected))

test.each([
  ['en', 'en'],
  ['pt-BR', 'pt'],
  ['ZH-Hant', 'zh'],
  ['fra', 'fr'],
  ['en_GB', 'en'],
  ['', 'und'],
  ['und', 'und'],
  ['English', 'und'],
  ['e', 'und'],
  [undefined, 'und'],
])('the language %s is %s', (written, language) => expect(languageOf(written)).toBe(language))

test('a line has no line ends and no runs of spaces', () => {
  expect(lineOf('  Access\n      to   information ')).toBe('Access to information')
  expect(lineOf(' \n\t')).toBeNull()
})

test('prose keeps its lines, not the indentation of its file', () => {
  expect(proseOf('\n      One.\r\n      Still one.\n\n\n\n      Two,  and more.\n    ')).toBe('One.\nStill one.\n\nTwo, and more.')
})

test('no column gets what it cannot hold', () => {
  expect(withoutForbidden('a\0b\u0007c\ud800d\uffffe\tf\n😀')).toBe('abcde\tf\n😀')
})

test('of several things with one key the first stays', () => {
  expect(firstOfEach(['KE 60', 'UG 20', 'KE 20'], (thing) => thing.slice(0, 2))).toEqual(['KE 60', 'UG 20'])
})
