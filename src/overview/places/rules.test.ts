import { describe, expect, test } from 'vitest'
import { continents, placeOf, shelvesOf } from './rules.ts'

const geography = {
  regions: [
    { code: '001', slug: 'world', parent: null, name: 'World' },
    { code: '002', slug: 'africa', parent: '001', name: 'Africa' },
    { code: '202', slug: 'sub-saharan-africa', parent: '002', name: 'Sub-Saharan Africa' },
    { code: '014', slug: 'eastern-africa', parent: '202', name: 'Eastern Africa' },
    { code: '009', slug: 'oceania', parent: '001', name: 'Oceania' },
  ],
  countries: [
    { code: 'AQ', m49: '010', region: '001', name: 'Antarctica' },
    { code: 'KE', m49: '404', region: '014', name: 'Kenya' },
    { code: 'XK', m49: '983', region: null, name: 'Kosovo' },
    { code: 'UG', m49: '800', region: '014', name: 'Uganda' },
  ],
}

const ke = { facet: 'country', key: 'ke', name: 'Kenya' }
const ug = { facet: 'country', key: 'ug', name: 'Uganda' }
const eastern = { facet: 'region', key: 'eastern-africa', name: 'Eastern Africa' }

describe('a place', () => {
  test('that is a country lies in regions, from the continent down', () => {
    const place = placeOf('country', 'ke', geography)
    expect(place?.around.map(({ slug }) => slug)).toEqual(['africa', 'sub-saharan-africa', 'eastern-africa'])
    expect(place?.within).toEqual({ countries: ['KE'], regions: [] })
  })

  test.each(['aq', 'xk'])('%s lies in none', (key) => expect(placeOf('country', key, geography)?.around).toEqual([]))

  test('that is a region has regions, and what lies in them', () => {
    const place = placeOf('region', 'sub-saharan-africa', geography)
    expect(place?.parts).toEqual([eastern])
    expect(place?.within).toEqual({ countries: ['KE', 'UG'], regions: ['202', '014'] })
  })

  test('that is a region without regions has countries', () =>
    expect(placeOf('region', 'eastern-africa', geography)?.parts).toEqual([ke, ug]))

  test.each([
    ['region', 'world'],
    ['region', 'ke'],
    ['country', 'africa'],
    ['country', 'KE'],
  ] as const)('is no %s %s', (facet, key) => expect(placeOf(facet, key, geography)).toBeNull())
})

test('continents come each before the regions next below it', () => {
  expect(continents(geography.regions).map(({ key, around }) => [key, around])).toEqual([
    ['africa', null],
    ['sub-saharan-africa', 'africa'],
    ['oceania', null],
  ])
})

test('all countries stand where they lie, the last those in no region', () => {
  expect(shelvesOf(geography).map(({ region, depth, countries }) => [region?.key, depth, countries.map(({ key }) => key)])).toEqual([
    ['africa', 0, []],
    ['sub-saharan-africa', 1, []],
    ['eastern-africa', 2, ['ke', 'ug']],
    ['oceania', 0, []],
    [undefined, 0, ['aq', 'xk']],
  ])
})
