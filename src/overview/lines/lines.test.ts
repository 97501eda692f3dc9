import { beforeEach, describe, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import { mainOf, wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const words = async (path: string) => wordsOf(await world.read(path))

describe('the lines', () => {
  test('are eighteen and C7, in the order of the plan', async () => {
    const html = mainOf(await world.read('/en/lines'))
    const slugs = [...html.matchAll(/<a class="badge [^"]+" href="\/en\/lines\/([^"]+)"/g)].map(([, slug]) => slug)
    expect(slugs).toHaveLength(19)
    expect(slugs.slice(5, 9)).toEqual(['c6', 'c7', 'c7-e-government', 'c7-e-business'])
    expect(wordsOf(html)).toContain('18 lines on which work is done.')
  })

  test('name their focal point as at today, and count facilitators and activities', async () => {
    await anActivity(world.db, { identifier: 'a', lines: { c3: {} } })
    await anActivity(world.db, { identifier: 'b', lines: { c3: { basis: 'suggested', sector: '22040' } } })
    await anActivity(world.db, { identifier: 'c', lines: { c3: {} }, withdrawn_at: new Date('2026-01-01T00:00:00Z') })
    const text = await words('/en/lines')
    expect(text).toContain(
      'Access to information and knowledge UNESCO (provisional focal point) 4 facilitators 3 activities stated 1 activity suggested',
    )
    expect(text).toContain('Building confidence and security in the use of ICTs no focal point on record 1 facilitator 2 activities stated')
    expect(text).toContain('International and regional cooperation no focal point on record 6 facilitators no activities')
  })

  test('stand against the regions: how much is where, and where nothing', async () => {
    await anActivity(world.db, { lines: { c11: {} }, countries: ['KE'] })
    const html = await world.read('/en/lines')
    expect([...html.matchAll(/<th scope="row"( class="in-1")?><a href="\/en\/regions\//g)]).toHaveLength(5 + 17)
    expect(html).toContain('<td class="c11"><a href="/en/stocktaking?line=c11&amp;region=sub-saharan-africa">1</a></td>')
    expect(wordsOf(html)).toContain(`Micronesia ${Array.from({ length: 19 }, () => 'nothing on record').join(' ')} Polynesia`)
  })

  test('mark a title that nobody has seen in an official text', async () => {
    expect(await words('/ar/lines')).toContain('C7الصحة الإلكترونية عنوان لم يُتحقق منه بعد')
    expect(await words('/en/lines')).not.toContain('not yet verified')
  })
})

describe('a line', () => {
  test('that is not there has no page, nor has the plan as a whole', async () => {
    expect((await world.get('/en/lines/c12')).status).toBe(404)
    expect((await world.get('/en/lines/plan')).status).toBe(404)
  })

  test('has its facilitators with state, date and source', async () => {
    const html = await world.read('/en/lines/c2')
    expect(mainOf(html)).toMatch(
      /<ins>\[<i><a href="\/en\/stakeholders\/[a-z2-7]{10}"><bdi lang="en" dir="ltr">APC<\/bdi><\/a><\/i>\]<\/ins>/,
    )
    expect(wordsOf(html)).toMatch(/Mandates as at 24 February 2026 .* APC facilitator proposed 24 February 2006 Summary Report/)
  })

  test('has the goals that it serves, with their source', async () => {
    const text = await words('/en/lines/c7-e-health')
    expect(text).toContain('3 Good health and well-being targets 3.3 · 3.8')
    expect(text).toContain('Source: WSIS–SDG Matrix of 2015 (ITU)')
  })

  test('has its newest activities, and leads to all of them', async () => {
    for (let number = 1; number <= 11; number += 1) {
      const basis = number === 11 ? ({ basis: 'suggested', sector: '22040' } as const) : {}
      await anActivity(world.db, { identifier: `x${number}`, lines: { c11: basis }, texts: { en: { title: `Project ${number}` } } })
    }
    const html = await world.read('/en/lines/c11')
    expect([...html.matchAll(/<h3>/g)]).toHaveLength(10)
    expect(wordsOf(html)).toContain('10 stated, 1 suggested')
    expect(wordsOf(html)).toContain('suggested C11Cooperation Project 11')
    expect(html).toContain('<a href="/en/stocktaking?line=c11">See all 11 activities in the stocktaking</a>')
  })

  test('says by whom and since when, and where there is nothing', async () => {
    const { id } = await aStakeholder(world.db, { names: { en: 'Village Networks' } })
    const began = { year: 2014, year_basis: 'start', start_actual: '2014-03-01' } as const
    await anActivity(world.db, { identifier: 'a', lines: { c11: {} }, countries: ['KE', 'UG'], reporter_id: id, ...began })
    await anActivity(world.db, { identifier: 'b', lines: { c11: {} }, countries: ['KE'], reporter_id: id })
    const html = await world.read('/en/lines/c11')
    const text = wordsOf(html)
    expect(text).toContain('activities on record 2 organisation that reports them or takes part 1 earliest start on record 2014')
    expect(text).toContain('Organisation Activities Village Networks 2 activities since 2014 Where')
    expect(text).toContain(
      'Region Activities In its parts Africa 2 activities Sub-Saharan Africa 2 nothing on record in Northern Africa ' +
        'Americas nothing on record Asia nothing on record Europe nothing on record Oceania nothing on record Most in: Kenya 2 · Uganda 1 ',
    )
    expect(html).toContain('<a href="/en/stocktaking?line=c11&amp;country=ug">Uganda <span class="num">1</span></a>')
  })

  test('has its figures as a table and as a document, and its activities as a feed', async () => {
    const { publicId } = await anActivity(world.db, { lines: { c11: { basis: 'suggested', sector: '22040' } }, countries: ['KE'] })
    expect(await world.read('/en/lines/c11.csv')).toMatch(
      /\r\nall,,,,1,,,\r\nline,c11,International and regional cooperation,,1,0,1,\r\nfacilitator,[a-z2-7]{10},UN Regional Commissions,c11,,,,2005-11-18\r\n/,
    )
    const whole = JSON.parse(await world.read('/en/lines/c11.json'))
    expect(whole).toMatchObject({ line: 'c11', name: 'International and regional cooperation', activities: 1, since: null })
    expect(whole.countries).toEqual([{ key: 'ke', name: 'Kenya', activities: 1 }])
    expect(whole.facilitators).toHaveLength(6)
    const feed = await world.read('/en/lines/c11.atom')
    expect(feed).toContain(`<id>tag:localhost,2025-05-12:en:activity:${publicId}</id>`)
    expect(feed).toContain('<title>Activities on the line “International and regional cooperation”, the latest change first</title>')
    for (const ending of ['csv', 'json', 'atom']) expect((await world.get(`/en/lines/c12.${ending}`)).status).toBe(404)
  })

  test('that is C7 has in its figures those of its eight', async () => {
    await anActivity(world.db, { lines: { 'c7-e-health': {}, 'c7-e-science': { basis: 'suggested', sector: '22040' } } })
    const { activities, lines } = JSON.parse(await world.read('/en/lines/c7.json'))
    expect(activities).toBe(7)
    expect(lines.map(({ key, stated, suggested }: Record<string, unknown>) => [key, stated, suggested])).toEqual([
      ['c7', 7, 1],
      ['c7-e-government', 1, 0],
      ['c7-e-business', 1, 0],
      ['c7-e-learning', 1, 0],
      ['c7-e-health', 2, 0],
      ['c7-e-employment', 1, 0],
      ['c7-e-environment', 1, 0],
      ['c7-e-agriculture', 0, 0],
      ['c7-e-science', 0, 1],
    ])
  })

  test('of the eight leads to C7, and C7 to its eight with what is on them', async () => {
    await anActivity(world.db, { lines: { 'c7-e-health': {}, 'c7-e-science': {} } })
    const health = await world.read('/en/lines/c7-e-health')
    expect(wordsOf(health)).toContain('one of the lines of ICT Applications')
    const c7 = await world.read('/en/lines/c7')
    expect([...mainOf(c7).matchAll(/<tr><th scope="row"><a class="badge c7"/g)]).toHaveLength(8)
    expect(wordsOf(c7)).toContain('7 stated, 0 suggested')
    expect(wordsOf(c7)).toContain('C7E-agriculture FAO (provisional focal point) 2 facilitators no activities')
  })

  test('is called by its titles in the other languages', async () => {
    expect(mainOf(await world.read('/en/lines/c4'))).toContain('<bdi lang="ar" dir="rtl">بناء القدرات</bdi>')
  })

  test('says that its title is unverified where it is', async () => {
    expect(await words('/ar/lines/c7-e-health')).toContain('لم ير أحد هنا بعد هذا العنوان في نص رسمي بهذه اللغة.')
  })

  test('asks the database as often for three activities as for one', async () => {
    const asked = async () => {
      await world.get('/en/lines/c11') // what the process keeps is read anew after a change, so not counted
      world.cache.changed(null)
      world.queries()
      await world.get('/en/lines/c11')
      return world.queries()
    }
    await anActivity(world.db, { identifier: 'one', lines: { c11: {} } })
    const one = await asked()
    await anActivity(world.db, { identifier: 'two', lines: { c11: {} }, countries: ['KE'] })
    await anActivity(world.db, { identifier: 'three', lines: { c11: {}, c1: {} } })
    expect(await asked()).toBe(one)
  })
})
