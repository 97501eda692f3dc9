/** A list narrowed down: by values of facets, which are counted, chosen and taken off one by one. */
import { beforeAll, describe, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import { mainOf, wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'

let world: World
let networks: string

beforeAll(async () => {
  world = await aWorld()
  const { id, publicId } = await aStakeholder(world.db, { names: { en: 'Village Networks' }, type: 'business' })
  networks = publicId
  const activity = (title: string, more: Parameters<typeof anActivity>[1]) =>
    anActivity(world.db, { identifier: title, texts: { en: { title } }, ...more })
  await activity('Radio', { lines: { c2: {}, c9: { basis: 'suggested', sector: '22030' } }, countries: ['KE'], status: 2, scope: 4 })
  await activity('Clinics', { lines: { 'c7-e-health': {} }, countries: ['KE', 'UG'], status: 4, reporter_id: id })
  await activity('Both', { lines: { 'c7-e-environment': {}, 'c7-e-learning': {} }, regions: [{ vocabulary: '2', code: '014' }] })
  await activity('Islands', { countries: ['TV'], start_actual: '1999-03-01', year: 1999, year_basis: 'start', status: 4 })
  for (let number = 0; number < 22; number++) {
    const organisation = await aStakeholder(world.db, { identifier: `o${number}`, names: { en: `Office ${number}` }, type: 'foundation' })
    await activity(`Grant ${number}`, { lines: { c11: {} }, participants: [{ stakeholder_id: organisation.id, role: 1 }], scope: 1 })
  }
})

const read = (query: string) => world.read(`/en/stocktaking${query}`)
/** What is found of the five, which came in first. */
const FIRST = ['Both', 'Clinics', 'Islands', 'Radio']
const found = async (query: string) => {
  const titles = [...(await read(query)).matchAll(/<h3><a [^>]*>(.*?)<\/a><\/h3>/g)].map(([, title = '']) =>
    title.replace(/<\/?mark>/g, ''),
  )
  return titles.filter((title) => FIRST.includes(title)).sort()
}
/** The values that a facet offers, with their counts; those chosen are marked. */
const offered = async (query: string, facet: string) =>
  [...(await read(query)).matchAll(/<label[^>]*>(.*?)<\/label>/gs)]
    .filter(([, label = '']) => label.includes(` name="${facet}"`))
    .map(([, label = '']) => `${label.includes(' checked') ? '* ' : ''}${wordsOf(label)}`)

describe('what is found', () => {
  test.each([
    ['?line=c2', ['Radio']],
    ['?line=c9', ['Radio']],
    ['?line=c7', ['Both', 'Clinics']],
    ['?line=c7-e-health', ['Clinics']],
    ['?line=c2,c7-e-health', ['Clinics', 'Radio']],
    ['?country=ug', ['Clinics']],
    ['?country=ke', ['Clinics', 'Radio']],
    ['?country=KE', ['Clinics', 'Radio']],
    ['?country=ug,tv', ['Clinics', 'Islands']],
    ['?country=ug&country=tv', ['Clinics', 'Islands']],
    ['?region=africa', ['Both', 'Clinics', 'Radio']],
    ['?region=eastern-africa', ['Both', 'Clinics', 'Radio']],
    ['?region=oceania', ['Islands']],
    ['?scope=national', ['Radio']],
    ['?type=business', ['Clinics']],
    ['?status=closed', ['Clinics', 'Islands']],
    ['?status=closed&country=ke', ['Clinics']],
    ['?status=closed,implementation&country=ke,tv&region=africa', ['Clinics', 'Radio']],
    ['?year=1999', ['Islands']],
    ['?year=1998', []],
    ['?q=clinics&country=ke', ['Clinics']],
    ['?q=clinics&country=tv', []],
  ])('%s', async (query, titles) => expect(await found(query)).toEqual(titles))

  test('of an organisation is what it reports or takes part in', async () => {
    expect(await found(`?organisation=${networks}`)).toEqual(['Clinics'])
    expect(await found('?organisation=aaaaaaaaaa')).toEqual([])
  })
})

describe('what is offered', () => {
  test('is each value with how many have it, of those that match the other choices', async () => {
    expect(await offered('?country=ke,tv', 'country')).toEqual(expect.arrayContaining(['* Kenya 2', 'Uganda 1', '* Tuvalu 1']))
    expect(await offered('?country=ke,tv', 'status')).toEqual(['Implementation 1', 'Closed 2'])
    expect(await offered('?country=ke,tv&status=closed', 'status')).toEqual(['Implementation 1', '* Closed 2'])
    expect(await offered('?country=ke&status=closed', 'country')).toEqual(expect.arrayContaining(['* Kenya 1', 'Uganda 1', 'Tuvalu 1']))
  })

  test('are regions as they lie in each other', async () => {
    expect(await offered('?status=closed', 'region')).toEqual([
      'Africa 1',
      'Sub-Saharan Africa 1',
      'Eastern Africa 1',
      'Oceania 1',
      'Polynesia 1',
    ])
  })

  test('are lines in the order of the plan, C7 before its eight', async () => {
    expect(await offered('?status=closed,implementation', 'line')).toEqual([
      'C2 Infrastructure 1',
      'C7 ICT applications 1',
      'C7 E-health 1',
      'C9 Media 1',
    ])
  })

  test('is what was chosen, too, where nothing has it', async () => {
    expect(await offered('?year=1999,1998&country=tv', 'year')).toEqual(['* 1999 1', '* 1998 0'])
  })

  test('are the first twenty organisations, the others on a page of their own, which leads back', async () => {
    const html = await read('?scope=global')
    expect(await offered('?scope=global', 'organisation')).toHaveLength(20)
    expect(html).toContain('<a href="/en/stocktaking/values/organisation?scope=global">See all 22 values</a>')
    const all = mainOf(await world.read('/en/stocktaking/values/organisation?scope=global'))
    expect([...all.matchAll(/Office \d+/g)]).toHaveLength(22)
    const [, to = ''] = /<li><a href="([^"]*)"><bdi[^>]*>Office 7<\/bdi>/.exec(all) ?? []
    expect(to).toMatch(/^\/en\/stocktaking\?scope=global&amp;organisation=[a-z2-7]{10}$/)
    expect(wordsOf(await world.read(to.replace('&amp;', '&')))).toContain('1 activity found')
  })

  test('has no page of values beyond the last, of a facet that is none, or of a list that means nothing', async () => {
    const status = async (path: string) => (await world.get(`/en/stocktaking/values/${path}`)).status
    expect([await status('organisation'), await status('organisation?page=2'), await status('colour')]).toEqual([200, 404, 404])
    expect([await status('country?country=xx'), await status('country?page=0')]).toEqual([400, 400])
  })
})

describe('what is chosen', () => {
  test('is taken off one by one', async () => {
    const html = await read('?q=radio&country=ke,ug&line=c2')
    const [, chips = ''] = /<ul class="chips"[^>]*>(.*?)<\/ul>/s.exec(html) ?? []
    expect(
      [...chips.matchAll(/<a href="([^"]*)">(.*?)<\/a>/gs)].map(([, to = '', text = '']) => [to.replaceAll('&amp;', '&'), wordsOf(text)]),
    ).toEqual([
      ['/en/stocktaking?line=c2&country=ke,ug', 'Take off this search: radio ×'],
      ['/en/stocktaking?q=radio&country=ke,ug', 'Take off a filter: C2 Infrastructure ×'],
      ['/en/stocktaking?q=radio&line=c2&country=ug', 'Take off a filter: Kenya ×'],
      ['/en/stocktaking?q=radio&line=c2&country=ke', 'Take off a filter: Uganda ×'],
    ])
  })

  test('goes along to the next page, the files and the feed', async () => {
    const html = await read('?line=c11&sort=newest')
    expect(html).toContain('<a rel="next" href="/en/stocktaking?line=c11&amp;sort=newest&amp;page=2">')
    for (const type of ['csv', 'json', 'xml', 'atom']) expect(html).toContain(`href="/en/stocktaking.${type}?line=c11&amp;sort=newest"`)
  })

  test('stands in one address, however it was asked', async () => {
    const canonical = async (query: string) => /<link rel="canonical" href="([^"]*)"/.exec(await read(query))?.[1]?.replaceAll('&amp;', '&')
    expect(await canonical('?status=closed&country=ke&country=ug&utm=x&line=')).toBe(
      'http://localhost/en/stocktaking?country=ke,ug&status=closed',
    )
  })

  test('finding nothing says what to do', async () => {
    const shown = wordsOf(await read('?country=tv&year=1998'))
    expect(shown).toContain('No activity found')
    expect(shown).toContain('No activity matches all of these filters. Take one off, or choose another value. Show all activities')
  })
})
