import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import { mainOf, wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'

let world: World
const empty = async () => {
  world = await aWorld()
}

/** The titles on a page, in order. */
const titles = (html: string) => [...html.matchAll(/<h3><a href="[^"]*"[^>]*>(.*?)<\/a><\/h3>/g)].map(([, title]) => title)

const list = async (path: string) => titles(await world.read(path))

/** Three activities, the newest last. */
async function threeActivities() {
  await anActivity(world.db, {
    identifier: 'a',
    texts: { en: { title: 'Radio for Nyeri' } },
    lines: { c2: {}, c9: { basis: 'suggested', sector: '22030' } },
    countries: ['KE'],
    year: 2014,
    year_basis: 'start',
    start_actual: '2014-03-01',
    status: 2,
    updated_at: new Date('2026-02-24T13:00:00Z'),
  })
  await anActivity(world.db, {
    identifier: 'b',
    texts: { en: { title: 'Clinics online' } },
    lines: { 'c7-e-health': {} },
    countries: ['KE', 'UG'],
    status: 4,
    updated_at: new Date('2026-02-24T14:00:00Z'),
  })
  await anActivity(world.db, { identifier: 'c', texts: { en: { title: 'Open archives' } }, updated_at: new Date('2026-02-24T15:00:00Z') })
}

describe('the list', () => {
  beforeEach(empty)

  test('shows on a first start the entries of the plan', async () => {
    const words = wordsOf(await world.read('/en/stocktaking'))
    expect(words).toContain('17 activities in 17 countries, reported by nobody yet')
    expect(words).toContain('17 activities found')
    expect(words).toContain('C7E-health Mobile Health Information System FHI 360 United States of America prize of 2015')
  })

  test('shows the newest change first', async () => {
    await threeActivities()
    expect((await list('/en/stocktaking')).slice(0, 3)).toEqual(['Open archives', 'Clinics online', 'Radio for Nyeri'])
  })

  test('has 20 on a page', async () => {
    for (const number of [1, 2, 3, 4]) {
      await anActivity(world.db, { identifier: `one-${number}`, texts: { en: { title: `Project ${number}` } } })
    }
    expect((await list('/en/stocktaking')).length).toBe(20)
    expect(await list('/en/stocktaking?page=2')).toHaveLength(1)
    expect(wordsOf(await world.read('/en/stocktaking?page=2'))).toContain('Page 2 of 2')
    expect((await world.get('/en/stocktaking?page=3')).status).toBe(404)
  })

  test('says what is stated and what is suggested', async () => {
    await threeActivities()
    expect(wordsOf(await world.read('/en/stocktaking?year=2014'))).toContain('C2Infrastructure suggested C9Media Radio for Nyeri')
  })

  test('does not show what was withdrawn', async () => {
    await anActivity(world.db, { texts: { en: { title: 'Ended early' } }, withdrawn_at: new Date('2026-02-01T00:00:00Z') })
    const html = await world.read('/en/stocktaking')
    expect(html).not.toContain('Ended early')
    expect(wordsOf(html)).toContain('17 activities found')
  })

  test('names the reporter, else who takes part', async () => {
    const { id } = await aStakeholder(world.db, { names: { en: 'Village Networks', ar: 'شبكات القرى' } })
    await anActivity(world.db, { identifier: 'reported', reporter_id: id })
    await anActivity(world.db, { identifier: 'not', participants: [{ name: 'Nyeri Radio', language: 'en', role: 4 }] })
    const words = wordsOf(await world.read('/ar/stocktaking'))
    expect(words).toContain('Telemedicine for the islands شبكات القرى')
    expect(words).toContain('Telemedicine for the islands Nyeri Radio')
  })

  test('shows a text in the language of its reader, else in English, else in the first there is', async () => {
    const texts = { ar: { title: 'الصحة عن بعد' }, en: { title: 'Telemedicine', description: 'By radio.' }, es: { title: 'Telemedicina' } }
    await anActivity(world.db, { identifier: 'all', texts })
    await anActivity(world.db, { identifier: 'some', texts: { ru: { title: 'Радио' }, es: { title: 'La radio' } } })
    expect(mainOf(await world.read('/ar/stocktaking'))).toMatch(
      /lang="ar" dir="rtl">الصحة عن بعد<\/a><\/h3><p lang="en" dir="ltr">By radio\.<\/p>/,
    )
    expect(await list('/en/stocktaking')).toEqual(expect.arrayContaining(['Telemedicine', 'La radio']))
  })

  test('asks the database as often for three entries as for one', async () => {
    const asked = async (path: string) => {
      world.queries()
      expect((await world.get(path)).status).toBe(200)
      return world.queries()
    }
    await anActivity(world.db, { identifier: 'one', lines: { c11: {} }, countries: ['KE'] })
    const one = await asked('/en/stocktaking?line=c11')
    await anActivity(world.db, { identifier: 'two', lines: { c11: {} }, countries: ['KE', 'UG'] })
    await anActivity(world.db, { identifier: 'three', lines: { c11: {}, c2: {} } })
    world.cache.changed(null)
    expect(await asked('/en/stocktaking?line=c11')).toBe(one)
  })
})

describe('the filters', () => {
  beforeAll(async () => {
    await empty()
    await threeActivities()
    await anActivity(world.db, {
      identifier: 'two',
      texts: { en: { title: 'Both' } },
      lines: { 'c7-e-environment': {}, 'c7-e-learning': {} },
    })
    for (let number = 0; number < 21; number += 1) await anActivity(world.db, { identifier: `x${number}`, lines: { c11: {} } })
  })

  test.each([
    ['line=c2', ['Radio for Nyeri', 'Sudanese Internet Exchange Point']],
    ['line=c7-e-health', ['Clinics online', 'Mobile Health Information System']],
    ['line=c9', ['Radio for Nyeri']],
    ['country=ug', ['Clinics online']],
    ['country=ke&status=implementation', ['Radio for Nyeri']],
    ['year=2014', ['Radio for Nyeri']],
    ['status=closed', ['Clinics online']],
    ['line=c2&country=ke&year=2014&status=implementation', ['Radio for Nyeri']],
  ])('%s', async (query, expected) => {
    const found = await list(`/en/stocktaking?${query}`)
    expect(found).toEqual(expect.arrayContaining(expected))
  })

  test('of C7 finds what is on its eight, each once', async () => {
    const found = await list('/en/stocktaking?line=c7')
    expect(found.filter((title) => title === 'Both')).toHaveLength(1)
    expect(found).toContain('Clinics online')
    expect(found).not.toContain('Radio for Nyeri')
  })

  test('stay chosen in the form, and each can be taken off', async () => {
    const html = await world.read('/en/stocktaking?line=c2&country=ke')
    expect(html).toContain('<option value="c2" selected="">C2 Infrastructure</option>')
    expect(html).toContain('<option value="ke" selected="">Kenya</option>')
    expect(html).toMatch(/<a href="\/en\/stocktaking\?country=ke"><span class="hidden">Take off this filter:<\/span> C2 Infrastructure/)
    expect(html).toMatch(/<a href="\/en\/stocktaking\?line=c2"><span class="hidden">Take off this filter:<\/span> Kenya/)
  })

  test('go along to the next page', async () => {
    expect(await world.read('/en/stocktaking?line=c11')).toContain('<a rel="next" href="/en/stocktaking?line=c11&amp;page=2">')
  })

  test('offer countries and years that have an activity, and one that is asked for without any', async () => {
    const html = await world.read('/en/stocktaking?country=ls&year=1999')
    expect(html).toContain('<option value="ug">Uganda</option>')
    expect(html).not.toContain('>Botswana<')
    expect(html).toContain('<option value="ls" selected="">Lesotho</option>')
    expect(html).toContain('<option value="1999" selected="">1999</option>')
    expect(wordsOf(html)).toContain('No activity found')
    expect(wordsOf(html)).toContain('No activity matches all of these filters. Take one off, or choose another value. Show all activities')
  })

  test.each([
    ['line=c12', 'line', '“c12” is not a line of the plan. Choose one from the list.'],
    ['line=plan', 'line', '“plan” is not a line of the plan. Choose one from the list.'],
    ['country=Kenya', 'country', '“Kenya” is not a country of this list. Choose one from it.'],
    ['year=soon', 'year', '“soon” is not a year. Choose one from the list.'],
    ['status=2', 'status', '“2” is not a status. Choose one from the list.'],
    ['page=0', null, '“0” is not the number of a page.'],
    ['page=two', null, '“two” is not the number of a page.'],
    ['line=%3Cb%3E%E2%80%AEx', 'line', '“<b>\u202ex” is not a line of the plan. Choose one from the list.'],
  ])('refuse %s in words beside the field', async (query, field, sentence) => {
    const answer = await world.get(`/en/stocktaking?${query}`)
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(wordsOf(html)).toContain(sentence)
    expect(html).not.toContain('<b>')
    if (field) expect(html).toContain(`<select id="${field}" name="${field}" aria-describedby="refused" aria-invalid="true">`)
    expect(titles(html)).toEqual([])
  })

  test('are in Arabic', async () => {
    const words = wordsOf(await world.read('/ar/stocktaking?line=c9'))
    expect(words).toContain('عُثر على نشاط واحد')
    expect(words).toContain('42 نشاطًا في 19 بلدًا، وعدد المنظمات المبلِّغة: 0')
  })
})
