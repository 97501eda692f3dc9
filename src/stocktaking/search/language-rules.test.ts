import { describe, expect, test } from 'vitest'
import { askedForms, configOf, keptForms } from './language-rules.ts'

test.each([
  ['ar', 'arabic'],
  ['en', 'english'],
  ['fr', 'french'],
  ['ru', 'russian'],
  ['es', 'spanish'],
  ['de', 'german'],
  ['nl', 'dutch'],
  ['pt', 'portuguese'],
  ['zh', 'simple'],
  ['sw', 'simple'],
  ['und', 'simple'],
])('a text in %s is searched as %s', (language, config) => expect(configOf(language)).toBe(config))

describe('forms', () => {
  test.each([
    ['french', 'Égalité', ['égalité', 'egalite'], ['égalité', 'egalite']],
    ['french', 'Loi', ['loi'], ['loi']],
    ['english', 'Café', ['café', 'cafe'], ['café', 'cafe']],
    ['russian', 'Ёлка', ['елка'], ['елка']],
    ['simple', 'Việt Nam', ['viet nam'], ['viet nam']],
    ['arabic', 'الصِّحّة', ['صحة'], ['صحة', 'الصحة']],
    ['arabic', 'وحرية', ['وحرية', 'حرية'], ['وحرية']],
    ['arabic', 'ألمانيا', ['مانيا'], ['مانيا', 'المانيا']],
  ] as const)('in %s of %s', (config, text, kept, asked) => {
    expect(keptForms(config, text)).toEqual(kept)
    expect(askedForms(config, text)).toEqual(asked)
  })

  test('of Chinese are pairs, of which a question has no last half', () => {
    expect(keptForms('simple', '教育法').map((form) => form.trim())).toEqual(['教育 育法 法'])
    expect(askedForms('simple', '教育法').map((form) => form.trim())).toEqual(['教育 育法'])
  })
})
