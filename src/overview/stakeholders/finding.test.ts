import { beforeEach, describe, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import { mainOf, wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

/** Four organisations that differ in everything, and two that nobody may see. */
async function some() {
  const { id: karibu } = await aStakeholder(world.db, {
    identifier: 'KE-1',
    names: { en: 'Karibu IT', fr: 'Réseau Karibu' },
    country: 'KE',
    acronym: 'KIT',
  })
  await aStakeholder(world.db, { identifier: 'TZ-1', names: { en: 'Karibu Radio' }, country: 'TZ', type: 'business', standing: 'public' })
  const { id: dakar } = await aStakeholder(world.db, { identifier: 'SN-1', names: { fr: 'Télé Dakar' }, country: 'SN', type: 'business' })
  await aStakeholder(world.db, { identifier: 'DK-1', names: { und: 'Aalborg Net' }, country: 'DK', type: 'academia' })
  await aStakeholder(world.db, {
    identifier: 'KE-8',
    names: { en: 'Karibu Received' },
    country: 'KE',
    standing: 'received',
    acronym: 'HID',
  })
  await aStakeholder(world.db, { identifier: 'KE-9', names: { en: 'Karibu Held' }, country: 'KE', standing: 'held' })
  await anActivity(world.db, { identifier: 'own', reporter_id: karibu, lines: { 'c7-e-health': {} } })
  await anActivity(world.db, {
    identifier: 'joint',
    participants: [{ stakeholder_id: dakar, role: 4 }],
    lines: { c3: {}, c5: { basis: 'suggested', sector: '22040' } },
  })
}

const found = async (query: string, language = 'en') =>
  [...mainOf(await world.read(`/${language}/stakeholders?${query}`)).matchAll(/<th scope="row"><a [^>]*><bdi[^>]*>([^<]+)/g)].map(
    ([, name]) => name,
  )

const chips = async (query: string) =>
  [...(/<ul class="chips".*?<\/ul>/s.exec(await world.read(`/en/stakeholders?${query}`))?.[0] ?? '').matchAll(/href="([^"]+)"/g)].map(
    ([, to]) => to?.replaceAll('&amp;', '&'),
  )

describe('stakeholders are found', () => {
  beforeEach(some)

  test.each([
    ['q=karibu', ['Karibu IT', 'Karibu Radio']],
    ['q=reseau', ['Karibu IT']],
    ['q=KIT', ['Karibu IT']],
    ['q=kari+it', ['Karibu IT']],
    ['q=!!!', []],
    ['country=ke&standing=mentioned', ['Karibu IT']],
    ['country=KE&type=civil-society', ['Karibu IT']],
    ['type=business&q=dak', ['Télé Dakar']],
    ['region=eastern-africa&q=karibu', ['Karibu IT', 'Karibu Radio']],
    ['region=africa&type=business', ['Karibu Radio', 'Télé Dakar']],
    ['line=c7-e-health&standing=mentioned', ['Karibu IT']],
    ['line=c7&standing=mentioned', ['Karibu IT']],
    ['line=c3&standing=mentioned', ['Télé Dakar']],
    ['line=c5&standing=mentioned', []],
    ['line=c9&region=northern-america', []],
    ['q=karibu&standing=public', ['Karibu Radio']],
    ['q=karibu&type=business&country=tz&region=africa&standing=public', ['Karibu Radio']],
    ['q=karibu&type=business&country=ke', []],
  ])('by %s', async (query, names) => expect(await found(query)).toEqual(names))

  test('by a line where they have a mandate on it', async () => {
    expect(await found('line=c9')).toContain('United Nations Educational, Scientific and Cultural Organization')
    expect(await found('line=c9')).not.toContain('Karibu IT')
  })

  test('never what was received or is held, by no way of asking', async () => {
    for (const query of ['q=karibu', 'q=HID', 'country=ke', 'standing=mentioned', 'region=africa', '']) {
      for (const ending of ['', '.csv', '.json', '.atom']) {
        const text = await world.read(`/en/stakeholders${ending}?${query}`)
        expect(text).not.toMatch(/Karibu (Received|Held)/)
      }
    }
    for (const standing of ['received', 'held']) expect((await world.get(`/en/stakeholders?standing=${standing}`)).status).toBe(400)
  })

  test('in each language by the name that suits it', async () => {
    expect(await found('q=KIT', 'fr')).toEqual(['Réseau Karibu'])
  })

  test('and what was chosen is taken off one by one', async () => {
    expect(await chips('q=karibu&type=business&country=tz&page=1')).toEqual([
      '/en/stakeholders?type=business&country=tz',
      '/en/stakeholders?q=karibu&country=tz',
      '/en/stakeholders?q=karibu&type=business',
    ])
    const text = wordsOf(await world.read('/en/stakeholders?q=karibu&type=business&country=tz'))
    expect(text).toContain('Take off: karibu × Take off: Business × Take off: United Republic of Tanzania ×')
    expect(text).toContain('1 stakeholder, by name')
  })

  test('and the same list is a file and a feed', async () => {
    const html = await world.read('/en/stakeholders?q=karibu&type=business')
    for (const type of ['csv', 'json', 'atom']) expect(html).toContain(`href="/en/stakeholders.${type}?q=karibu&amp;type=business"`)
    expect(await world.read('/en/stakeholders.csv?q=karibu&type=business')).toMatch(
      /^id,identifier,name,[^\n]*\n[a-z2-7]{10},TZ-1,Karibu Radio,en,[^\n]*\n$/,
    )
    const names = (JSON.parse(await world.read('/en/stakeholders.json?q=karibu')) as { names: object }[]).map((one) => one.names)
    expect(names).toHaveLength(2)
    expect(names).toContainEqual({ en: 'Karibu IT', fr: 'Réseau Karibu' })
    const feed = await world.read('/en/stakeholders.atom?q=karibu')
    expect([...feed.matchAll(/<title>([^<]+)/g)].map(([, title]) => title)).toEqual([
      'Stakeholders, the latest first',
      'Karibu Radio',
      'Karibu IT',
    ])
  })
})

describe('what means nothing', () => {
  test.each([
    ['country=qq', '“qq” is not a country of this list. Choose one from it.'],
    ['region=world%3Ci%3E', '“world<i>” is not a region on record. Choose one from the list.'],
    ['line=c99', '“c99” is not a line of the plan. Choose one from the list.'],
    ['standing=held', '“held” is not a standing. Choose one from the list.'],
    [`q=${'x'.repeat(301)}`, 'A name has at most 300 characters. Shorten what you look for.'],
  ])('is refused in words: %s', async (query, sentence) => {
    const answer = await world.get(`/en/stakeholders?${query}`)
    expect(answer.status).toBe(400)
    expect(wordsOf(await answer.text())).toContain(sentence)
    expect((await world.get(`/en/stakeholders.csv?${query}`)).status).toBe(400)
  })
})

test('the database is asked as often for twenty as for one, with everything chosen', async () => {
  const asked = async () => {
    world.cache.changed(null)
    world.queries()
    await world.get('/en/stakeholders?q=karibu&type=academia&country=ke&region=africa&standing=mentioned')
    return world.queries()
  }
  await asked()
  await aStakeholder(world.db, { identifier: 'one', type: 'academia', country: 'KE', names: { en: 'Karibu' } })
  const one = await asked()
  for (let number = 0; number < 24; number += 1) {
    const { id } = await aStakeholder(world.db, {
      identifier: `x${number}`,
      type: 'academia',
      country: 'KE',
      names: { en: `Karibu ${number}` },
    })
    await anActivity(world.db, { identifier: `x${number}`, reporter_id: id })
  }
  expect(await asked()).toBe(one)
  expect(await found('q=karibu&type=academia&country=ke&page=2')).toHaveLength(5)
})
