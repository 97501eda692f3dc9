import { describe, expect, test } from 'vitest'
import { type ActivityText, folded, inReadingOrder, languageName, type Participant, partnersOf } from './rules.ts'

const text = (language: string, title: string | null = language): ActivityText => ({
  language,
  origin: 'original',
  title,
  description: null,
  objectives: null,
  targetGroups: null,
  other: null,
})

test.each([
  [['fr', 'en', 'ar'], 'ar', ['ar', 'en', 'fr']],
  [['fr', 'en', 'de'], 'ar', ['en', 'de', 'fr']],
  [['ru', 'de'], 'ar', ['de', 'ru']],
] as const)('of texts in %j a reader of %s gets %j', (languages, reader, order) => {
  const texts = languages.map((language) => text(language))
  expect(inReadingOrder(texts, reader).map(({ language }) => language)).toEqual(order)
})

test('a text with a title stands before one without', () => {
  expect(inReadingOrder([text('ar', null), text('fr')], 'ar').map(({ language }) => language)).toEqual(['fr', 'ar'])
})

describe('a long text is folded', () => {
  test.each([
    ['not at all while it is not much too long', 'x'.repeat(3500), 3500],
    ['after a sentence', `${'Ten chars. '.repeat(400)}`, 2991],
    ['after a word', `${'ninechars '.repeat(400)}`, 2999],
    ['after a paragraph', `${'x'.repeat(2900)}\n\n${'y'.repeat(2000)}`, 2900],
    ['in a word without an end', 'x'.repeat(9000), 3000],
    ['not within a character', `${'x'.repeat(2999)}${'📻'.repeat(500)}`, 2999],
  ])('%s', (_, long, shown) => {
    const parts = folded(long)
    expect(parts.shown.length).toBe(shown)
    expect(`${parts.shown} ${parts.rest}`.replace(/\s+/g, '')).toBe(long.replace(/\s+/g, ''))
  })
})

test('a partner stands once, with its roles in order', () => {
  const who = (name: string, role: Participant['role'], publicId: string | null = null): Participant => ({
    publicId,
    name,
    language: 'en',
    type: 'other',
    role,
  })
  const partners = partnersOf([
    who('WHO', 'implementing', 'a'),
    who('Radio', null),
    who('World Health Organization', 'funding', 'a'),
    who('WHO', 'implementing', 'a'),
    who('WHO', 'extending'),
  ])
  expect(partners.map(({ name, roles }) => ({ name, roles }))).toEqual([
    { name: 'WHO', roles: ['funding', 'implementing'] },
    { name: 'Radio', roles: [] },
    { name: 'WHO', roles: ['extending'] },
  ])
})

test.each([
  ['es', 'en', 'Spanish'],
  ['es', 'ar', 'الإسبانية'],
  ['und', 'en', null],
  ['not a language', 'en', null],
  ['qqx', 'en', null],
] as const)('the language %s, for a reader of %s, is %s', (code, reader, name) => expect(languageName(code, reader)).toBe(name))
