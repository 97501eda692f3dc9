/** What every page does: language, cache, files, addresses. */
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { changed } from '../src/platform/db.ts'
import { aWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

describe('the language', () => {
  test.each([
    ['ar-EG,ar;q=0.9,en;q=0.5', '/ar/'],
    ['de;q=0.9,en;q=0.1', '/en/'],
    ['sw', '/en/'],
    ['ar;q=0,en', '/en/'],
  ])('of somebody who reads %s is negotiated at / to %s', async (header, location) => {
    const answer = await world.get('/', { 'accept-language': header })
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe(location)
    expect(answer.headers.get('vary')).toBe('accept-language')
  })

  test('that the site does not have is not routed', async () => {
    expect((await world.get('/de/')).status).toBe(404)
  })

  test('names itself, its direction and the others', async () => {
    const html = await world.read('/ar/facilitators?on=2006-02-24')
    expect(html).toContain('<html lang="ar" dir="rtl">')
    expect(html).toContain('hreflang="en" href="http://localhost/en/facilitators?on=2006-02-24"')
    expect(html).not.toContain('hreflang="de"')
  })
})

describe('the cache', () => {
  const status = async (path: string) => (await world.get(path)).headers.get('cache-status')

  test('keeps a page, by the parameters that it knows', async () => {
    expect(await status('/en/facilitators?on=2006-02-24')).toBe('actionlines; fwd=miss')
    expect(await status('/en/facilitators?on=2006-02-24')).toBe('actionlines; hit')
    expect(await status('/en/facilitators?utm=1&on=2006-02-24')).toBe('actionlines; hit')
    expect(await status('/en/facilitators?on=2005-11-18')).toBe('actionlines; fwd=miss')
    expect(await status('/ar/facilitators?on=2006-02-24')).toBe('actionlines; fwd=miss')
  })

  test('makes a page anew when a slice that it reads is written, and only then', async () => {
    await world.get('/en/facilitators')
    await world.get('/en/stocktaking')
    await world.connection.db.transaction().execute((tx) => changed(tx, 'stocktaking'))
    await heard(async () => (await status('/en/stocktaking')) === 'actionlines; fwd=miss')
    expect(await status('/en/facilitators')).toBe('actionlines; hit')
    await world.connection.db.transaction().execute((tx) => changed(tx, 'facilitation'))
    await heard(async () => (await status('/en/facilitators')) === 'actionlines; fwd=miss')
  })

  test('ends at midnight UTC', async () => {
    await world.get('/en/facilitators')
    world.at('2026-02-24T23:59:59Z')
    expect(await status('/en/facilitators')).toBe('actionlines; hit')
    world.at('2026-02-25T00:00:00Z')
    expect(await status('/en/facilitators')).toBe('actionlines; fwd=miss')
  })

  test('keeps no page that was not found, and none that was asked wrongly', async () => {
    await world.get('/en/lines/c99')
    expect((await world.get('/en/lines/c99')).headers.get('cache-control')).toBe('no-store')
    await world.get('/en/facilitators?on=yesterday')
    expect((await world.get('/en/facilitators?on=yesterday')).headers.get('cache-status')).toBe(null)
  })

  /** On a server a notification arrives some time after its transaction: asked again after each of a few hundred round trips. */
  async function heard(arrived: () => Promise<boolean>): Promise<void> {
    for (let asked = 0; asked < 500; asked += 1) {
      if (await arrived()) return
      await sql`select 1`.execute(world.connection.db)
    }
    throw new Error('no notification arrived')
  }
})

describe('an answer', () => {
  test('says nothing twice to whom has it', async () => {
    const first = await world.get('/en/lines', { 'accept-encoding': 'br' })
    const again = await world.get('/en/lines', { 'accept-encoding': 'br', 'if-none-match': first.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })

  test.each(['br', 'gzip', 'identity'])('comes as %s to whom takes that', async (encoding) => {
    const answer = await world.get('/en/lines', { 'accept-encoding': encoding })
    expect(answer.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding)
    expect(Number(answer.headers.get('content-length'))).toBe((await answer.arrayBuffer()).byteLength)
  })

  test('at a wrong address says what to do, in the language of the address', async () => {
    const answer = await world.get('/ar/nothing')
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('لا توجد صفحة كهذه')
  })

  test('to an address with a slash too many leads to the right one', async () => {
    const answer = await world.get('/en/lines/')
    expect(answer.status).toBe(301)
    expect(answer.headers.get('location')).toBe('/en/lines')
  })

  test('of the process and of the database', async () => {
    expect((await world.get('/health')).status).toBe(200)
    expect((await world.get('/ready')).status).toBe(200)
  })
})
