/** What pages say of themselves to machines: schema.org as JSON-LD. */
import { beforeEach, describe, expect, test } from 'vitest'
import { anActivity, aStakeholder } from './builders.ts'
import { aWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

/** The blocks of data in a page, read as a browser would: each ends with the first end of its element. */
async function dataOf(path: string) {
  const blocks = (await world.read(path)).matchAll(/<script type="application\/ld\+json">(.*?)<\/script/gs)
  return [...blocks].map((match) => JSON.parse(match[1] ?? ''))
}

const context = { '@context': 'https://schema.org' }

describe('a page says what it is about', () => {
  test('home: the site, and how it is searched', async () => {
    expect(await dataOf('/en/')).toEqual([
      {
        ...context,
        '@type': 'WebSite',
        name: 'Actionlines',
        alternateName: 'Geneva Plan of Action',
        url: 'http://localhost/en/',
        inLanguage: 'en',
        potentialAction: {
          '@type': 'SearchAction',
          target: { '@type': 'EntryPoint', urlTemplate: 'http://localhost/en/search?q={q}' },
          'query-input': 'required name=q',
        },
      },
    ])
  })

  test('a stakeholder: the organisation by all its names', async () => {
    const { publicId } = await aStakeholder(world.db, {
      names: { en: 'Village Networks', fr: 'Réseaux de village' },
      acronym: 'VN',
      country: 'KE',
      website: 'https://villages.example/',
    })
    expect(await dataOf(`/en/stakeholders/${publicId}`)).toEqual([
      {
        ...context,
        '@type': 'Organization',
        '@id': `http://localhost/en/stakeholders/${publicId}`,
        name: 'Village Networks',
        alternateName: ['VN', 'Réseaux de village'],
        identifier: 'KE-NGO-1',
        url: 'https://villages.example/',
        address: { '@type': 'PostalAddress', addressCountry: 'KE' },
      },
    ])
  })

  test('an activity: the project, who pays and who takes part, when and where, and the record that it is made from', async () => {
    const reporter = await aStakeholder(world.db)
    const funder = await aStakeholder(world.db, { identifier: 'XX-FUND-1', names: { en: 'Wireless Fund' } })
    const taking = { name: null, language: 'en', type: 'civil-society' as const }
    const { publicId } = await anActivity(world.db, {
      reporter_id: reporter.id,
      start_actual: '2024-02-01',
      start_planned: '2024-01-01',
      end_planned: '2026-12-31',
      source_url: 'https://villages.example/radio',
      dataset: 'villages.xml',
      countries: ['KE'],
      texts: { en: { title: 'Radio for Kisumu', description: 'By and for the town.' } },
      participants: [
        { ...taking, stakeholder_id: funder.id, name: 'Wireless Fund', role: 1 },
        { ...taking, stakeholder_id: reporter.id, name: 'Village Networks', role: 2 },
        { ...taking, stakeholder_id: reporter.id, name: 'Village Networks', role: 4 },
        { ...taking, name: 'Kisumu FM', role: 4 },
      ],
    })
    const at = (id: string) => `http://localhost/en/stakeholders/${id}`
    expect(await dataOf(`/en/activities/${publicId}`)).toEqual([
      {
        ...context,
        '@type': 'WebPage',
        url: `http://localhost/en/activities/${publicId}`,
        inLanguage: 'en',
        dateModified: '2025-05-12T09:00:00.000Z',
        isBasedOn: {
          '@type': 'CreativeWork',
          name: 'villages.xml',
          url: 'https://villages.example/radio',
          publisher: { '@type': 'Organization', '@id': at(reporter.publicId), name: 'Village Networks' },
        },
        mainEntity: {
          '@type': 'Project',
          name: 'Radio for Kisumu',
          description: 'By and for the town.',
          identifier: 'KE-NGO-1-telemedicine',
          foundingDate: '2024-02-01',
          dissolutionDate: '2026-12-31',
          location: [{ '@type': 'Country', name: 'Kenya' }],
          funder: [{ '@type': 'Organization', '@id': at(funder.publicId), name: 'Wireless Fund' }],
          member: [
            { '@type': 'Organization', '@id': at(reporter.publicId), name: 'Village Networks' },
            { '@type': 'Organization', name: 'Kisumu FM' },
          ],
        },
      },
    ])
  })

  test('the list of facilitators: a data set, but not where nothing was understood', async () => {
    const [list] = await dataOf('/en/facilitators')
    expect(list).toMatchObject({ '@type': 'Dataset', name: 'Who facilitates what', temporalCoverage: '2005-11-18/..' })
    for (const { contentUrl } of list.distribution) expect((await world.get(contentUrl)).status).toBe(200)
    expect(await dataOf('/en/facilitators?on=yesterday')).toEqual([])
  })

  test('data: a catalogue of data sets', async () => {
    const [catalog] = await dataOf('/en/data')
    expect(catalog['@type']).toBe('DataCatalog')
    expect(catalog.dataset.map(({ name }: { name: string }) => name)).toEqual(['Activities', 'Facilitators', 'Stakeholders', 'Lines'])
  })
})

test('a text of somebody else cannot end the block or begin a comment in it', async () => {
  const title = '</script><script>alert(1)</script><!-- <script> " \u2028'
  const { publicId } = await anActivity(world.db, { texts: { en: { title } } })
  const html = await world.read(`/en/activities/${publicId}`)
  expect(html).not.toContain('alert(1)</script>')
  expect(html.split('<!--')).toHaveLength(1)
  const [page] = await dataOf(`/en/activities/${publicId}`)
  expect(page.mainEntity.name).toBe(title.trim())
})

test('what is said of a page lets no script run: the policy forbids all of them still', async () => {
  expect((await world.get('/en/')).headers.get('content-security-policy')).toContain("default-src 'none'")
})
