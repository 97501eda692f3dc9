/** What nobody should send and somebody will: the answer is the page with the text escaped, or a plain sentence and a 4xx. */

import type { AddressInfo, Server } from 'node:net'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { invite } from '../src/accounts/index.ts'
import { routesOf } from '../src/app.tsx'
import { ROLES } from '../src/platform/auth.ts'
import { Dumps } from '../src/platform/dumps.ts'
import { Register } from '../src/stocktaking/index.ts'
import { serve } from './browser/browser.ts'
import { aVisitor, type Visitor } from './visitor.ts'
import { aWorld, type World } from './world.ts'

const routes = routesOf(new Register(), new Dumps('var/dumps'))

let world: World
let server: Server
/** Somebody who may do everything for the whole site. */
let ada: Visitor
beforeAll(async () => {
  world = await aWorld()
  ada = aVisitor(world)
  for (const role of ROLES) await ada.post(`/en/sign-in/${await invite(world.db, 'ada@example.org', role, world.now())}`, {})
  ;({ server } = await serve(world))
})
afterAll(() => server.close())

const NASTY = {
  markup: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  quotes: `"'\`; drop table framework.line; --`,
  'control characters': '\u0001\u0007\u001b[31m\u007f',
  'right-to-left override': 'abc\u202egnp.exe',
  'a lone surrogate': '\ud800',
  'bytes that are no UTF-8': '%C3%28',
  nul: 'a\0b',
  'a long text': 'x'.repeat(3000),
}

/** A script of ours stands on the pages about passkeys and beside long forms, exactly so and once. */
const OUR_SCRIPT = /<script type="module" src="\/(passkey|draft)\.[0-9a-f]{10}\.js"><\/script>/

const places = routes.map(({ kind, method, audience, path, query }) => ({
  path: kind === 'api' ? path : `/en${path}`,
  method,
  query,
  closed: audience !== 'public',
}))
const pages = places.filter(({ method }) => method === 'GET')
const forms = places.filter(({ method }) => method === 'POST')
/** What a path has in the place of its parameters. */
const filled = (path: string, text: string) => path.replace(/:\w+(\{(?:[^{}]|\{[^}]*\})*\})?/g, text)
const parameters = pages.flatMap(({ path, query, closed }) => query.map((name) => ({ path: filled(path, 'c1'), name, closed })))

/** The fields of all forms together: each takes those that it knows. */
const FIELDS =
  'email name code next language remove end answer challenge label role publicId person website country type ownName request act reason organisation personName personEmail deputy invitation acting entry another of sourceKind sourceTitle sourceDate sourceUrl other q organisations secretariat subject text message telephone postalAddress known draft list withdraw contact lastDay notice-en notice-ar name-en acronym since until attested position state region title-en short-en body-en goals next paragraph certainty level yearly date url from source source-title source-kind source-language source-date source-url source-paragraph'.split(
    ' ',
  )

describe.each(Object.entries(NASTY))('%s', (_, text) => {
  const sent = text.startsWith('%') ? text : encodeURIComponent(text.replace('\ud800', '')) + (text.includes('\ud800') ? '%ED%A0%80' : '')

  test.each(parameters)('in $name of $path', async ({ path, name, closed }) => {
    const answer = await (closed ? ada : world).get(`${path}?${name}=${sent}`)
    // The way back from a provider leads on to a page of ours, without what stood in its address.
    const onto = answer.status === 303 ? answer.headers.get('location') : null
    expect([null, '/en/sign-in/provider?refused=notBegun']).toContain(onto)
    if (onto === null) expect([200, 400, 404]).toContain(answer.status)
    expect((await answer.text()).replace(OUR_SCRIPT, '')).not.toMatch(/<script|<img src=x/)
  })

  test('in a path', async () => {
    for (const { path, closed } of pages.filter((page) => page.path.includes(':'))) {
      const answer = await (closed ? ada : world).get(filled(path, sent))
      expect([path, [400, 404, 414].includes(answer.status)], String(answer.status)).toEqual([path, true])
      expect(await answer.text()).not.toMatch(/<script|<img src=x/)
    }
  })
})

describe('in every field of a form', () => {
  test.each(Object.entries(NASTY))('%s', async (_, text) => {
    for (const { path, closed } of forms.filter((form) => !form.path.endsWith('/account/erase') && !form.path.endsWith('/sign-out'))) {
      const answer = await (closed ? ada : aVisitor(world)).post(filled(path, 'c1'), Object.fromEntries(FIELDS.map((name) => [name, text])))
      expect([path, answer.status < 500], String(answer.status)).toEqual([path, true])
      expect((await answer.text()).replace(OUR_SCRIPT, '')).not.toMatch(/<script|<img src=x/)
    }
  })
})

test('an address over 4,096 characters is refused in words', async () => {
  const answer = await world.get(`/en/stocktaking?country=${'x'.repeat(5000)}`)
  expect(answer.status).toBe(414)
  expect(await answer.text()).toContain('This address is too long')
})

test('a body over 256 KB is refused in words', async () => {
  const answer = await world.app.request('/en/about', {
    method: 'POST',
    body: 'x'.repeat(300_000),
    headers: { 'content-length': '300000' },
  })
  expect(answer.status).toBe(413)
  expect(await answer.text()).toContain('Send less than 256 KB at once.')
})

test('a form from another site is refused', async () => {
  const headers = { origin: 'https://elsewhere.example', 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await world.app.request('/en/about', { method: 'POST', body: 'a=b', headers })
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('This form was not sent from this site')
})

test('too many answers to one client are refused in words, those to another are not', async () => {
  const { app } = await world.build({ RATE_LIMIT: '2' })
  const ask = (client: string, path: string) => app.request(path, {}, { client })
  await ask('192.0.2.1', '/en/about')
  await ask('192.0.2.1', '/en/lines')
  const refused = await ask('192.0.2.1', '/en/follow-up')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused.text()).toContain('Too many requests from your network')
  expect((await ask('192.0.2.1', '/en/about')).status).toBe(200) // kept: not counted
  expect((await ask('192.0.2.2', '/en/stocktaking')).status).toBe(200)
})

test.each([
  ['no HTTP', 'hello\r\n\r\n', 'This is not a request that can be understood.'],
  ['a megabyte of address', `GET /${'x'.repeat(1_000_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 'are too long: shorten them.'],
])('%s on the socket is answered with one sentence', async (_, bytes, sentence) => {
  expect(await onSocket(bytes)).toContain(sentence)
})

function onSocket(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const { port } = server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let heard = ''
    socket.on('data', (chunk) => {
      heard += chunk
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(heard))
  })
}

test('every answer carries the same guard', async () => {
  for (const path of ['/en/', '/en/nothing', '/health', '/en/facilitators.csv']) {
    const { headers } = await world.get(path)
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('strict-transport-security')).toBe(null) // reached by http
  }
})
