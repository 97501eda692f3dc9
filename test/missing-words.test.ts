/** A language is complete or it is not offered; what an offered one lacks, or has too much, is listed here. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readWords } from '../src/words.ts'

const { catalogues, missing, complete } = readWords('.')

test('English and Arabic are complete', () => {
  expect(missing.get('ar')).toEqual([])
  expect(complete).toEqual(['ar', 'en'])
})

test('no language has words that nothing asks for', () => {
  const asked = new Set([...missing].flatMap(([language, keys]) => (language === 'fr' ? keys : [])))
  const extra = readdirSync('locales').flatMap((language) =>
    readdirSync(`locales/${language}`).flatMap((file) => {
      const slice = file.replace('.json', '')
      const words: object = JSON.parse(readFileSync(`locales/${language}/${file}`, 'utf8'))
      return Object.keys(words)
        .filter((key) => !asked.has(`${slice}.${key}`))
        .map((key) => `${language}/${slice}.${key}`)
    }),
  )
  expect(existsSync('locales/fr')).toBe(false) // else `asked` above is no longer every key
  expect(extra).toEqual([])
})

test('every Arabic plural has its six forms', () => {
  const plurals = [...(catalogues.get('ar') ?? [])].flatMap(([slice, words]) =>
    Object.entries(words)
      .filter(([, text]) => text.includes(', plural,'))
      .map(([key, text]) => ({
        key: `${slice}.${key}`,
        forms: ['zero', 'one', 'two', 'few', 'many', 'other'].filter((form) => text.includes(`${form} {`)),
      })),
  )
  expect(plurals.length).toBeGreaterThan(0)
  expect(plurals.filter(({ forms }) => forms.length < 6)).toEqual([])
})
