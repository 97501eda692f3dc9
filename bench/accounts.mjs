/**
 * Who is signed in, and many who sign in at once. A page made for one person is a share of what a bare node:http server reaches with the
 * same compressed bytes in the same run; five hundred persons who ask for a mail, get it from a real mail server and press its button, all
 * at once, are a share of five hundred who press the button of that bare server. Fails under the floors, and where somebody was not let in.
 *
 *   node bench/accounts.mjs [--small] [--engine pglite|postgresql]
 */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { SMTPServer } from 'smtp-server'
import { databasesOf, enginesOf } from './databases.mjs'
import { fetched, median, startCeiling, startSite, stop, wrk } from './servers.mjs'

const PAGES = ['/en/facilitators', '/en/account', '/en/stakeholders/new']
/** Shares of the ceiling: what must not be lost, on a busy machine. */
const FLOORS = { page: 0.0015, signIn: 0.01 }

const { values } = parseArgs({ options: { small: { type: 'boolean', default: false }, engine: { type: 'string' } } })
const [runs, seconds, persons] = values.small ? [3, 2, 500] : [5, 5, 500]
/** As many connections as persons, as if each had a browser. */
const agent = new Agent({ keepAlive: true, maxSockets: persons })
const folder = mkdtempSync(join(tmpdir(), 'actionlines-bench-'))
const failures = []

try {
  for (const engine of enginesOf(values.engine)) await benchOn(engine)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (failures.length > 0) throw new Error(failures.join('\n'))

async function benchOn(engine) {
  const databases = databasesOf(engine, folder)
  const mailServer = await aMailServer()
  const port = await freePort()
  const site = await startSite({
    ...(await databases.fresh()),
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SMTP_URL: mailServer.url,
  })
  try {
    console.log(`\n${engine}\n\n| page of somebody who is signed in | requests/s | ratio |\n|---|---|---|`)
    const cookie = await signIn(site.origin, mailServer, 'first@example.org')
    for (const page of PAGES) await measurePage(site.origin, page, cookie)
    await measureSignIns(site.origin, mailServer)
  } finally {
    await stop(site)
    await mailServer.close()
    await databases.remove()
  }
}

async function measurePage(origin, page, cookie) {
  const sample = await fetched(`${origin}${page}`, { cookie })
  if (sample.status !== 200 || sample.headers['cache-control'] !== 'private, no-store') throw new Error(`${page} is not for one person`)
  const bare = await startCeiling(sample)
  const rates = { site: [], bare: [] }
  for (let run = 0; run < runs; run += 1) {
    rates.bare.push(wrk(bare.origin, { seconds: Math.min(3, seconds), connections: 4 }))
    rates.site.push(wrk(`${origin}${page}`, { seconds, connections: 4, headers: { cookie } }))
  }
  await stop(bare)
  const ratio = median(rates.site) / median(rates.bare)
  console.log(`| ${page}, ${sample.bytes} bytes | ${Math.round(median(rates.site))} | ${ratio.toFixed(4)} |`)
  if (ratio < FLOORS.page) failures.push(`${page} of somebody signed in reaches ${ratio.toFixed(4)}, less than ${FLOORS.page}`)
}

/** All ask at once, and each presses the button as soon as the mail is there. */
async function measureSignIns(origin, mailServer) {
  const bare = await startCeiling({
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: Buffer.alloc(3000, 'a').toString('base64'),
  })
  const addresses = Array.from({ length: persons }, (_, index) => `person-${index}@example.org`)
  const ceiling = await timed(() => addresses.map(() => post(bare.origin, '/', {}).then(() => post(bare.origin, '/', {}))))
  const made = await timed(() => addresses.map((email) => signIn(origin, mailServer, email)))
  await stop(bare)
  const letIn = new Set(made.results.filter((cookie) => cookie !== '')).size
  const ratio = ceiling.all / made.all
  console.log(`\n| ${persons} sign-ins at once | seconds | sign-ins/s | ratio |\n|---|---|---|---|`)
  console.log(`| from the form to the cookie | ${made.all.toFixed(1)} | ${(persons / made.all).toFixed(0)} | ${ratio.toFixed(4)} |`)
  console.log(`| bare node:http, two forms each | ${ceiling.all.toFixed(2)} | ${(persons / ceiling.all).toFixed(0)} | 1 |`)
  if (letIn !== persons) failures.push(`of ${persons} persons ${letIn} were let in`)
  if (ratio < FLOORS.signIn) failures.push(`signing in reaches ${ratio.toFixed(4)} of the ceiling, less than ${FLOORS.signIn}`)
}

/** @returns the cookie by which this person is known afterwards; empty: they were not let in */
async function signIn(origin, mailServer, email) {
  const asked = await post(origin, '/en/sign-in', { email })
  if (asked.status !== 200) throw new Error(`asking for a mail was answered ${asked.status}`)
  const link = /http:\/\/127\.0\.0\.1:\d+(\/en\/sign-in\/[\w-]+)/.exec(await mailServer.next(email))?.[1]
  const opened = await post(origin, link, {})
  return opened.cookie
}

async function post(origin, path, form) {
  const body = new URLSearchParams(form).toString()
  const headers = { origin, 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }
  const asking = request(`${origin}${path}`, { method: 'POST', agent, headers })
  asking.end(body)
  const [response] = await once(asking, 'response')
  await text(response)
  const [cookie = ''] = (response.headers['set-cookie']?.[0] ?? '').split(';')
  return { status: response.statusCode, cookie }
}

/** In seconds: until the last has ended. */
async function timed(begin) {
  const began = performance.now()
  const results = await Promise.all(begin())
  return { results, all: (performance.now() - began) / 1000 }
}

/** The site must know under which address it is reached before it listens. */
async function freePort() {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address()
  await once(server.close(), 'close')
  return port
}

/** Takes every mail and hands it to whoever waits for it. */
async function aMailServer() {
  const mails = new Map()
  const mailTo = (email) => {
    if (!mails.has(email)) mails.set(email, awaited())
    return mails.get(email)
  }
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData: async (stream, session, done) => {
      const source = await text(stream)
      for (const { address } of session.envelope.rcptTo) mailTo(address).resolve(source.replaceAll('=\r\n', '').replaceAll('=3D', '='))
      done(null, 'taken')
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    url: `smtp://127.0.0.1:${server.server.address().port}`,
    next: (email) => mailTo(email).promise,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** A promise and what fulfils it. */
function awaited() {
  let resolve
  const promise = new Promise((done) => {
    resolve = done
  })
  return { promise, resolve }
}
