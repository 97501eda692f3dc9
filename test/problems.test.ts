/** What is refused or missing, said to a program in its own form (RFC 9457) and to a reader as a page. */
import { beforeEach, describe, expect, test } from 'vitest'
import { aWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

describe('a program', () => {
  test.each(['/api', '/api/v1/nothing', '/en/nothing.json'])(
    'that asks for %s, which is nothing, is told so as problem details',
    async (path) => {
      const answer = await world.get(path)
      expect(answer.status).toBe(404)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      expect(answer.headers.get('content-language')).toBe('en')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(await answer.json()).toEqual({
        type: 'http://localhost/en/api#absent',
        title: 'There is no such page',
        status: 404,
        detail: 'The address may be mistyped, or what was here has another address now. Look for it among the lines or in the stocktaking.',
      })
    },
  )

  test('that asks a file wrongly is told what was not understood', async () => {
    const answer = await world.get('/en/facilitators.json?on=yesterday')
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({
      type: 'http://localhost/en/api#badRequest',
      status: 400,
      detail: expect.stringContaining('yesterday'),
    })
  })

  test('that asks too often is told how long to wait', async () => {
    const { app } = await world.build({ RATE_LIMIT: '1' })
    await app.request('/api/v1/nothing')
    const refused = await app.request('/api/v1/nothing')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({
      type: 'http://localhost/en/api#tooMany',
      title: 'Too many requests from your network',
      status: 429,
    })
  })
})

test.each(['/en/nothing', '/en/nothing.csv', '/en/nothing.atom', '/en/nothing.svg'])('whoever opens %s gets the page', async (path) => {
  const answer = await world.get(path)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
  expect(await answer.text()).toContain('There is no such page')
})

test('addresses that are none are counted like answers', async () => {
  const { app } = await world.build({ RATE_LIMIT: '2' })
  const ask = async (path: string) => (await app.request(path, {}, { client: '192.0.2.1' })).status
  expect([await ask('/wp-login.php'), await ask('/en/.env'), await ask('/en/about')]).toEqual([404, 404, 429])
})
