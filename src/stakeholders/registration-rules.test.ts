import { describe, expect, test } from 'vitest'
import { dueAfter, hostOf, registrationOf } from './registration-rules.ts'

describe('two working days after', () => {
  test.each([
    ['Tuesday noon', '2026-02-24T12:00:00Z', '2026-02-26T12:00:00Z'],
    ['Wednesday noon', '2026-02-25T12:00:00Z', '2026-02-27T12:00:00Z'],
    ['Thursday noon', '2026-02-26T12:00:00Z', '2026-03-02T12:00:00Z'],
    ['Friday noon', '2026-02-27T12:00:00Z', '2026-03-03T12:00:00Z'],
    ['the last second of Friday', '2026-02-27T23:59:59Z', '2026-03-03T23:59:59Z'],
    ['the first of Saturday', '2026-02-28T00:00:00Z', '2026-03-04T00:00:00Z'],
    ['the last of Sunday', '2026-03-01T23:59:59Z', '2026-03-04T00:00:00Z'],
    ['the first of Monday', '2026-03-02T00:00:00Z', '2026-03-04T00:00:00Z'],
  ])('%s', (_, submitted, due) => expect(dueAfter(new Date(submitted))).toEqual(new Date(due)))
})

describe('the host of a website', () => {
  test.each([
    ['https://www.example.org/about', 'example.org'],
    ['http://news.example.org:8080', 'news.example.org'],
    ['https://bücher.example', 'xn--bcher-kva.example'],
    [null, null],
  ])('of %s', (website, host) => expect(hostOf(website)).toBe(host))
})

describe('a registration', () => {
  const typed = { name: 'Village Networks', language: 'en', type: 'civil-society', country: 'KE', website: '', represent: 'yes' }
  const read = (over: object, anonymous = false) =>
    registrationOf({ countries: new Set(['KE']), anonymous }).safeParse({ ...typed, ...over })

  test.each([
    [{ website: 'example.org' }, { website: 'https://example.org' }],
    [{ website: ' http://example.org/en ' }, { website: 'http://example.org/en' }],
    [{ website: '' }, { website: null }],
    [{ country: '' }, { country: null }],
    [{ name: '  Village \n Networks ' }, { name: 'Village Networks' }],
    [{ represent: undefined }, { represent: false }],
    [{ ownName: 'Somebody else' }, { ownName: null }],
  ])('with %o has %o', (over, value) => expect(read(over).data).toMatchObject(value))

  test.each([
    [{ name: ' –\n ' }, 'nameMissing'],
    [{ name: 'x'.repeat(301) }, 'nameTooLong'],
    [{ language: 'tlh' }, 'languageUnknown'],
    [{ type: 'not-stated' }, 'typeMissing'],
    [{ country: 'XX' }, 'countryUnknown'],
    [{ website: 'javascript:alert(1)' }, 'websiteWrong'],
    [{ website: 'https://name:secret@example.org' }, 'websiteWrong'],
    [{ website: 'localhost' }, 'websiteWrong'],
    [{ website: 'two words.org' }, 'websiteWrong'],
  ])('with %o is refused: %s', (over, key) => expect(read(over).error?.issues.map(({ message }) => message)).toEqual([key]))

  test('of somebody whose account has no name needs one', () => {
    expect(read({ ownName: ' ' }, true).error?.issues.map(({ message }) => message)).toEqual(['ownNameMissing'])
    expect(read({ ownName: 'Ada Lovelace' }, true).data).toMatchObject({ ownName: 'Ada Lovelace' })
  })
})
