import { describe, expect, test } from 'vitest'
import type { Line } from '../../framework/index.ts'
import type { Places } from '../facets/index.ts'
import { namedValues } from '../facets/named-values.ts'
import { addressOf, EVERYTHING, isFiltered, pagesOf, readQuery, withoutValue, withoutWords, withValue } from './rules.ts'

const line = (slug: string): Line => ({
  id: 1,
  slug,
  code: slug.toUpperCase(),
  kind: 'working',
  parentSlug: null,
  title: slug,
  shortTitle: slug,
  titleLanguage: 'en',
  mark: 'seen',
})
const lines = [line('c1'), line('c7'), line('c7-e-health')]
const countries = [
  { code: 'KE', m49: '404', region: '014', name: 'Kenya' },
  { code: 'IN', m49: '356', region: '034', name: 'India' },
]
const regions = [{ code: '002', slug: 'africa', parent: '001', name: 'Africa' }]
const goals = [{ code: '3', title: 'Good health' }]
const places: Places = { lines, countries, regions, goals, named: namedValues(lines, countries, regions, goals) }

const nothing = { q: '', filters: {}, sort: 'updated', page: 1, refused: null }

describe('what is asked of the list', () => {
  test.each([
    [{}, {}],
    [{ q: 'village radio' }, { q: 'village radio', sort: 'relevance' }],
    [
      { q: 'radio', sort: 'start', page: '12' },
      { q: 'radio', sort: 'start', page: 12 },
    ],
    [{ sort: 'relevance' }, { sort: 'updated' }],
    [{ sort: 'newest' }, { sort: 'newest' }],
    [
      { line: 'c7', country: 'ke', region: 'africa', scope: 'national', type: 'business', organisation: 'abcdefgh27' },
      {
        filters: {
          line: ['c7'],
          country: ['ke'],
          region: ['africa'],
          scope: ['national'],
          type: ['business'],
          organisation: ['abcdefgh27'],
        },
      },
    ],
    [{ status: 'closed', sdg: '3', year: '2015' }, { filters: { status: ['closed'], sdg: ['3'], year: ['2015'] } }],
    [{ line: 'C7', country: 'KE', status: 'Closed' }, { filters: { line: ['c7'], country: ['ke'], status: ['closed'] } }],
    [{ country: 'ke,in' }, { filters: { country: ['in', 'ke'] } }],
    [{ country: ' ke , in,,KE' }, { filters: { country: ['in', 'ke'] } }],
    [{ country: ',' }, {}],
  ])('%j', (query, asked) => expect(readQuery(query, places)).toEqual({ ...nothing, ...asked }))

  test.each([
    ['line', 'c12'],
    ['country', 'xx'],
    ['country', 'Kenya'],
    ['region', '002'],
    ['scope', '4'],
    ['type', 'ngo'],
    ['organisation', 'KE-NGO-1'],
    ['organisation', 'abcdefgh01'],
    ['status', '2'],
    ['sdg', '18'],
    ['sdg', '3.8'],
    ['sdg', '03'],
    ['year', '1899'],
    ['year', '20155'],
    ['year', '٢٠١٥'],
    ['sort', 'best'],
    ['q', '?!'],
    ['q', 'x'.repeat(301)],
    ['page', '0'],
    ['page', '-1'],
    ['page', '1.5'],
    ['page', '1e3'],
    ['page', '99999999'],
  ] as const)('no %s is called %s', (field, typed) => {
    expect(readQuery({ [field]: typed }, places).refused).toEqual({ field, typed })
  })

  test('of several values the first that means nothing is refused, and what means something is kept', () => {
    expect(readQuery({ q: 'radio', country: 'ke,xx,yy', line: 'c1', status: 'z' }, places)).toEqual({
      ...nothing,
      q: 'radio',
      sort: 'relevance',
      filters: { line: ['c1'], country: ['ke'] },
      refused: { field: 'country', typed: 'xx' },
    })
  })
})

test.each([
  [{}, 1, '/stocktaking'],
  [EVERYTHING, 2, '/stocktaking?page=2'],
  [{ filters: { year: ['2015'], line: ['c1', 'c7'] } }, 1, '/stocktaking?line=c1,c7&year=2015'],
  [{ filters: { line: [] } }, 1, '/stocktaking'],
  [{ q: 'a, b&c', sort: 'relevance' }, 1, '/stocktaking?q=a,+b%26c'],
  [{ q: 'radio', sort: 'updated' }, 3, '/stocktaking?q=radio&sort=updated&page=3'],
  [{ sort: 'updated' }, 1, '/stocktaking'],
  [{ sort: 'start' }, 1, '/stocktaking?sort=start'],
] as const)('the address of %j on page %i', (choice, page, address) => expect(addressOf(choice, page)).toBe(address))

test('the address of a list is read as that list', () => {
  const choice = { q: '教育 -x', filters: { country: ['in', 'ke'], sdg: ['3'] }, sort: 'start' } as const
  const query = Object.fromEntries(new URLSearchParams(addressOf(choice, 4).split('?')[1]))
  expect(readQuery(query, places)).toEqual({ ...choice, page: 4, refused: null })
})

describe('a choice', () => {
  const choice = { q: 'radio', filters: { country: ['ke'] }, sort: 'relevance' } as const

  test('has a value once, in one order', () => {
    expect(withValue(withValue(choice, 'country', 'in'), 'country', 'ke').filters).toEqual({ country: ['in', 'ke'] })
    expect(withValue(choice, 'line', 'c1').filters).toEqual({ country: ['ke'], line: ['c1'] })
  })

  test('loses a value, and keeps the others', () => {
    expect(withoutValue({ ...choice, filters: { country: ['in', 'ke'], line: ['c1'] } }, 'country', 'in').filters).toEqual({
      country: ['ke'],
      line: ['c1'],
    })
  })

  test('without words is in the order of change, unless another was chosen', () => {
    expect(withoutWords(choice)).toEqual({ q: '', filters: { country: ['ke'] }, sort: 'updated' })
    expect(withoutWords({ ...choice, sort: 'start' }).sort).toBe('start')
  })

  test.each([
    [{}, false],
    [{ country: [] }, false],
    [{ country: ['ke'] }, true],
  ])('of %j is filtered: %s', (filters, filtered) => expect(isFiltered({ ...choice, filters })).toBe(filtered))
})

test.each([
  [0, 1],
  [20, 1],
  [21, 2],
])('%i activities fill %i pages', (found, pages) => expect(pagesOf(found)).toBe(pages))
