import { describe, expect, test } from 'vitest'
import type { Line } from '../../framework/index.ts'
import { addressOf, type Choices, linesMeant, pagesOf, readQuery, without } from './rules.ts'

const line = (id: number, slug: string, parentSlug: string | null = null): Line => ({
  id,
  slug,
  code: slug.toUpperCase(),
  kind: 'working',
  parentSlug,
  title: slug,
  shortTitle: slug,
  titleLanguage: 'en',
  mark: 'seen',
})
const lines = [line(1, 'c1'), line(7, 'c7'), line(8, 'c7-e-health', 'c7'), line(9, 'c7-e-science', 'c7')]
const choices: Choices = { lines, countries: [{ code: 'KE', name: 'Kenya' }], used: { countries: new Set(), years: [] } }

describe('what is asked of the list', () => {
  test.each([
    [{}, { filters: {}, page: 1, refused: null }],
    [
      { line: 'c7', country: 'ke', year: '2015', status: 'closed', page: '12' },
      { filters: { line: 'c7', country: 'ke', year: '2015', status: 'closed' }, page: 12, refused: null },
    ],
    [
      { line: 'C7', country: 'KE' },
      { filters: { line: 'c7', country: 'ke' }, page: 1, refused: null },
    ],
    [
      { line: 'c7', country: 'XX' },
      { filters: { line: 'c7' }, page: 1, refused: { field: 'country', typed: 'XX' } },
    ],
    [{ line: 'C12' }, { filters: {}, page: 1, refused: { field: 'line', typed: 'C12' } }],
    [
      { line: 'x', status: 'y' },
      { filters: {}, page: 1, refused: { field: 'line', typed: 'x' } },
    ],
    [{ year: '1899' }, { filters: {}, page: 1, refused: { field: 'year', typed: '1899' } }],
    [{ year: '20155' }, { filters: {}, page: 1, refused: { field: 'year', typed: '20155' } }],
    [{ year: '٢٠١٥' }, { filters: {}, page: 1, refused: { field: 'year', typed: '٢٠١٥' } }],
  ])('%j', (query, asked) => expect(readQuery(query, choices)).toEqual(asked))

  test.each(['-1', '0', '1.5', '1e3', '99999999', 'NaN', '<b>'])('no page %s', (page) => {
    expect(readQuery({ page }, choices).refused).toEqual({ field: 'page', typed: page })
  })
})

test('C7 means its eight too, another line itself', () => {
  expect(linesMeant('c7', lines)).toEqual([7, 8, 9])
  expect(linesMeant('c7-e-health', lines)).toEqual([8])
})

test.each([
  [{}, 1, '/stocktaking'],
  [{ year: '2015', line: 'c7' }, 1, '/stocktaking?line=c7&year=2015'],
  [{ line: 'c7' }, 3, '/stocktaking?line=c7&page=3'],
])('the address of %j on page %i', (filters, page, address) => expect(addressOf(filters, page)).toBe(address))

test('a filter is taken off, the others stay', () => {
  expect(without({ line: 'c7', year: '2015' }, 'line')).toEqual({ year: '2015' })
})

test.each([
  [0, 1],
  [20, 1],
  [21, 2],
])('%i activities fill %i pages', (found, pages) => expect(pagesOf(found)).toBe(pages))
