/** A file on its way: whole, at the pace of its reader, and never a part that looks like the whole. */
import { type IncomingMessage, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { html } from 'hono/html'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aWorld } from '../../test/world.ts'
import type { Tables } from '../app.tsx'
import { sharedParameters } from '../ui/api.ts'
import { PageCache } from './cache.ts'
import { type Chunks, file, slice, stream } from './http.ts'
import type { Site } from './i18n.ts'
import { RateLimit } from './limits.ts'
import { listen } from './server.ts'
import { serveSite } from './site.ts'

const LINES = Array.from({ length: 20_000 }, (_, number) => `line ${number} of a long file\n`)
const MEGABYTE = 1024 * 1024
const NOON = new Date('2026-02-24T12:00:00Z')

/** What the source was asked for. */
const asked = { pieces: 0, bytes: 0 }
let ended: () => void = () => undefined
/** Resolves when the next endless file has come to its end. */
const theEnd = () =>
  new Promise<void>((resolve) => {
    ended = resolve
  })
const logged: string[] = []

async function* lines(): Chunks {
  for (const line of LINES) {
    asked.pieces += 1
    yield line
  }
}

async function* endless(): Chunks {
  const block = new Uint8Array(64 * 1024).fill(120)
  try {
    for (;;) {
      asked.bytes += block.length
      yield block
    }
  } finally {
    ended()
  }
}

async function* failsInTheMiddle(): Chunks {
  for (const line of LINES) yield line
  throw new Error('the database went away from Amina Diallo')
}

/** Before it has anything to say. */
function failsAtOnce(): Chunks {
  const next = () => Promise.reject(new Error('the database is away'))
  return { [Symbol.asyncIterator]: () => ({ next }) }
}

const files = slice<Tables>()
files.get('/lines.csv', 'public', [], () => stream('csv', 'all lines', lines()))
files.get('/lines.svg', 'public', [], () => stream('svg', 'lines', lines(), { 'last-modified': 'Tue, 24 Feb 2026 12:00:00 GMT' }))
files.get('/map.svg', 'public', [], () => file('svg', 'map', '<svg xmlns="http://www.w3.org/2000/svg"><style>a{}</style></svg>'))
files.get('/table.csv', 'public', [], () => file('csv', 'a "table"', 'a,b'))
files.get('/endless.xml', 'public', [], () => stream('xml', 'endless', endless()))
files.get('/middle.csv', 'public', [], () => stream('csv', 'middle', failsInTheMiddle()))
files.get('/once.csv', 'public', [], () => stream('csv', 'once', failsAtOnce()))
files.get('/once.json', 'public', [], () => stream('json', 'once', failsAtOnce()))

const site: Site = {
  languages: ['en'],
  origin: 'http://localhost',
  contact: null,
  mailDomain: null,
  planTitles: {},
  stylesheet: '/style.css',
  passkeyScript: '/passkey.js',
  provider: null,
  draftScript: '/draft.js',
}
let server: Server
let app: ReturnType<typeof serveSite>

beforeAll(async () => {
  const { db } = (await aWorld()).connection
  const cache = new PageCache()
  const clock = () => NOON
  const into = new Writable({
    write(chunk, _, done) {
      logged.push(String(chunk))
      done()
    },
  })
  app = serveSite(files.routes, {
    db,
    clock,
    cache,
    tries: new RateLimit(0),
    drafts: { find: async () => null, keep: async () => {}, forget: async () => {} },
    limit: new RateLimit(0),
    log: pino(into),
    site,
    settings: { current: async () => ({}), known: () => ({}) },
    locales: { catalogues: new Map(), missing: new Map(), complete: ['en'] },
    whoIs: async () => null,
    words: {
      problemPage: () => html`<p>It failed.</p>`,
      problem: () => ({ title: 'It failed', detail: 'Try again.' }),
      refusal: () => 'It was refused.',
      refused: () => 'Some were refused.',
      shared: sharedParameters,
    },
    assets: [],
  })
  server = await listen({ app, cache, clock, origin: 'http://localhost', trustProxy: false }, 0, '127.0.0.1')
})
afterAll(() => server.close())

describe('a streamed file', () => {
  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
    ['identity', (body: Buffer) => body],
  ])('arrives whole as %s', async (encoding, unpack) => {
    const { headers, body } = await whole('/en/lines.csv', { 'accept-encoding': encoding })
    expect(unpack(body).toString()).toBe(LINES.join(''))
    expect(headers['content-encoding']).toBe(encoding === 'identity' ? undefined : encoding)
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="all-lines.csv"',
      'transfer-encoding': 'chunked',
      'cache-control': 'no-cache',
      vary: 'accept-encoding',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    })
    expect(headers.etag).toBe(undefined)
  })

  test('that is a picture is shown, and carries what its route adds', async () => {
    const { headers } = await whole('/en/lines.svg')
    expect(headers['content-disposition']).toBe('inline; filename="lines.svg"')
    expect(headers['last-modified']).toBe('Tue, 24 Feb 2026 12:00:00 GMT')
  })

  test('is not begun for whom only asks about it', async () => {
    asked.pieces = 0
    const { headers, body } = await whole('/en/lines.csv', {}, 'HEAD')
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present')
    expect({ asked: asked.pieces, received: body.length }).toEqual({ asked: 0, received: 0 })
  })

  test('waits for a reader who takes nothing, and ends when that goes away', async () => {
    const end = theEnd()
    const response = await answer('/en/endless.xml')
    await new Promise((resolve) => response.once('readable', resolve)) // the head and a little; no more is read
    for (let round = 0; round < 300; round += 1) await whole('/health')
    const waiting = asked.bytes
    expect(waiting).toBeLessThan(32 * MEGABYTE) // what the sockets of both sides hold
    for (let round = 0; round < 300; round += 1) await whole('/health')
    expect(asked.bytes).toBe(waiting)
    response.destroy()
    await end
  })

  test('ends by itself when its reader has taken nothing for too long', async () => {
    const end = theEnd()
    const impatient = await listen(
      { app, cache: new PageCache(), clock: () => NOON, origin: 'http://localhost', trustProxy: false, patience: 200 },
      0,
      '127.0.0.1',
    )
    const response = await answer('/en/endless.xml', {}, 'GET', impatient)
    response.on('error', () => undefined)
    await end
    impatient.close()
  })

  test.each(['br', 'gzip', 'identity'])('as %s that fails in the middle breaks the connection off', async (encoding) => {
    logged.length = 0
    const printed = vi.spyOn(console, 'error')
    await expect(whole('/en/middle.csv', { 'accept-encoding': encoding })).rejects.toThrow('aborted')
    expect(printed).not.toHaveBeenCalled() // by the server's library, with the message
    printed.mockRestore()
    const entry = JSON.parse(logged.find((line) => line.includes('failed in the middle of a file')) ?? '{}')
    expect(entry).toMatchObject({ route: '/middle.csv', error: 'Error' })
    expect(logged.join('')).not.toContain('Amina')
  })

  test('that fails where there is no connection to break gives its reader the error', async () => {
    const response = await app.request('/en/middle.csv')
    await expect(response.text()).rejects.toThrow('the database went away')
  })

  test('that fails before its first piece is answered like any failure', async () => {
    const table = await whole('/en/once.csv')
    expect([table.status, table.headers['content-type']]).toEqual([500, 'text/html; charset=utf-8'])
    const json = await whole('/en/once.json')
    expect([json.status, json.headers['content-type']]).toEqual([500, 'application/problem+json'])
    expect(JSON.parse(json.body.toString())).toEqual({
      type: 'http://localhost/en/api#failed',
      title: 'It failed',
      status: 500,
      detail: 'Try again.',
    })
  })
})

describe('a file made as a whole', () => {
  test('that is a picture is shown by a page, has its own colours, and is kept', async () => {
    const { headers } = await whole('/en/map.svg')
    expect(headers).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-disposition': 'inline; filename="map.svg"',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
      etag: expect.stringMatching(/^W\//),
      'cache-status': 'actionlines; fwd=miss',
    })
    const again = await whole('/en/map.svg')
    expect(again.headers['cache-status']).toBe('actionlines; hit')
    expect(again.headers['content-security-policy']).toBe(headers['content-security-policy'])
  })

  test('that is a table is saved under its name', async () => {
    const { headers } = await whole('/en/table.csv')
    expect(headers['content-disposition']).toBe('attachment; filename="a-table-.csv"')
  })
})

function answer(path: string, headers: Record<string, string> = {}, method = 'GET', by = server): Promise<IncomingMessage> {
  const { port } = by.address() as AddressInfo
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers, agent: false }, resolve).on('error', reject).end()
  })
}

async function whole(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const response = await answer(path, headers, method)
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part)
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }
}
