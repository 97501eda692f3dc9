import { beforeEach, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import { wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { keysWith } from './rules.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

/** What stands under each heading of the results. */
async function groups(path: string): Promise<Record<string, string>> {
  const html = await world.read(path)
  return Object.fromEntries(
    [...html.matchAll(/<section class="stack"><h2>(.*?)<\/h2>(.*?)<\/section>/gs)].map(([, title = '', rest = '']) => [
      title,
      wordsOf(rest),
    ]),
  )
}

test('lines, places, processes, organisations and activities are found by one word', async () => {
  await aStakeholder(world.db, { names: { en: 'Kenya Health Union' } })
  await anActivity(world.db, { texts: { en: { title: 'Health by radio' } } })
  const found = await groups('/en/search?q=health')
  expect(Object.keys(found)).toEqual(['Lines', 'Stakeholders', 'Activities'])
  expect(found.Lines).toBe('C7E-health')
  expect(found.Stakeholders).toContain('Kenya Health Union')
  expect(found.Activities).toBe(
    'C7E-health Mobile Health Information System FHI 360 United States of America prize of 2015 Health by radio See all 2 activities',
  )
  expect(await groups('/en/search?q=kenya')).toMatchObject({ 'Countries and regions': 'Kenya', Stakeholders: 'Kenya Health Union' })
})

test('a word is found in any language, and what was found is named in that of the reader', async () => {
  expect(await groups('/en/search?q=télésanté')).toMatchObject({ Lines: 'C7E-health' })
  expect(await groups('/en/search?q=肯尼亚')).toMatchObject({ 'Countries and regions': 'Kenya' })
  expect(await groups('/en/search?q=التعلم')).toMatchObject({ Lines: 'C7E-learning' })
})

test('an organisation is found by the beginning of its name, without accents, and by its acronym', async () => {
  await aStakeholder(world.db, { acronym: 'RVC', names: { fr: 'Réseau villageois du Congo' } })
  expect((await groups('/en/search?q=reseau%20villag')).Stakeholders).toBe('Réseau villageois du Congo')
  expect((await groups('/en/search?q=rvc')).Stakeholders).toBe('Réseau villageois du Congo')
})

test('one that may not be shown is not found', async () => {
  await aStakeholder(world.db, { standing: 'held', names: { en: 'Spammers United' } })
  expect(await groups('/en/search?q=spammers')).toEqual({})
  expect(wordsOf(await world.read('/en/search?q=spammers'))).toContain('Nothing found for spammers. Check the spelling')
})

test('nothing asked shows the form, too much is refused and kept', async () => {
  expect(await groups('/en/search')).toEqual({})
  const answer = await world.get(`/en/search?q=${'a'.repeat(301)}`)
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain(`value="${'a'.repeat(301)}"`)
})

test.each(["'", '\\', '&|!()<->:*', '%', '"', 'a:*', '-', 'OR', '🙂'])('%s is no accident', async (typed) => {
  expect((await world.get(`/en/search?q=${encodeURIComponent(typed)}`)).status).toBe(200)
})

test('it takes as many queries for one as for twenty', async () => {
  for (let n = 0; n < 20; n++) {
    const name = n === 0 ? 'Health and a single union' : 'Health union'
    await aStakeholder(world.db, { identifier: `ORG-${n}`, names: { en: name } })
    await anActivity(world.db, { identifier: `ACT-${n}`, texts: { en: { title: name } } })
  }
  const queriesFor = async (q: string) => {
    await world.read(`/en/search?q=${q}`) // what the words are in each language is asked for once
    world.cache.changed(null)
    world.queries()
    await world.read(`/en/search?q=${q}`)
    return world.queries()
  }
  expect(await queriesFor('union')).toBe(await queriesFor('single'))
})

test.each([
  ['e-health', ['a']],
  ['HEALTH e', ['a']],
  ['learn', ['b']],
  ['health learning', []],
  ['', []],
  ['—', []],
])('%j finds %j', (typed, keys) => {
  expect(
    keysWith(typed, [
      { key: 'a', text: 'E-health' },
      { key: 'a', text: 'Cybersanté' },
      { key: 'b', text: 'E-learning' },
    ]),
  ).toEqual(keys)
})
