/** The catalogue: what DCAT-AP requires is there, and what it says of a file is so. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aWorld, type World } from '../../../test/world.ts'
import { aSite, sha256, twoActivities } from './testing.ts'

const Id = z.object({ '@id': z.url() })
const InAll = z.object({ en: z.string().min(1) }).catchall(z.string().min(1))
const Period = z.object({ '@type': z.literal('dct:PeriodOfTime') }).loose()

const Distribution = z.object({
  '@id': z.url(),
  '@type': z.literal('dcat:Distribution'),
  title: InAll,
  'dcat:accessURL': Id,
  'dcat:downloadURL': Id,
  'dcat:mediaType': Id,
  'dct:format': Id,
  'dcat:compressFormat': z.object({ '@id': z.literal('https://www.iana.org/assignments/media-types/application/gzip') }),
  'dct:conformsTo': Id.loose().optional(),
  byteSize: z.int().positive(),
  'spdx:checksum': z.strictObject({
    '@type': z.literal('spdx:Checksum'),
    'spdx:algorithm': z.object({ '@id': z.literal('spdx:checksumAlgorithm_sha256') }),
    checksumValue: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  modified: z.iso.datetime(),
})

const Dataset = z.object({
  '@id': z.url(),
  '@type': z.literal('dcat:Dataset'),
  'dct:identifier': z.string(),
  title: InAll,
  description: InAll,
  'dct:publisher': Id,
  'dcat:landingPage': Id,
  'dct:temporal': Period.optional(),
  'dct:spatial': z.array(Id).optional(),
  modified: z.iso.datetime(),
  'dcat:distribution': z.array(Distribution).min(1),
})

const Catalogue = z.object({
  '@context': z.record(z.string(), z.unknown()),
  '@id': z.url(),
  '@type': z.literal('dcat:Catalog'),
  title: InAll,
  description: InAll,
  'dct:publisher': Id.extend({ '@type': z.literal('foaf:Agent'), 'foaf:name': z.string() }),
  'dct:language': z.array(Id).min(1),
  'foaf:homepage': Id,
  'dct:rights': z.object({ label: InAll }).loose(),
  modified: z.iso.datetime(),
  'dcat:dataset': z.array(Dataset).length(4),
})

let world: World
let site: Awaited<ReturnType<typeof aSite>>
let written: string
const undone: (() => void)[] = []
beforeAll(async () => {
  world = await aWorld()
  await twoActivities(world)
  site = await aSite(world, (undo) => undone.push(undo))
  await site.make()
  written = await site.read('/en/data.jsonld')
})
afterAll(() => {
  for (const undo of undone) undo()
})

const datasets = () => Catalogue.parse(JSON.parse(written))['dcat:dataset']

describe('the catalogue', () => {
  test('is JSON-LD that has what is required of a catalogue, its data sets and their files', async () => {
    expect((await site.get('/en/data.jsonld')).headers.get('content-type')).toBe('application/ld+json; charset=utf-8')
    expect(Catalogue.safeParse(JSON.parse(written)).error).toBe(undefined)
  })

  test('names every property by a prefix or a term of its context', () => {
    const { '@context': context, ...rest } = JSON.parse(written)
    const unknown = [...keysIn(rest)].filter((key) => !key.startsWith('@') && context[key.split(':')[0] ?? ''] === undefined)
    expect(unknown).toEqual([])
  })

  test('leads to files of the size and checksum that it states', async () => {
    const files = datasets().flatMap((dataset) => dataset['dcat:distribution'])
    expect(files).toHaveLength(10)
    for (const file of files) {
      const answer = await site.get(file['dcat:downloadURL']['@id'])
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect([answer.status, bytes.length, sha256(bytes)]).toEqual([200, file.byteSize, file['spdx:checksum'].checksumValue])
      expect((await site.get(file['dcat:accessURL']['@id'])).status).toBe(200)
    }
  })

  test('says of what times and places the activities are, and since when facilitators are known', () => {
    const [activities, facilitators] = datasets()
    expect(activities?.['dct:temporal']).toEqual({
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': { '@value': '2012', '@type': 'xsd:gYear' },
      'dcat:endDate': { '@value': '2024', '@type': 'xsd:gYear' },
    })
    expect(activities?.['dct:spatial']).toContainEqual({ '@id': 'http://publications.europa.eu/resource/authority/country/KEN' })
    expect(facilitators?.['dct:temporal']).toEqual({
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': { '@value': '2005-11-18', '@type': 'xsd:date' },
    })
  })
})

/** Every property of a tree, but for the languages of texts. */
function* keysIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const one of value) yield* keysIn(one)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      yield key
      if (!['title', 'description', 'label'].includes(key)) yield* keysIn(inner)
    }
  }
}
