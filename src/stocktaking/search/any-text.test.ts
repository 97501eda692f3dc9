/** Whatever is typed is a search or is refused in words; nothing that is typed is taken for a statement. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { anActivity } from '../../../test/builders.ts'
import { wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import type { Db } from '../../app.tsx'
import { closeWords, findMatches, indexActivities, LONGEST_QUERY, marksIn, queryOf } from './index.ts'

let world: World
let id: number
beforeAll(async () => {
  world = await aWorld()
  ;({ id } = await anActivity(world.db, { texts: { en: { title: 'Radio' }, ar: { title: 'الحق' }, zh: { title: '教育' } } }))
})

const SIGNS = [
  '&',
  '|',
  '!',
  '(',
  ')',
  ':',
  '*',
  "'",
  '"',
  '\\',
  '<->',
  '<2>',
  '-',
  '%',
  '_',
  '/',
  '$1',
  '{',
  '<b>',
  '\0',
  '\u202e',
  '“',
  '\ud800',
]
const WORDS = ['radio', 'OR', 'the', 'x1', 'حق', '教育', 'é', 'и\u0306', 'ß']
const typed = fc.oneof(
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)) },
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...SIGNS, ...WORDS, ' '), { maxLength: 20 }).map((parts) => parts.join('')) },
)
const RUNS = { numRuns: 300, seed: 20060224 }

test('any text is found, or not found, and marked', async () => {
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      const query = queryOf(text)
      const { matches, excluded } = await findMatches(world.db, query, { ranked: true })
      expect([...(matches?.ids ?? []), ...excluded].every((found) => found > 0)).toBe(true)
      await closeWords(world.db, text)
      const [marks = []] = await marksIn(world.db, query, [{ text: `Radio ${text}`, language: 'en' }])
      expect(marks.every(([from, to], index) => from < to && from >= (marks[index - 1]?.[1] ?? 0))).toBe(true)
    }),
    RUNS,
  )
})

test('any text may be that of an activity', async () => {
  await fc.assert(
    fc.asyncProperty(typed, fc.constantFrom('en', 'fr', 'ar', 'zh', 'und'), async (text, language) => {
      const stored = text.replaceAll('\0', '')
      await world.db.transaction().execute(async (tx: Db) => {
        const row = { activity_id: id, language, origin: 'original' as const, title: stored, description: stored, revised_at: world.now() }
        await tx.deleteFrom('stocktaking.activity_text').where('activity_id', '=', id).execute()
        await tx.insertInto('stocktaking.activity_text').values(row).execute()
        await indexActivities(tx, [id])
      })
    }),
    RUNS,
  )
})

test('any address is answered', async () => {
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      const answer = await world.get(`/en/stocktaking?${new URLSearchParams({ q: text })}`)
      expect([200, 400]).toContain(answer.status)
    }),
    { ...RUNS, numRuns: 100 },
  )
})

describe('a text of', () => {
  const answer = (text: string) => world.get(`/en/stocktaking?q=${encodeURIComponent(text)}`)

  test('300 characters is searched, one of 301 is refused', async () => {
    expect((await answer(`${'x '.repeat(149)}xy`)).status).toBe(200)
    const refused = await answer('x'.repeat(LONGEST_QUERY + 1))
    expect(refused.status).toBe(400)
    expect(wordsOf(await refused.text())).toContain(`no more than ${LONGEST_QUERY} characters`)
  })

  test('no letter and no digit is refused', async () => {
    const refused = await answer('?! -')
    expect(refused.status).toBe(400)
    expect(wordsOf(await refused.text())).toContain('“?! -” cannot be searched for.')
  })

  test('a character that no text can hold is refused', async () => {
    expect((await answer('a\0b')).status).toBe(400)
  })
})

test.each([
  [
    'of different Chinese characters',
    Array.from({ length: 90_000 }, (_, at) => String.fromCodePoint(0x4e00 + (at % 20_000), 0x4e00 + ((at * 7) % 19_997))).join(''),
  ],
  ['of letters with accents', Array.from({ length: 40_000 }, (_, at) => `ếộữ${String.fromCodePoint(0x1ea0 + (at % 80))}${at}`).join(' ')],
  ['of one word', 'ế'.repeat(200_000)],
])('a book %s is indexed', async (_, text) => {
  await world.db.transaction().execute(async (tx: Db) => {
    const row = { activity_id: id, language: 'en', origin: 'original' as const, title: text, description: text, revised_at: world.now() }
    await tx.deleteFrom('stocktaking.activity_text').where('activity_id', '=', id).execute()
    await tx.insertInto('stocktaking.activity_text').values(row).execute()
    await indexActivities(tx, [id])
  })
  const word = /^\S{2}/.exec(text)?.[0] ?? ''
  expect((await findMatches(world.db, queryOf(word === 'ếế' ? 'Telemedicine' : word), { ranked: false })).excluded).toEqual([])
})
