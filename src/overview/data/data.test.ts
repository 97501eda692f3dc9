/** What is taken away whole is what the pages say. */
import { beforeEach, describe, expect, test } from 'vitest'
import { anActivity } from '../../../test/builders.ts'
import { wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { aSite, rowsOf, sha256, twoActivities } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const FILES = [
  'activities.csv',
  'activities.json',
  'activities.xml',
  'facilitators.csv',
  'facilitators.json',
  'stakeholders.csv',
  'stakeholders.json',
  'lines.csv',
  'lines.json',
  'lines.xml',
]

describe('whole files', () => {
  test('are promised before the first are there', async () => {
    const site = await aSite(world)
    expect(wordsOf(await site.read('/en/data'))).toContain('The files are being made for the first time.')
    expect((await site.get('/en/data/activities.xml.gz')).status).toBe(404)
    expect(JSON.parse(await site.read('/en/data.jsonld'))['dcat:dataset']).toHaveLength(4)
  })

  test('are listed with their entries, size and checksum, as anyone can check', async () => {
    await twoActivities(world)
    const site = await aSite(world)
    await site.make()
    const words = wordsOf(await site.read('/en/data'))
    expect(words).toContain('These files were made on 24 February 2026 at 12:00 UTC.')
    for (const name of FILES) {
      const bytes = await site.bytes(name)
      const [, entries, size, checksum] = new RegExp(`${name}\\.gz .{3,30}? (\\d+) [a-z ]+ (\\d\\S* \\S+) ([0-9a-f]{64})`).exec(words) ?? []
      expect({ name, entries, size, checksum }).toEqual({
        name,
        entries: String(entriesIn(name, await site.text(name))),
        size: inWords(bytes.length),
        checksum: sha256(bytes),
      })
    }
  })

  test('say what the files of the list say', async () => {
    await twoActivities(world)
    const site = await aSite(world)
    await site.make()
    const json = JSON.parse(await site.text('activities.json'))
    expect(byId(json)).toEqual(byId(JSON.parse(await site.read('/en/stocktaking.json'))))
    expect(byId(rowsOf(await site.text('activities.csv')))).toEqual(byId(rowsOf(await site.read('/en/stocktaking.csv'))))
    const radio = json.find(({ identifier }: { identifier: string }) => identifier === 'KE-NGO-1-radio')
    expect(radio).toMatchObject({ lines: ['c9'], titles: { en: 'Radio for Kisumu', fr: 'La radio de Kisumu' } })
  })

  test('leave out of the XML what cannot be IATI, and say how many and why', async () => {
    await twoActivities(world)
    const site = await aSite(world)
    await site.make()
    const xml = await site.text('activities.xml')
    expect([...xml.matchAll(/<iati-identifier>(.*?)<\/iati-identifier>/g)].map((match) => match[1])).toEqual(['KE-NGO-1-radio'])
    const [, left = 'none'] = /Left out, because they lack what IATI 2\.03 requires: (\d+)/.exec(xml) ?? []
    expect(wordsOf(await site.read('/en/data'))).toContain(`${left} activities are not in the XML file`)
    expect(wordsOf(await site.read('/en/data'))).toContain('have no description')
  })

  test('have every state of a mandate with its dates and source', async () => {
    const site = await aSite(world)
    await site.make()
    const states = rowsOf(await site.text('facilitators.csv'))
    const recorded = await world.db.selectFrom('facilitation.mandate_state').where('superseded_at', 'is', null).select('id').execute()
    expect(states).toHaveLength(recorded.length)
    const today = rowsOf(await site.read('/en/facilitators.csv'))
    expect(states).toEqual(expect.arrayContaining(today))
    expect(JSON.parse(await site.text('facilitators.json'))[0]).toMatchObject({
      line: 'plan',
      role: 'lead',
      stakeholder_identifier: 'XM-DAC-41303',
    })
  })

  test('have the lines in six languages, and the vocabulary of IATI', async () => {
    const site = await aSite(world)
    await site.make()
    const [first] = rowsOf(await site.text('lines.csv'))
    expect(Object.keys(first ?? {}).filter((column) => column.startsWith('title_'))).toEqual([
      ...['title_ar', 'title_zh', 'title_en', 'title_fr', 'title_ru', 'title_es'],
    ])
    const lines = JSON.parse(await site.text('lines.json'))
    expect(lines.map(({ line }: { line: string }) => line)).toContain('c7-e-health')
    const xml = await site.text('lines.xml')
    expect(xml).toContain('<url>https://actionlines.org/vocabulary/wsis</url>')
    expect([...xml.matchAll(/<code>(.*?)<\/code>/g)].map((match) => match[1])).toEqual(lines.map(({ line }: { line: string }) => line))
    expect(xml).toContain(`<narrative xml:lang="fr">${lines[0].titles.fr.replaceAll("'", '&#39;')}</narrative>`)
  })
})

describe('a file', () => {
  test('is sent as it lies there, with what a mirror needs to know', async () => {
    const site = await aSite(world)
    await site.make()
    const answer = await site.get('/en/data/lines.csv.gz', { headers: { 'accept-encoding': 'br, gzip' } })
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/gzip',
      'content-disposition': 'attachment; filename="lines.csv.gz"',
      'content-length': String(bytes.length),
      etag: `"${sha256(bytes)}"`,
      'last-modified': 'Tue, 24 Feb 2026 12:00:00 GMT',
      'repr-digest': `sha-256=:${Buffer.from(sha256(bytes), 'hex').toString('base64')}:`,
      'access-control-allow-origin': '*',
    })
    expect(answer.headers.get('content-encoding')).toBe(null)
  })

  test('is asked about without being sent, and not sent again to whom has it', async () => {
    const site = await aSite(world)
    await site.make()
    const head = await site.get('/en/data/activities.xml.gz', { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String((await site.bytes('activities.xml')).length)])
    const again = await site.get('/en/data/activities.xml.gz', { headers: { 'if-none-match': head.headers.get('etag') ?? '' } })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  test.each([
    'dumps.json',
    'nothing.xml.gz',
    'lines.xml',
    '..%2Fdumps.json',
    '..%2f..%2factivities.xml.gz',
    'LINES.XML.GZ',
    'constructor.xml.gz',
  ])('%s is none', async (name) => {
    const site = await aSite(world)
    await site.make()
    expect((await site.get(`/en/data/${name}`)).status).toBe(404)
  })
})

describe('when something has changed', () => {
  test('the files are made again, but not within the hour', async () => {
    const site = await aSite(world)
    await site.make()
    const before = await site.bytes('activities.json')
    await anActivity(world.db, { texts: { en: { title: 'Telemedicine for the islands' } } })
    world.at('2026-02-24T12:59:00Z')
    await site.make()
    expect(await site.bytes('activities.json')).toEqual(before)

    world.at('2026-02-24T13:00:00Z')
    await site.make()
    expect(await site.text('activities.json')).toContain('Telemedicine for the islands')
    expect(wordsOf(await site.read('/en/data'))).toContain('made on 24 February 2026 at 13:00 UTC')
  })

  test('and not where nothing has', async () => {
    const site = await aSite(world)
    await site.make()
    world.at('2026-02-25T12:00:00Z')
    await site.make()
    expect(wordsOf(await site.read('/en/data'))).toContain('made on 24 February 2026 at 12:00 UTC')
  })
})

/** Counted without the code that counts them. */
function entriesIn(name: string, text: string): number {
  if (name === 'activities.xml') return text.split('<iati-activity ').length - 1
  if (name === 'lines.xml') return text.split('<codelist-item>').length - 1
  return name.endsWith('.csv') ? rowsOf(text).length : JSON.parse(text).length
}

function inWords(bytes: number): string {
  return bytes < 1000 ? `${bytes} byte` : `${Number((bytes / 1000).toPrecision(3))} kB`
}

const byId = <Entry extends { id?: unknown }>(entries: readonly Entry[]) =>
  [...entries].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1))
