import { brotliCompressSync, constants } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { anActivity } from '../../../test/builders.ts'
import { mainOf, wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { faultsOf, partsOf } from '../../ui/testing.ts'
import { KINDS } from './rules.ts'

let world: World
const PAGE = '/en/stocktaking/pictures'

/** What the tests count, besides the 17 prize winners of the plan, none of which is about mobile radio. */
async function fourOnRadio() {
  const about = { texts: { en: { title: 'Mobile radio' } } }
  await anActivity(world.db, {
    ...about,
    identifier: 'a',
    lines: { c2: {}, c9: { basis: 'suggested', sector: '22030' } },
    countries: ['KE', 'MU'],
    year: 2014,
    year_basis: 'start',
    start_actual: '2014-03-01',
    status: 2,
    participants: [
      { name: 'Nyeri Radio', language: 'en', role: 4, type: 'civil-society' },
      { name: 'Nyeri County', language: 'en', role: 1, type: 'government' },
    ],
  })
  await anActivity(world.db, {
    ...about,
    identifier: 'b',
    lines: { 'c7-e-health': {}, 'c7-e-learning': {} },
    countries: ['KE'],
    year: 2015,
    year_basis: 'start',
    start_planned: '2015-01-01',
    status: 2,
    participants: [{ name: 'Nyeri County', language: 'en', role: 1, type: 'government' }],
  })
  await anActivity(world.db, { ...about, identifier: 'c', countries: ['UG'], status: 4 })
  await anActivity(world.db, { ...about, identifier: 'd' })
}

beforeAll(async () => {
  world = await aWorld()
  await fourOnRadio()
})

/** The rows of the table of a page: name, number, and the list that they lead to. */
const rowsOf = (html: string) =>
  [...html.matchAll(/<tr[^>]*><th scope="row">(.*?)<\/th><td class="num">(.*?)<\/td><\/tr>/g)].map(([, name = '', count = '']) => [
    wordsOf(name),
    Number(count),
    /href="([^"]*)"/.exec(name)?.[1]?.replaceAll('&amp;', '&') ?? null,
  ])

const altOf = (html: string) => /<img [^>]*alt="([^"]*)"/.exec(html)?.[1]
const figuresOf = (html: string) => wordsOf(/<dl class="figures">(.*?)<\/dl>/s.exec(html)?.[1] ?? '')

/** What an SVG says: its texts and titles in their order. */
const saidBy = (svg: string) => partsOf(svg).flatMap(({ name, text }) => (['text', 'title', 'desc'].includes(name) ? [text] : []))

describe('a search by country', () => {
  let html: string
  beforeAll(async () => {
    html = await world.read(`${PAGE}?q=mobile+radio`)
  })

  test('says how many there are, and how many are left out', () => {
    expect(figuresOf(html)).toBe('activities 4 countries 3 names no country 1')
    expect(altOf(html)).toBe(
      'Activities by country. Most often Kenya: 2, Mauritius: 1, Uganda: 1. Of 4 activities 1 states nothing of the kind and is not in the picture.',
    )
  })

  test('has a table in which each activity counts in every country of its own, and each leads to its list', () => {
    expect(rowsOf(html)).toEqual([
      ['Kenya', 2, '/en/stocktaking?q=mobile+radio&country=ke'],
      ['Mauritius', 1, '/en/stocktaking?q=mobile+radio&country=mu'],
      ['Uganda', 1, '/en/stocktaking?q=mobile+radio&country=ug'],
      ['not stated', 1, null],
    ])
  })

  test.each(['wide', 'narrow'])('has a %s map of the same numbers, Mauritius a circle', async (size) => {
    const parts = partsOf(await world.read(`${PAGE}.svg?size=${size}&q=mobile+radio`))
    expect(faultsOf(parts)).toEqual([])
    expect(parts.flatMap(({ name, text }) => (['path', 'circle'].includes(name) && text !== '' ? [`${name} ${text}`] : [])).sort()).toEqual(
      ['circle Mauritius: 1', 'path Kenya: 2', 'path Uganda: 1'],
    )
  })

  test('keeps room for the map, which is loaded when it is near', () => {
    expect(html).toContain(
      '<source media="(min-width: 40rem)" srcset="/en/stocktaking/pictures.svg?size=wide&amp;q=mobile+radio" width="960" height="478"/>',
    )
    expect(html).toContain(
      '<img src="/en/stocktaking/pictures.svg?size=narrow&amp;q=mobile+radio" width="480" height="287" loading="lazy" alt=',
    )
    expect(wordsOf(html)).toContain('express no opinion on the legal status of any place')
  })

  test('is a file as well', async () => {
    const answer = await world.get(`${PAGE}.csv?q=mobile+radio`)
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="activities-by-country.csv"')
    expect(await answer.text()).toBe('key,name,activities\r\nke,Kenya,2\r\nmu,Mauritius,1\r\nug,Uganda,1\r\n,not stated,1\r\n')
  })
})

describe('a list narrowed down to a country', () => {
  test('is counted as it is, also by country; what no list has leads nowhere', async () => {
    const html = await world.read(`${PAGE}?country=mu&sort=newest`)
    expect(figuresOf(html)).toBe('activity 1 countries 2')
    expect(rowsOf(html)).toEqual([
      ['Kenya', 1, null],
      ['Mauritius', 1, '/en/stocktaking?country=mu&sort=newest'],
    ])
  })

  test('keeps what is chosen on the way to the list, to other pictures and to files', async () => {
    const html = mainOf(await world.read(`${PAGE}?by=status&q=radio&country=ke&sort=newest`))
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href?.replaceAll('&amp;', '&'))
    expect(links.slice(0, 8)).toEqual([
      '/en/stocktaking?q=radio&country=ke&sort=newest',
      '/en/stocktaking/pictures?q=radio&country=ke&sort=newest',
      '/en/stocktaking/pictures?by=line&q=radio&country=ke&sort=newest',
      '/en/stocktaking/pictures?by=year&q=radio&country=ke&sort=newest',
      '/en/stocktaking/pictures?by=status&q=radio&country=ke&sort=newest',
      '/en/stocktaking/pictures?by=type&q=radio&country=ke&sort=newest',
      '/en/stocktaking/pictures?by=status&country=ke&sort=newest',
      '/en/stocktaking/pictures?by=status&q=radio&sort=newest',
    ])
    expect(links.slice(-2)).toEqual([
      '/en/stocktaking/pictures.csv?by=status&q=radio&country=ke',
      '/en/stocktaking/pictures.svg?by=status&q=radio&country=ke',
    ])
    expect(html).toContain('aria-current="page">Status</a>')
  })

  test('leads here', async () => {
    expect(await world.read('/en/stocktaking?q=radio&country=ke')).toContain(
      '<a class="apart" href="/en/stocktaking/pictures?q=radio&amp;country=ke">See it in pictures</a>',
    )
  })
})

describe('other pictures', () => {
  test('by line has every line; C7 counts an activity on two of its eight once', async () => {
    const html = await world.read(`${PAGE}?by=line&q=mobile+radio`)
    const rows = rowsOf(html)
    expect(rows).toHaveLength(20)
    expect(rows.filter(([, count]) => count !== 0).map(([name, count]) => [name, count])).toEqual([
      ['C2Infrastructure', 1],
      ['C7ICT applications, in all', 1],
      ['C7E-learning', 1],
      ['C7E-health', 1],
      ['C9Media', 1],
      ['not stated', 2],
    ])
    expect(figuresOf(html)).toBe('activities 4 lines 4 are on no line 2')
    expect(saidBy(await world.read(`${PAGE}.svg?by=line&q=mobile+radio`)).join(' ')).toContain('C7 \u2068ICT applications, in all\u2069 1')
  })

  test('by year draws the years, and says which are left out', async () => {
    expect(rowsOf(await world.read(`${PAGE}?by=year&q=mobile+radio`)).map(([year, count]) => [year, count])).toEqual([
      ['2015', 1],
      ['2014', 1],
      ['not stated', 2],
    ])
    expect(saidBy(await world.read(`${PAGE}.svg?by=year&q=mobile+radio`)).slice(0, 2)).toEqual([
      'Activities by year of start',
      'Most often 2015: 1, 2014: 1. Of 4 activities 2 state nothing of the kind and are not in the picture.',
    ])
    expect(wordsOf(await world.read(`${PAGE}?by=year`))).not.toContain('in a row')
  })

  test('by status has every status', async () => {
    expect(rowsOf(await world.read(`${PAGE}?by=status&q=mobile+radio`)).map(([status, count]) => [status, count])).toEqual([
      ['In preparation', 0],
      ['Implementation', 2],
      ['Finalisation', 0],
      ['Closed', 1],
      ['Cancelled', 0],
      ['Suspended', 0],
      ['not stated', 1],
    ])
  })

  test('by type counts an activity once for each', async () => {
    expect(rowsOf(await world.read(`${PAGE}?by=type&q=mobile+radio`))).toEqual([
      ['Government', 2, '/en/stocktaking?q=mobile+radio&type=government'],
      ['Civil society', 1, '/en/stocktaking?q=mobile+radio&type=civil-society'],
      ['not stated', 2, null],
    ])
  })

  test.each(KINDS)('by %s is well-formed and says what its table says', async (by) => {
    const svg = await world.read(`${PAGE}.svg?by=${by}`)
    expect(faultsOf(partsOf(svg))).toEqual([])
    const said = saidBy(svg).join(' ')
    const rows = rowsOf(await world.read(`${PAGE}?by=${by}`)).filter(([name, count]) => name !== 'not stated' && count !== 0)
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.map(([, count]) => count).filter((count) => !said.includes(String(count)))).toEqual([])
  })
})

describe('years far apart', () => {
  test('are all in the table; the picture says which it shows', async () => {
    const old = { year_basis: 'start' as const, texts: { en: { title: 'Telegraphy' } } }
    await anActivity(world.db, { ...old, identifier: 'old', year: 1900, start_actual: '1900-01-01' })
    await anActivity(world.db, { ...old, identifier: 'new', year: 2020, start_actual: '2020-01-01' })
    await anActivity(world.db, { ...old, identifier: 'newer', year: 2021, start_actual: '2021-01-01' })
    const html = await world.read(`${PAGE}?by=year&q=telegraphy`)
    expect(wordsOf(html)).toContain('The picture shows the years 1962 to 2021, the 60 in a row that hold the most. The table has all.')
    expect(rowsOf(html).map(([year]) => year)).toEqual(['2021', '2020', '1900'])
  })
})

describe('where there is nothing', () => {
  test('no activity: no picture, and a way on', async () => {
    const html = await world.read(`${PAGE}?by=type&q=mobile+radio&country=fr`)
    expect(html).not.toContain('<img')
    expect(wordsOf(html)).toContain('No activity is on this list. Take off what is chosen, one by one. See all activities in pictures')
    expect(saidBy(await world.read(`${PAGE}.svg?by=type&q=mobile+radio&country=fr`))).toContain('Nothing on record')
  })

  test('activities of which none states it: a sentence', async () => {
    const html = await world.read(`${PAGE}?by=year&q=mobile+radio&status=closed`)
    expect(html).not.toContain('<img')
    expect(wordsOf(html)).toContain(
      'activity 1 states no year 1 There is nothing to draw: no activity of this list states what is counted here.',
    )
  })
})

describe('what cannot be counted', () => {
  test.each([
    ['by=planet', '“planet” is nothing that activities are counted by here. Choose one of these.'],
    ['by=organisation&country=ke', '“organisation” is nothing that activities are counted by here. Choose one of these.'],
    ['by=year&line=c99', '“c99” is not a line of the plan. Choose one from the list.'],
    ['by=%3Cb%3E', '“<b>” is nothing that activities are counted by here. Choose one of these.'],
  ])('%s is refused in words', async (query, sentence) => {
    const answer = await world.get(`${PAGE}?${query}`)
    const html = await answer.text()
    expect([answer.status, html.includes('<img'), html.includes('<b>')]).toEqual([400, false, false])
    expect(wordsOf(html)).toContain(sentence)
  })

  test.each(['.svg?by=planet', '.svg?size=huge', '.csv?by=planet', '.csv?line=c99'])('%s is refused', async (file) => {
    expect((await world.get(`${PAGE}${file}`)).status).toBe(400)
  })
})

test('a picture is kept until an activity comes in', async () => {
  const asked = async () => {
    const answer = await world.get(`${PAGE}.svg?by=status&q=semaphores`)
    return [answer.headers.get('cache-status'), answer.headers.get('content-type'), saidBy(await answer.text())[1]]
  }
  const picture = 'image/svg+xml; charset=utf-8'
  expect(await asked()).toEqual(['actionlines; fwd=miss', picture, 'Nothing on record'])
  expect(await asked()).toEqual(['actionlines; hit', picture, 'Nothing on record'])
  await anActivity(world.db, { identifier: 'semaphores', texts: { en: { title: 'Semaphores' } }, status: 2 })
  expect(await asked()).toEqual(['actionlines; fwd=miss', picture, 'Most often Implementation: 1.'])
})

/** Together with the style sheet: DESIGN, a page in its first round trip. */
test('a page with every country crosses the wire in one round trip', async () => {
  const countries = (await world.db.selectFrom('framework.country').select('code').execute()).map(({ code }) => code)
  await anActivity(world.db, { identifier: 'everywhere', countries })
  const bytes = async (path: string) => {
    const body = Buffer.from(await world.read(path))
    return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length
  }
  const html = await world.read(PAGE)
  expect(rowsOf(html).length).toBeGreaterThan(240)
  const sheet = await bytes(/href="(\/style\.[^"]+)"/.exec(html)?.[1] ?? '')
  const page = await bytes(PAGE)
  console.log(`every country: ${page} bytes, ${sheet} of the style sheet`)
  expect(page + sheet).toBeLessThanOrEqual(14_600)
})
