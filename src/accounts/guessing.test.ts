/** What somebody hears who tries: whether an address is known, and how often one may try. */
import { beforeEach, describe, expect, test } from 'vitest'
import { aVisitor, codeTo } from '../../test/visitor.ts'
import { aWorld, type World } from '../../test/world.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

describe('how often one may try', () => {
  const CODE = { email: 'ada@example.org', code: '00000000' }
  /** A form of the site with a limit, sent from an address of the net. */
  const sender = async (over: Record<string, string> = { RATE_LIMIT: '30' }) => {
    const { app } = await world.build(over)
    return (client: string, path: string, form: Record<string, string>, forwarded = '') =>
      app.request(
        path,
        {
          method: 'POST',
          body: new URLSearchParams(form).toString(),
          headers: { origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': forwarded },
        },
        { client },
      )
  }

  test('is counted by client over mails, codes, links, passkeys and providers together, far below what else it may ask', async () => {
    const send = await sender()
    expect((await send('192.0.2.1', '/en/sign-in', { email: 'ada@example.org' })).status).toBe(200)
    expect((await send('192.0.2.1', '/en/sign-in/code', CODE)).status).toBe(422)
    expect((await send('192.0.2.1', `/en/sign-in/${'x'.repeat(43)}`, {})).status).toBe(409)
    for (const [path, form] of [
      ['/en/sign-in', { email: 'bob@example.org' }],
      ['/fr/sign-in/code', CODE],
      [`/en/sign-in/${'y'.repeat(43)}`, {}],
      ['/en/sign-in/passkey', { answer: '{}', challenge: 'x' }],
      ['/en/sign-in/provider', {}],
    ] as const)
      expect([path, (await send('192.0.2.1', path, form)).status]).toEqual([path, 429])
    // Other pages go on, and so does everybody else.
    expect((await send('192.0.2.2', '/en/sign-in/code', CODE)).status).toBe(422)
  })

  test('is told in words, with how long to wait', async () => {
    const send = await sender({ RATE_LIMIT: '10' })
    await send('192.0.2.1', '/en/sign-in/code', CODE)
    const refused = await send('192.0.2.1', '/en/sign-in/code', CODE)
    expect(refused.status).toBe(429)
    const seconds = Number(refused.headers.get('retry-after'))
    expect([seconds > 500, seconds <= 600]).toEqual([true, true])
    expect(await refused.text()).toContain('Wait ten minutes, then try again. Whoever uses the same network is counted with you.')
    const { app } = await world.build({ RATE_LIMIT: '10' })
    expect((await app.request('/en/about', {}, { client: '192.0.2.1' })).status).toBe(200)
  })

  test('counts one network of IPv6 as one client', async () => {
    const send = await sender({ RATE_LIMIT: '10' })
    expect((await send('2001:db8:1:2::1', '/en/sign-in/code', CODE)).status).toBe(422)
    expect((await send('2001:db8:1:2:ffff::2', '/en/sign-in/code', CODE)).status).toBe(429)
    expect((await send('2001:db8:1:3::1', '/en/sign-in/code', CODE)).status).toBe(422)
  })

  test('does not let a guess go on by another address of the mailbox', async () => {
    const send = await sender({ RATE_LIMIT: '30' })
    const answers: number[] = []
    for (let guess = 0; guess < 6; guess++)
      answers.push((await send('192.0.2.1', '/en/sign-in/code', { email: `p${guess}@example.org`, code: '12345678' })).status)
    expect(answers).toEqual([422, 422, 422, 429, 429, 429])
  })

  test('is not limited where RATE_LIMIT is 0', async () => {
    const send = await sender({ RATE_LIMIT: '0' })
    for (let guess = 0; guess < 80; guess++)
      expect((await send('192.0.2.1', '/en/sign-in/code', { email: 'x', code: 'x' })).status).toBe(422)
  })
})

test('a client is the last hop that our own proxy wrote, and only where it is trusted', async () => {
  const { listen } = await import('../platform/server.ts')
  const { app, cache } = await world.build({ RATE_LIMIT: '10' })
  const statuses = async (trustProxy: boolean) => {
    const server = await listen({ app, cache, origin: 'http://localhost', clock: world.now, trustProxy }, 0, '127.0.0.1')
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const guess = async (forwarded: string) => {
      const headers = {
        origin: 'http://localhost',
        'content-type': 'application/x-www-form-urlencoded',
        'x-forwarded-for': forwarded,
      }
      return (await fetch(`http://127.0.0.1:${port}/en/sign-in/code`, { method: 'POST', body: 'email=x&code=x', headers })).status
    }
    const answers = [await guess('203.0.113.1, 192.0.2.7'), await guess('203.0.113.2, 192.0.2.7'), await guess('203.0.113.1, 192.0.2.8')]
    server.close()
    return answers
  }
  expect(await statuses(true)).toEqual([422, 429, 422])
  // Whatever the client writes there itself, it is the same client.
  expect(await statuses(false)).toEqual([422, 429, 429])
})

describe('whether an address is known', () => {
  const KNOWN = Array.from({ length: 21 }, (_, number) => `known-${number}@example.org`)
  const UNKNOWN = KNOWN.map((email) => email.replace('known', 'other'))

  test('is told neither by the answer nor by how long it takes', async () => {
    for (const email of KNOWN) await aVisitor(world).signIn(email)
    const asked = async (email: string) => {
      const started = performance.now()
      const answer = await aVisitor(world).post('/en/sign-in', { email })
      const text = await answer.text()
      const took = performance.now() - started
      return { took, bytes: text.replaceAll(email, 'ADDRESS'), status: answer.status, headers: Object.fromEntries(answer.headers) }
    }
    const [known, unknown] = [[], []] as [number[], number[]]
    for (const [index, email] of KNOWN.entries()) {
      // Turn about, so that what else the machine does falls on both.
      const pair = index % 2 === 0 ? [email, UNKNOWN[index] ?? ''] : [UNKNOWN[index] ?? '', email]
      const [first, second] = [await asked(pair[0] ?? ''), await asked(pair[1] ?? '')]
      const [mine, theirs] = index % 2 === 0 ? [first, second] : [second, first]
      expect({ ...mine, took: 0 }).toEqual({ ...theirs, took: 0 })
      known.push(mine.took)
      unknown.push(theirs.took)
    }
    const ratio = median(known) / median(unknown)
    expect(ratio).toBeGreaterThan(1 / 3)
    expect(ratio).toBeLessThan(3)
  })

  test('nor by a wrong code for it', async () => {
    await aVisitor(world).signIn('ada@example.org')
    await aVisitor(world).post('/en/sign-in', { email: 'ada@example.org' })
    const code = await codeTo(world, 'ada@example.org')
    const wrong = code === '00000000' ? '11111111' : '00000000'
    const tried = async (email: string) => {
      const answer = await aVisitor(world).post('/en/sign-in/code', { email, code: wrong })
      return {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        text: (await answer.text()).replaceAll(email, 'ADDRESS'),
      }
    }
    expect(await tried('ada@example.org')).toEqual(await tried('bob@example.org'))
  })
})

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}
