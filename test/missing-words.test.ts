/** A language is complete or it is not offered; what an offered one lacks, or has too much, is listed here. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LANGUAGES } from '../src/platform/i18n.ts'
import { readWords } from '../src/words.ts'

const { catalogues, missing, complete } = readWords('.')

test('the six languages are complete', () => {
  expect(Object.fromEntries(missing)).toEqual({ ar: [], zh: [], en: [], fr: [], ru: [], es: [] })
  expect(complete).toEqual([...LANGUAGES])
})

test('no language has words that nothing asks for', () => {
  const asked = new Set(readWords('no such folder').missing.get('ar'))
  const extra = readdirSync('locales').flatMap((language) =>
    readdirSync(`locales/${language}`).flatMap((file) => {
      const slice = file.replace('.json', '')
      const words: object = JSON.parse(readFileSync(`locales/${language}/${file}`, 'utf8'))
      return Object.keys(words)
        .filter((key) => !asked.has(`${slice}.${key}`))
        .map((key) => `${language}/${slice}.${key}`)
    }),
  )
  expect(asked.size).toBeGreaterThan(0)
  expect(extra).toEqual([])
})

test.each([
  ['ar', ['zero', 'one', 'two', 'few', 'many', 'other']],
  ['ru', ['one', 'few', 'many', 'other']],
] as const)('every plural in %s has its forms', (language, forms) => {
  const plurals = [...(catalogues.get(language) ?? [])].flatMap(([slice, words]) =>
    Object.entries(words)
      .filter(([, text]) => text.includes(', plural,'))
      .map(([key, text]) => ({ key: `${slice}.${key}`, missing: forms.filter((form) => !text.includes(`${form} {`)) })),
  )
  expect(plurals.length).toBeGreaterThan(0)
  expect(plurals.filter(({ missing }) => missing.length > 0)).toEqual([])
})
