import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import { mainOf, wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'

let world: World
const empty = async () => {
  world = await aWorld()
}

/** The titles on a page, in order. */
const titles = (html: string) =>
  [...html.matchAll(/<h3><a href="[^"]*"[^>]*>(.*?)<\/a><\/h3>/g)].map(([, title = '']) => title.replace(/<\/?mark>/g, ''))
const list = async (query: string) => titles(await world.read(`/en/stocktaking${query}`))
const words = async (query: string) => wordsOf(await world.read(`/en/stocktaking${query}`))

const at = (hour: number) => new Date(Date.UTC(2026, 1, 24, hour))

describe('the list', () => {
  beforeEach(empty)

  test('shows on a first start the entries of the plan', async () => {
    const shown = await words('')
    expect(shown).toContain('17 activities found')
    expect(shown).toContain('C7E-health Mobile Health Information System FHI 360 United States of America prize of 2015')
  })

  test('has 20 on a page, and no page after the last', async () => {
    for (const number of [1, 2, 3, 4]) {
      await anActivity(world.db, { identifier: `one-${number}`, texts: { en: { title: `Project ${number}` } } })
    }
    expect(await list('')).toHaveLength(20)
    expect(await list('?page=2')).toHaveLength(1)
    expect(await words('?page=2')).toContain('Page 2 of 2')
    expect((await world.get('/en/stocktaking?page=3')).status).toBe(404)
    expect((await world.get('/en/stocktaking?line=c4&page=2')).status).toBe(404)
  })

  test('says what is stated and what is suggested', async () => {
    const lines = { c2: {}, c9: { basis: 'suggested', sector: '22030' } } as const
    await anActivity(world.db, { texts: { en: { title: 'Radio for Nyeri' } }, lines })
    expect(await words('?q=nyeri')).toContain('C2Infrastructure suggested C9Media Radio for Nyeri')
  })

  test('does not show what was withdrawn', async () => {
    await anActivity(world.db, { texts: { en: { title: 'Ended early' } }, withdrawn_at: at(0) })
    expect(await list('')).not.toContain('Ended early')
    expect(await words('')).toContain('17 activities found')
  })

  test('names the reporter, else who takes part', async () => {
    const { id } = await aStakeholder(world.db, { names: { en: 'Village Networks', ar: 'شبكات القرى' } })
    await anActivity(world.db, { identifier: 'reported', reporter_id: id })
    await anActivity(world.db, { identifier: 'not', participants: [{ name: 'Nyeri Radio', language: 'en', role: 4 }] })
    const shown = await words('')
    expect(shown).toContain('Telemedicine for the islands Village Networks')
    expect(shown).toContain('Telemedicine for the islands Nyeri Radio')
  })

  test('shows a text in the language of its reader, else in English, else in the first there is', async () => {
    await anActivity(world.db, {
      identifier: 'all',
      texts: { ar: { title: 'الصحة' }, en: { title: 'Telemedicine', description: 'By radio.' } },
    })
    await anActivity(world.db, {
      identifier: 'some',
      texts: { ru: { title: 'Радио' }, es: { title: 'La radio', description: 'En español.' } },
    })
    const html = mainOf(await world.read('/en/stocktaking?sort=newest'))
    expect(html).toMatch(/lang="en" dir="ltr">Telemedicine<\/a><\/h3><p lang="en" dir="ltr">By radio\.<\/p>/)
    expect(html).toMatch(/lang="es" dir="ltr">La radio<\/a><\/h3><p lang="es" dir="ltr">En español\.<\/p>/)
  })

  test.each(['?line=c11', '?q=islands', '?q=islands&line=c11'])('asks the database as often for twenty as for one: %s', async (query) => {
    const asked = async () => {
      await list(query)
      world.cache.changed(null)
      world.queries()
      const found = await list(query)
      return { found: found.length, queries: world.queries() }
    }
    const lines = { c11: {} }
    const { id } = await aStakeholder(world.db)
    await anActivity(world.db, { identifier: 'one', lines })
    const [one, plan] = [await asked(), (await list(query)).length - 1]
    for (let number = 1; number < 20 - plan; number++)
      await anActivity(world.db, { identifier: `x${number}`, lines, countries: ['KE', 'UG'], reporter_id: id })
    expect(await asked()).toEqual({ found: 20, queries: one.queries })
  })
})

describe('the orders', () => {
  beforeAll(async () => {
    await empty()
    const activity = (title: string, [updated, recorded]: [number, number], start_planned: string | null, start_actual: string | null) =>
      anActivity(world.db, {
        identifier: `n${recorded}`,
        texts: { en: { title } },
        countries: ['BW'],
        updated_at: at(updated),
        recorded_at: at(recorded),
        start_planned,
        start_actual,
      })
    await activity('Radio', [1, 4], '2001-01-01', '2004-01-01')
    await activity('Books', [2, 3], '2003-01-01', null)
    await activity('Clinics', [3, 2], '2009-01-01', '2002-01-01')
    await activity('Archives', [3, 1], null, null)
  })

  test.each([
    ['', ['Archives', 'Clinics', 'Books', 'Radio']],
    ['&sort=updated', ['Archives', 'Clinics', 'Books', 'Radio']],
    ['&sort=newest', ['Radio', 'Books', 'Clinics', 'Archives']],
    ['&sort=start', ['Radio', 'Books', 'Clinics', 'Archives']],
    ['&sort=relevance', ['Archives', 'Clinics', 'Books', 'Radio']],
    ['&q=clinics OR radio OR botswana', ['Clinics', 'Radio']],
    ['&q=clinics OR radio&sort=newest', ['Radio', 'Clinics']],
  ])('%s', async (query, expected) => expect(await list(`?country=bw${query}`)).toEqual(expected))

  test('are offered as links, the one by how well things match only to a search', async () => {
    const links = async (query: string) => {
      const [, nav = ''] = /<nav class="orders"[^>]*>(.*?)<\/nav>/s.exec(await world.read(`/en/stocktaking?country=bw${query}`)) ?? []
      return [...nav.matchAll(/<a href="([^"#]*)"( aria-current="true")?>([^<]*)</g)].map(([, to, current, text]) => [
        to,
        text,
        Boolean(current),
      ])
    }
    expect((await links('&sort=start')).slice(0, 3)).toEqual([
      ['/en/stocktaking?country=bw', 'Latest change', false],
      ['/en/stocktaking?country=bw&amp;sort=newest', 'Latest on record', false],
      ['/en/stocktaking?country=bw&amp;sort=start', 'Latest start', true],
    ])
    expect((await links('&q=radio')).slice(0, 2)).toEqual([
      ['/en/stocktaking?q=radio&amp;country=bw', 'Best match', true],
      ['/en/stocktaking?q=radio&amp;country=bw&amp;sort=updated', 'Latest change', false],
    ])
  })
})

describe('a question that means nothing', () => {
  beforeAll(empty)

  test.each([
    ['line=c12', '“c12” is not a line of the plan. Choose one from the list.'],
    ['line=plan', '“plan” is not a line of the plan. Choose one from the list.'],
    ['country=Kenya', '“Kenya” is not a country of this list. Choose one from it.'],
    ['country=ke,xx', '“xx” is not a country of this list. Choose one from it.'],
    ['region=asia-minor', '“asia-minor” is not a region of this list. Choose one from it.'],
    ['scope=4', '“4” is not a scope. Choose one from the list.'],
    ['type=ngo', '“ngo” is not a type of organisation. Choose one from the list.'],
    ['organisation=KE-NGO-1', '“KE-NGO-1” is not an organisation that is on record here. Choose one from the list.'],
    ['status=2', '“2” is not a status. Choose one from the list.'],
    ['sdg=18', '“18” is not one of the 17 Sustainable Development Goals. Choose one from the list.'],
    ['year=soon', '“soon” is not a year. Choose one from the list.'],
    ['sort=best', '“best” is not an order of this list. Choose one of those that are offered.'],
    ['page=0', '“0” is not the number of a page.'],
    ['q=!', '“!” cannot be searched for. Write a word of at least one letter or digit, and no more than 300 characters.'],
    ['line=%3Cb%3E%E2%80%AEx', '“<b>\u202ex” is not a line of the plan. Choose one from the list.'],
  ])('is refused in words: %s', async (query, sentence) => {
    const answer = await world.get(`/en/stocktaking?${query}`)
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(wordsOf(html)).toContain(sentence)
    expect(html).not.toContain('<b>')
    expect(titles(html)).toEqual([])
  })

  test('comes back as typed, with what did mean something', async () => {
    const html = await (await world.get('/en/stocktaking?q=%21&country=ke,in&line=c2&sort=start')).text()
    expect(html).toContain('<input type="search" id="q" name="q" value="!" aria-describedby="refused search-help" aria-invalid="true"/>')
    for (const kept of [
      ['country', 'in'],
      ['country', 'ke'],
      ['line', 'c2'],
      ['sort', 'start'],
    ])
      expect(html).toContain(`<input type="hidden" name="${kept[0]}" value="${kept[1]}"/>`)
  })
})
