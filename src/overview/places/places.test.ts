import { beforeEach, describe, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import { mainOf, wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { began, inEasternAfrica } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const words = async (path: string) => wordsOf(await world.read(path))

/** What stands on a page between two of its words. */
const between = (text: string, from: string, to: string) => text.slice(text.indexOf(from), text.indexOf(to))

const hrefs = (html: string) => [...mainOf(html).matchAll(/href="([^"]*)"/g)].map(([, href]) => href)

describe('a country', () => {
  test('says what is being done on each line, by whom and since when, and where there is nothing', async () => {
    await inEasternAfrica(world)
    const text = await words('/en/countries/ke')
    expect(between(text, 'Countries', 'What is being done')).toBe(
      'Countries and regions Africa Sub-Saharan Africa Eastern Africa Kenya activities on record 2 ' +
        'organisations that report them or take part 2 of 18 lines have any 3 earliest start on record 2011 ',
    )
    expect(between(text, 'Line Activities', 'Who is active')).toBe(
      'Line Activities Facilitators C2Infrastructure 1 activity since 2014 ITU [APC], proposed, civil society ' +
        'C7E-health 1 activity since 2011 suggested WHO ITU C9Media 1 activity since 2014 suggested UNESCO, provisional focal point ' +
        'This site suggests lines by sectors and words. Nobody has confirmed a suggestion yet. ' +
        'Nothing is on record there for 15 lines: C1Public governance C3Access to knowledge C4Capacity building ' +
        'C5Confidence, security C6Enabling environment C7E-government C7E-business C7E-learning C7E-employment C7E-environment ' +
        'C7E-agriculture C7E-science C8Cultures, languages C10Ethics C11Cooperation ',
    )
    expect(between(text, 'Organisation Activities', 'Have their seat')).toBe(
      'Organisation Activities Lines Village Networks 2 activities since 2011 C2Infrastructure C7E-health C9Media ' +
        'Radio House 1 activity since 2011 C7E-health ',
    )
    expect(between(text, 'Have their seat', 'These figures')).toBe(
      'Have their seat here United Nations Environment Programme United Nations Human Settlements Programme Village Networks ' +
        'Latest changes suggested C7E-health Clinics online Village Networks Kenya Uganda 2011 ' +
        'C2Infrastructure suggested C9Media Radio for Nyeri Village Networks Kenya 2014 ',
    )
  })

  test('leads to the same activities in the stocktaking, and to its files', async () => {
    await inEasternAfrica(world)
    expect(hrefs(await world.read('/en/countries/ug'))).toEqual(
      expect.arrayContaining([
        '/en/regions/eastern-africa',
        '/en/stocktaking?line=c7-e-health&amp;country=ug',
        expect.stringMatching(/^\/en\/stocktaking\?country=ug&amp;organisation=[a-z2-7]{10}$/),
        '/en/countries/ug.csv',
        '/en/countries/ug.json',
        '/en/countries/ug.atom',
        '/en/stocktaking.csv?country=ug',
        '/en/stocktaking.xml?country=ug',
      ]),
    )
  })

  test('counts activities that are on no line', async () => {
    await anActivity(world.db, { countries: ['LS'] })
    expect(await words('/en/countries/ls')).toContain(
      'of 18 lines have any 0 1 activity is on no line: its record states none, and nothing in it suggests one.',
    )
  })

  test('names the goals that records name, and leads to those records', async () => {
    const { id } = await anActivity(world.db, { countries: ['LS'] })
    const goals = await world.db
      .selectFrom('framework.goal as goal')
      .innerJoin('framework.goal_set as set', 'set.id', 'goal.set_id')
      .where('set.slug', '=', 'sdg')
      .where('goal.code', 'in', ['10', '3.8'])
      .select('goal.id')
      .execute()
    await world.db
      .insertInto('stocktaking.activity_goal')
      .values(goals.map((goal) => ({ activity_id: id, goal_id: goal.id })))
      .execute()
    const html = await world.read('/en/countries/ls')
    expect(wordsOf(html)).toContain(
      'Goals served 3 Good health and well-being 1 10 Reduced inequalities 1 As records name them; few name any.',
    )
    expect(hrefs(html)).toContain('/en/stocktaking?country=ls&amp;sdg=3')
  })

  test('of which nothing is on record says so', async () => {
    expect(await words('/en/countries/aq')).toBe(
      'Countries and regions Antarctica No activity there is on record yet. These figures: CSV · JSON · Atom All of these activities: CSV · JSON · XML',
    )
  })

  test('shows ten organisations and ten activities, and leads to the others', async () => {
    for (let number = 1; number <= 11; number += 1) {
      const { id } = await aStakeholder(world.db, { identifier: `LS-${number}`, names: { en: `House ${number}` } })
      await anActivity(world.db, { identifier: `x${number}`, countries: ['LS'], reporter_id: id })
    }
    const html = await world.read('/en/countries/ls')
    expect([...html.matchAll(/<h3>/g)]).toHaveLength(10)
    expect(html).toContain('<a href="/en/stocktaking?country=ls">See all 11 activities in the stocktaking</a>')
    expect(html).toContain('<a href="/en/stocktaking/values/organisation?country=ls">See all 11 organisations</a>')
  })

  test.each(['zz', 'KE', 'kenya', 'k'])('%s has no page and no files', async (key) => {
    for (const ending of ['', '.csv', '.json', '.atom']) expect((await world.get(`/en/countries/${key}${ending}`)).status).toBe(404)
  })
})

describe('a region', () => {
  test('counts what names it or a country in it', async () => {
    await inEasternAfrica(world)
    const text = await words('/en/regions/eastern-africa')
    expect(text).toContain(
      'Eastern Africa An activity counts here where its record names Eastern Africa or a country in it. activities on record 3',
    )
    expect(text).toContain('Latest changes Roads suggested C7E-health Clinics online')
  })

  test('shows its parts by lines: how much, and where nothing', async () => {
    await inEasternAfrica(world)
    const rows = gridOf(await world.read('/en/regions/africa'))
    const nothing = 'nothing on record'
    expect(rows[0]?.slice(0, 4)).toEqual(['Place', 'Activities', 'C1 Public governance', 'C2 Infrastructure'])
    expect(rows.slice(1)).toEqual([
      ['Northern Africa', '1', nothing, '1', ...Array.from({ length: 16 }, () => nothing)],
      ['Sub-Saharan Africa', '4', '1', '1', ...cells({ 9: '1', 15: '1' }).slice(2)],
    ])
  })

  test('without regions in it shows its countries', async () => {
    await inEasternAfrica(world)
    const rows = gridOf(await world.read('/en/regions/eastern-africa'))
    expect(rows).toHaveLength(23)
    expect(rows.filter(([, activities]) => activities !== 'nothing on record').slice(1)).toEqual([
      ['Kenya', '2', ...cells({ 1: '1', 9: '1', 15: '1' })],
      ['Uganda', '1', ...cells({ 9: '1' })],
    ])
    expect(await world.read('/en/regions/eastern-africa')).toContain(
      '<td class="c7"><a href="/en/stocktaking?line=c7-e-health&amp;country=ug">1</a></td>',
    )
  })

  test.each(['world', 'atlantis', 'ke'])('%s has no page', async (key) => {
    expect((await world.get(`/en/regions/${key}`)).status).toBe(404)
  })
})

/** The eighteen cells of a row: what stands at some places, else that there is nothing. */
const cells = (at: Record<number, string>) => Array.from({ length: 18 }, (_, index) => at[index] ?? 'nothing on record')

/** The table of places by lines, cell by cell. */
function gridOf(html: string): string[][] {
  const table = /<table class="grid".*?<\/table>/s.exec(html)?.[0] ?? ''
  return [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => wordsOf(cell)),
  )
}

describe('all countries and regions', () => {
  test('stand in the regions that they lie in, with how many activities each has', async () => {
    await inEasternAfrica(world)
    const text = await words('/en/countries')
    expect(text).toContain('19 activities name one of 19 countries.')
    expect(text).toContain('Africa 5 Northern Africa 1 Algeria 0 Egypt 0')
    expect(text).toContain('Sub-Saharan Africa 4 Eastern Africa 3 British Indian Ocean Territory 0')
    expect(text).toContain('Kenya 2')
    expect(text).toMatch(/In no region of this list Antarctica 0 Kosovo 0 Netherlands Antilles 0 Taiwan \(Province of China\) 0$/)
  })

  test('are found from the lines', async () => {
    expect(hrefs(await world.read('/en/lines'))).toContain('/en/countries')
  })
})

test('what was withdrawn is nowhere', async () => {
  await inEasternAfrica(world)
  for (const path of [
    'countries/ke',
    'countries/ke.csv',
    'countries/ke.json',
    'countries/ke.atom',
    'regions/africa',
    'lines/c3',
    'lines/c3.json',
  ]) {
    const text = await world.read(`/en/${path}`)
    expect([path, text.includes('Ended early'), text.includes('1999')]).toEqual([path, false, false])
  }
})

test.each(['/en/countries/ls', '/en/regions/southern-africa', '/en/lines/c11', '/en/countries/ls.json'])(
  '%s asks the database as often for twenty activities as for one',
  async (path) => {
    const asked = async () => {
      await world.get(path) // what the process keeps is read anew after a change, so not counted
      world.cache.changed(null)
      world.queries()
      expect((await world.get(path)).status).toBe(200)
      return world.queries()
    }
    const one = { countries: ['LS'], lines: { c11: {} }, ...began(2012) }
    const { id } = await aStakeholder(world.db, { country: 'LS' })
    await anActivity(world.db, { identifier: 'x', ...one, reporter_id: id })
    const before = await asked()
    for (let number = 1; number < 20; number += 1) {
      const { id } = await aStakeholder(world.db, { identifier: `LS-${number}`, country: 'LS' })
      await anActivity(world.db, { identifier: `x${number}`, ...one, lines: { c11: {}, c2: {} }, reporter_id: id })
    }
    expect(await asked()).toBe(before)
  },
)
