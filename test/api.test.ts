/** The API as a program meets it: every endpoint of the table, its description, and what it says when it is asked wrongly. */
import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { routesOf } from '../src/app.tsx'
import { Dumps } from '../src/platform/dumps.ts'
import { pathOf } from '../src/platform/openapi.ts'
import { publicIdOf } from '../src/stakeholders/index.ts'
import { Register } from '../src/stocktaking/index.ts'
import { aStakeholder } from './builders.ts'
import { importActivities } from './imported.ts'
import { aWorld, type World } from './world.ts'

const endpoints = routesOf(new Register(), new Dumps('var/dumps')).filter((route) => route.kind === 'api')

let world: World
beforeEach(async () => {
  world = await aWorld()
})

async function json(path: string, headers: Record<string, string> = {}) {
  const answer = await world.get(path, headers)
  return { status: answer.status, headers: answer.headers, body: JSON.parse(await answer.text()) }
}

function asked(example: string, name: string, value: string): string {
  const { pathname, searchParams } = new URL(example, 'http://localhost')
  if (name !== '') searchParams.set(name, value)
  return `${pathname}?${searchParams}`
}

describe.each(endpoints)('$path', ({ example, schemas }) => {
  test.each([
    ['', ''],
    ['language', 'ar'],
    ['languages', 'all'],
  ])('answers as its schema says, and with nothing more (%s %s)', async (name, value) => {
    await importActivities(world)
    const { status, body } = await json(asked(example, name, value))
    expect(status).toBe(200)
    expect(schemas.answer.parse(body)).toEqual(body)
    expect(body.items?.length).not.toBe(0)
  })

  test('refuses what it does not know', async () => {
    const { status, headers, body } = await json(asked(example, 'colour', 'blue'))
    expect(status).toBe(400)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(body.errors).toEqual([
      { parameter: 'colour', detail: expect.stringMatching(/^There is no parameter colour here. These are known: /) },
    ])
  })
})

describe('openapi.json', () => {
  test('is valid, and has every endpoint of the table with every parameter', async () => {
    const { headers, body } = await json('/api/v1/openapi.json')
    expect(await new Validator().validate(structuredClone(body))).toMatchObject({ valid: true })
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    const described = Object.entries(
      z.record(z.string(), z.object({ get: z.object({ parameters: z.array(z.object({ name: z.string() })) }) })).parse(body.paths),
    )
    expect(described.map(([path, { get }]) => [path, get.parameters.map(({ name }) => name)])).toEqual(
      endpoints.map(({ path, query }) => [pathOf(path), [...[...path.matchAll(/:(\w+)/g)].map(([, name]) => name), ...query]]),
    )
  })

  test('says in words what every parameter means', async () => {
    const { body } = await json('/api/v1/openapi.json')
    const parameters = z.record(
      z.string(),
      z.object({ get: z.object({ parameters: z.array(z.object({ description: z.string().min(1) })) }) }),
    )
    expect(parameters.safeParse(body.paths).error).toBe(undefined)
  })
})

describe('a text', () => {
  test('comes in the language of the parameter, else of the header, else in English', async () => {
    const title = async (path: string, header = '') => (await json(path, { 'accept-language': header })).body.short_title
    expect(await title('/api/v1/lines/c7-e-health?language=fr', 'es')).toEqual({ text: 'Télésanté', language: 'fr' })
    expect(await title('/api/v1/lines/c7-e-health', 'es;q=0.5, zh')).toEqual({ text: '电子卫生', language: 'zh' })
    expect(await title('/api/v1/lines/c7-e-health', 'nl')).toEqual({ text: 'E-health', language: 'en' })
  })

  test('comes in all languages where that is asked for', async () => {
    await aStakeholder(world.db, { identifier: 'KE-NGO-1', names: { en: 'Village Networks', sw: 'Mitandao ya Vijiji' } })
    const { body } = await json(`/api/v1/stakeholders/${publicIdOf('KE-NGO-1')}?languages=all&language=fr`)
    expect(body.name).toEqual({
      text: 'Village Networks',
      language: 'en',
      all: { en: 'Village Networks', sw: 'Mitandao ya Vijiji' },
    })
  })

  test('is kept for each language by itself', async () => {
    await world.get('/api/v1/regions', { 'accept-language': 'fr' })
    const again = await world.get('/api/v1/regions', { 'accept-language': 'fr-CA' })
    const other = await world.get('/api/v1/regions', { 'accept-language': 'ru' })
    expect([again.headers.get('cache-status'), other.headers.get('cache-status')]).toEqual(['actionlines; hit', 'actionlines; fwd=miss'])
    expect(again.headers.get('vary')).toBe('accept-encoding, accept-language')
    expect(again.headers.get('content-language')).toBe('fr')
    expect(again.headers.get('content-location')).toBe('/api/v1/regions?language=fr')
  })
})

describe('an answer', () => {
  test('that is known is not said again', async () => {
    const { headers } = await world.get('/api/v1/lines')
    const again = await world.get('/api/v1/lines', { 'if-none-match': headers.get('etag') ?? '' })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(headers.get('cache-control')).toBe('no-cache')
    expect(headers.get('access-control-allow-origin')).toBe('*')
  })

  test('of nothing says so', async () => {
    for (const path of ['/api/v1/lines/c99', '/api/v1/stakeholders/aaaaaaaaaa', '/api/v1/stakeholders/NOT', '/api/v2/lines']) {
      const { status, body } = await json(path)
      expect({ status, title: body.title, again: body.status }).toEqual({ status: 404, title: 'There is no such page', again: 404 })
    }
  })
})

describe('a list in parts', () => {
  test('is whole and without doubles, by cursor and by the header Link', async () => {
    for (const number of [1, 2, 3]) await aStakeholder(world.db, { identifier: `KE-NGO-${number}`, names: { en: `Network ${number}` } })
    const whole = (await json('/api/v1/stakeholders?limit=200')).body
    expect(whole.next).toBe(null)

    const found: unknown[] = []
    let address: string | undefined = '/api/v1/stakeholders?limit=7'
    let parts = 0
    while (address !== undefined) {
      const { headers, body } = await json(address)
      found.push(...body.items)
      parts += 1
      address = /^<http:\/\/localhost(.*)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1]
      expect(address?.includes(`cursor=${body.next}`) ?? body.next === null).toBe(true)
    }
    expect(found).toEqual(whole.items)
    expect(parts).toBe(Math.ceil(whole.items.length / 7))
  })

  test('of one type has no other, and asks the database as often for one as for many', async () => {
    await aStakeholder(world.db, { identifier: 'KE-CO-1', type: 'business', names: { en: 'Kisumu Cables' } })
    const { body } = await json('/api/v1/stakeholders?type=business')
    expect(body.items.map(({ name }: { name: { text: string } }) => name.text)).toEqual(['Kisumu Cables'])
    const queries = async (path: string) => {
      world.queries()
      await json(path)
      return world.queries()
    }
    expect(await queries('/api/v1/stakeholders?limit=1')).toBe(await queries('/api/v1/stakeholders?limit=20'))
  })

  test('shows nobody who is held or not looked at yet', async () => {
    await aStakeholder(world.db, { identifier: 'X-1', standing: 'held', names: { en: 'Held back' } })
    await aStakeholder(world.db, { identifier: 'X-2', standing: 'received', names: { en: 'Just received' } })
    const answer = await world.read('/api/v1/stakeholders?limit=200')
    expect(answer).not.toMatch(/Held back|Just received/)
    expect((await world.get(`/api/v1/stakeholders/${publicIdOf('X-1')}`)).status).toBe(404)
  })
})

describe('a mandate', () => {
  test('is told as the list of its day has it', async () => {
    const { body } = await json('/api/v1/mandates?on=2006-02-24&language=fr')
    const held = body.items.filter(({ line }: { line: string }) => line === 'c7-e-health')
    expect(held[0]).toEqual({
      line: 'c7-e-health',
      position: 1,
      stakeholder: {
        id: publicIdOf('XM-DAC-928'),
        identifier: 'XM-DAC-928',
        type: 'international-organisation',
        acronym: 'WHO',
        name: { text: 'Organisation mondiale de la Santé', language: 'fr' },
      },
      role: 'facilitator',
      state: 'named',
      since: '2005-11-18',
      attested_on: null,
      until: null,
      source: expect.objectContaining({ kind: 'document' }),
      contact: null,
    })
    expect(body.on).toBe('2006-02-24')
  })

  test('is asked for today where no day is', async () => {
    world.at('2006-02-23T23:59:00Z')
    expect((await json('/api/v1/mandates')).body.on).toBe('2006-02-23')
    world.at('2006-02-24T00:00:00Z')
    expect((await json('/api/v1/mandates')).body.on).toBe('2006-02-24')
  })
})

test.each([
  ['/api/v1/mandates?on=yesterday', ['on'], '“yesterday” is no date for on: write year, month and day, for example 2026-02-24.'],
  ['/api/v1/mandates?on=2006-02-30', ['on'], '“2006-02-30” is no date for on'],
  ['/api/v1/lines?language=tlh', ['language'], '“tlh” is none of the values of language: write one of ar, zh, en, fr, ru, es.'],
  ['/api/v1/stakeholders?limit=0', ['limit'], '“0” is no number for limit: write a whole number from 1 to 200.'],
  ['/api/v1/stakeholders?limit=many', ['limit'], '“many” is no number for limit'],
  ['/api/v1/stakeholders?cursor=abc', ['cursor'], 'cursor cannot be read: start without it'],
  ['/api/v1/stakeholders?cursor=W10', ['cursor'], 'cursor cannot be read'],
  ['/api/v1/stakeholders?type=business&type=academia', ['type'], 'type is given more than once: write it once.'],
  [
    '/api/v1/stakeholders?tpye=business&limit=500',
    ['tpye', 'limit'],
    'There is no parameter tpye here. These are known: type, limit, cursor, language, languages.',
  ],
])('%s is refused with what to do', async (path, parameters, sentence) => {
  const { status, body } = await json(path)
  expect(status).toBe(400)
  expect(body).toMatchObject({ type: 'http://localhost/en/api#badRequest', title: 'This request cannot be understood', status: 400 })
  expect(body.errors.map(({ parameter }: { parameter: string }) => parameter)).toEqual(parameters)
  expect(body.errors[0].detail).toContain(sentence)
})
