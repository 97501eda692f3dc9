/** The page about the API: what it promises is what happens. */
import { beforeEach, describe, expect, test } from 'vitest'
import { wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { PROBLEMS } from '../../platform/problem.ts'
import { beginningOf, valuesOf } from './rules.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

/** Every example on the page: its address, and how it says that the answer begins. */
function examplesOn(html: string): { address: string; beginning: string }[] {
  const examples = html.matchAll(/<a href="([^"]+)" dir="ltr">[^<]*<\/a><\/p><section[^>]*><pre[^>]*>([^<]*)<\/pre>/g)
  return [...examples].map(([, address = '', beginning = '']) => ({ address: unescaped(address), beginning: unescaped(beginning) }))
}

const unescaped = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')

describe('the page about the API', () => {
  test('has for every endpoint an example that works, and whose answer begins as it says', async () => {
    const { paths } = JSON.parse(await world.read('/api/v1/openapi.json'))
    const examples = examplesOn(await world.read('/en/api'))
    expect(examples).toHaveLength(Object.keys(paths).length)
    for (const { address, beginning } of examples) {
      const answer = await world.get(address)
      const lines = JSON.stringify(JSON.parse(await answer.text()), null, 2).split('\n')
      const shown = beginning.split('\n')
      expect({ address, status: answer.status }).toEqual({ address, status: 200 })
      const cut = shown.at(-1) === '…' ? shown.slice(0, -1) : shown
      expect(cut).toEqual(lines.slice(0, shown.at(-1) === '…' ? cut.length : lines.length))
      expect(cut.length).toBeGreaterThan(5)
    }
  })

  test('says what every parameter of a list means and may be', async () => {
    const words = wordsOf(await world.read('/en/api'))
    expect(words).toContain('limit How many entries to a part. 1–200')
    expect(words).toContain('on The day, YYYY-MM-DD; without it, today. YYYY-MM-DD')
    expect(words).toContain(
      'language In which language texts are given; without it, as the header Accept-Language asks. ar · zh · en · fr · ru · es',
    )
  })

  test('has a place for every problem, where its type leads', async () => {
    const html = await world.read('/en/api')
    const { type } = JSON.parse(await world.read('/api/v1/lines/c99'))
    expect(type).toBe('http://localhost/en/api#absent')
    expect(PROBLEMS.filter((problem) => !html.includes(`<tr id="${problem}">`))).toEqual([])
  })

  test('stands in the menu at the foot of every page', async () => {
    expect(await world.read('/en/about')).toContain('<a href="/en/api">For programs</a>')
  })
})

test.each([
  [{ enum: ['a', 'b'] }, ['a', 'b']],
  [{ items: { enum: ['a', 'b'] } }, ['a', 'b']],
  [{ format: 'date' }, ['YYYY-MM-DD']],
  [{ format: 'date-time' }, ['YYYY-MM-DDThh:mm:ssZ']],
  [{ minimum: 1, maximum: 200 }, ['1–200']],
  [{ minimum: 1 }, []],
  [{}, []],
])('what JSON Schema calls %o may be %o', (schema, values) => {
  expect(valuesOf(schema)).toEqual(values)
})

test('a short answer is shown whole, a long one by its beginning', () => {
  expect(beginningOf({ on: '2006-02-24' })).toEqual({ lines: ['{', '  "on": "2006-02-24"', '}'], whole: true })
  expect(beginningOf({ items: Array(30).fill(1) })).toMatchObject({ whole: false, lines: { length: 16 } })
})
