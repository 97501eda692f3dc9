import { describe, expect, test } from 'vitest'
import { isUnder, wayOf } from './representative-rules.ts'

const SHARED = new Set(['gmail.com', 'gov.uk'])

describe('an address is under a website', () => {
  test.each([
    ['ada@example.org', 'https://www.example.org/en', true],
    ['ada@field.example.org', 'https://example.org', true],
    ['ada@bücher.example', 'https://xn--bcher-kva.example', true],
    ['ada@notexample.org', 'https://example.org', false],
    ['ada@example.org.evil.net', 'https://example.org', false],
    ['ada@example.org', 'https://field.example.org', false],
    ['ada@gmail.com', 'https://gmail.com', false],
    ['ada@town.gov.uk', 'https://www.gov.uk', false],
    ['ada@org', 'https://org', false],
    ['ada@example.org', null, false],
  ])('%s, %s: %s', (email, website, under) => expect(isUnder(email, website, SHARED)).toBe(under))

  test('never where the shared domains are not known', () => expect(isUnder('ada@example.org', 'https://example.org', null)).toBe(false))
})

describe('who decides', () => {
  const base = {
    website: 'https://example.org',
    represented: false,
    left: false,
    lookedAt: false,
    emails: ['ada@example.org'],
    refusedBefore: false,
  }
  test.each([
    ['the first of a shipped or mentioned one', {}, 'secretariat'],
    ['the first of one that was looked at', { lookedAt: true }, 'domain'],
    ['whoever comes after the last has left', { lookedAt: true, left: true }, 'secretariat'],
    ['the next', { represented: true }, 'domain'],
    ['the next with any of several addresses', { represented: true, emails: ['ada@gmail.com', 'ada@example.org'] }, 'domain'],
    ['the next with another address', { represented: true, emails: ['ada@gmail.com'] }, 'representative'],
    ['the next without an address', { represented: true, emails: [] }, 'representative'],
    ['the next who was refused', { represented: true, refusedBefore: true }, 'representative'],
    ['the first who was refused', { lookedAt: true, refusedBefore: true }, 'secretariat'],
    ['the next of one without a website', { represented: true, website: null }, 'representative'],
  ] as const)('on %s: %s', (_, over, way) => expect(wayOf({ ...base, ...over }, SHARED)).toBe(way))
})
