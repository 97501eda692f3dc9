import { beforeEach, describe, expect, test } from 'vitest'
import { aWorld, type World } from '../../../test/world.ts'
import { inEasternAfrica } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

describe('the figures of a place', () => {
  test('are a table', async () => {
    await inEasternAfrica(world)
    const answer = await world.get('/en/countries/ug.csv')
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const rows = new TextDecoder().decode(bytes).split('\r\n')
    expect(rows[0]).toBe('figure,key,name,line,activities,stated,suggested,since')
    expect(rows.filter((row) => !row.endsWith(',0,0,0,'))).toEqual([
      rows[0],
      'all,,,,1,,,2011',
      'line,c7-e-health,E-health,,1,0,1,2011',
      `facilitator,${await publicId('World Health Organization')},World Health Organization,c7-e-health,,,,2005-11-18`,
      `facilitator,${await publicId('International Telecommunication Union')},International Telecommunication Union,c7-e-health,,,,2005-11-18`,
      `organisation,${await publicId('Radio House')},Radio House,,1,,,2011`,
      `organisation,${await publicId('Village Networks')},Village Networks,,1,,,2011`,
      'type,civil-society,,,1,,,',
      'year,2011,,,1,,,',
      '',
    ])
    expect(rows.filter((row) => row.endsWith(',0,0,0,'))).toHaveLength(17)
  })

  test('and a document, which says what lies where', async () => {
    await inEasternAfrica(world)
    const whole = JSON.parse(await world.read('/en/regions/africa.json'))
    expect(whole).toMatchObject({ region: 'africa', name: 'Africa', within: [], activities: 5, since: 2011 })
    expect(whole.countries).toEqual([
      { key: 'ke', name: 'Kenya', activities: 2 },
      { key: 'sd', name: 'Sudan', activities: 1 },
      { key: 'ug', name: 'Uganda', activities: 1 },
      { key: 'za', name: 'South Africa', activities: 1 },
    ])
    expect(whole.regions).toEqual([
      { key: 'sub-saharan-africa', name: 'Sub-Saharan Africa', activities: 4 },
      { key: 'eastern-africa', name: 'Eastern Africa', activities: 3 },
      { key: 'northern-africa', name: 'Northern Africa', activities: 1 },
      { key: 'southern-africa', name: 'Southern Africa', activities: 1 },
    ])
    expect(
      whole.places.map(({ key, lines }: { key: string; lines: Record<string, number> }) => [key, lines.c1, lines.c2, lines.c9]),
    ).toEqual([
      ['northern-africa', 0, 1, 0],
      ['sub-saharan-africa', 1, 1, 1],
    ])
  })

  test('are nothing where nothing is on record', async () => {
    const whole = JSON.parse(await world.read('/en/countries/aq.json'))
    expect(whole).toMatchObject({ country: 'aq', name: 'Antarctica', within: [], activities: 0, since: null })
    expect(Object.keys(whole)).toEqual(['country', 'name', 'within', 'activities', 'since', 'lines'])
  })

  test('come with its activities as a feed', async () => {
    await inEasternAfrica(world)
    const feed = await world.read('/en/regions/sub-saharan-africa.atom')
    expect(feed).toContain('<title>Activities in Sub-Saharan Africa, the latest change first</title>')
    expect(feed).toContain('<id>http://localhost/en/regions/sub-saharan-africa.atom</id>')
    expect([...feed.matchAll(/<id>(tag:[^<]*)<\/id>\n {4}<title>([^<]*)</g)].map(([, id, title]) => [id?.slice(0, 33), title])).toEqual([
      ['tag:localhost,2026-02-24:en:activ', 'Global Information Society Watch (GISWatch)'],
      ['tag:localhost,2025-05-12:en:activ', 'Roads'],
      ['tag:localhost,2025-05-12:en:activ', 'Clinics online'],
      ['tag:localhost,2025-05-12:en:activ', 'Radio for Nyeri'],
    ])
    expect(await world.read('/en/regions/sub-saharan-africa')).toContain('href="/en/regions/sub-saharan-africa.atom"/>')
  })
})

async function publicId(name: string): Promise<string> {
  const { public_id } = await world.db
    .selectFrom('stakeholders.stakeholder as who')
    .innerJoin('stakeholders.name as named', 'named.stakeholder_id', 'who.id')
    .where('named.name', '=', name)
    .select('who.public_id')
    .executeTakeFirstOrThrow()
  return public_id
}
