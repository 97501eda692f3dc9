/**
 * A thousand mails to a server that refuses some, puts others off and loses connections, delivered by a process that is killed in the middle.
 * None is lost. Some come twice: exactly those that the server had taken without its answer being written down.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { build } from 'esbuild'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { type Connection, connect, type DatabaseSettings } from '../src/platform/db.ts'
import type { PlatformTables } from '../src/platform/events.ts'
import { migrate } from '../src/platform/migrations.ts'
import { queueMail } from '../src/platform/outbox.ts'
import { listMails } from '../src/platform/outbox-store.ts'
import { CONNECTIONS } from '../src/platform/smtp.ts'
import { anEmptyDatabase, engines } from '../src/platform/testing.ts'
import { aMailServer, type MailServer, type Reply } from './mail-server.ts'

const NOON = new Date('2026-02-24T12:00:00Z')
const READERS = Array.from({ length: 1000 }, (_, number) => `reader-${number}@example.org`)
const KILLS = [500] // once so many were taken

/** Beside the thread of the embedded engine, which it looks for there. */
const DELIVERER = 'dist/outbox-deliverer.js'

beforeAll(async () => {
  const modules = { bundle: true, platform: 'node', format: 'esm', packages: 'external' } as const
  await build({ entryPoints: ['test/outbox-deliverer.ts'], outfile: DELIVERER, logLevel: 'warning', ...modules })
})

test('a thousand mails, one kill: none is lost, and what comes twice was taken without its answer being written down', async () => {
  const settings = await anEmptyDatabase(engines.at(-1) ?? 'pglite')
  const server = await aMailServer(replies())
  onTestFinished(server.close)
  await inDatabase(settings, queueAll)

  const cutOff = new Map<string, number>()
  for (const [index, count] of KILLS.entries()) {
    await killedOnce(() => server.taken.length >= count, deliverer(settings, server, later(index)))
    await server.left()
    const lost = await inDatabase(settings, async (connection) => takenUnknown(server, await waiting(connection), cutOff))
    expect(lost.length).toBeLessThanOrEqual(CONNECTIONS)
    for (const address of lost) cutOff.set(address, (cutOff.get(address) ?? 0) + 1)
  }
  expect(await once(deliverer(settings, server, later(KILLS.length)), 'exit')).toEqual([0, null])

  const ends = await inDatabase(settings, endsOf)
  expect(ends).toEqual(Object.fromEntries(READERS.map((address, number) => [address, REFUSED(number) ? 'failed' : 'accepted'])))

  const takes = countOf(server.taken)
  const unanswered = countOf(server.taken.filter(({ answered }) => !answered))
  const explained = READERS.map((address, number) => {
    const once = REFUSED(number) ? 0 : 1
    return [address, once + (unanswered.get(address) ?? 0) + (cutOff.get(address) ?? 0)]
  })
  expect(READERS.map((address) => [address, takes.get(address) ?? 0])).toEqual(explained)
  expect(unanswered.size).toBe(READERS.filter((_, number) => CUT_AFTER(number)).length)
  expect(new Set(server.taken.map(({ to, source }) => `${to} ${/^Message-ID: .*$/im.exec(source)?.[0]}`)).size).toBe(takes.size)
  console.log(
    `${server.taken.length} taken for ${takes.size} mails: ${unanswered.size} connections lost, ${cutOff.size} cut off by the kills`,
  )
}, 120_000)

const REFUSED = (number: number) => number % 50 === 7 || number % 100 === 33
const CUT_AFTER = (number: number) => number % 40 === 21 && !REFUSED(number)

/** What the server does with each: the hundredth of them never, others not at first. */
function replies(): (address: string) => Reply {
  const asked = new Set<string>()
  return (address) => {
    const number = READERS.indexOf(address)
    const first = !asked.has(address)
    asked.add(address)
    if (number % 50 === 7) return { at: 'recipient', code: 550, text: '5.1.1 nobody of that name' }
    if (number % 100 === 33) return { at: 'content', code: 554, text: '5.7.1 not wanted' }
    if (!first) return 'take'
    if (CUT_AFTER(number)) return 'cut after'
    if (number % 40 === 11) return 'cut before'
    if (number % 25 === 3) return { at: 'recipient', code: 450, text: '4.2.1 greylisted' }
    return number % 50 === 19 ? { at: 'content', code: 451, text: '4.3.0 try again' } : 'take'
  }
}

/** By then the leases of the process before have ended. */
function later(kills: number): Date {
  return new Date(NOON.getTime() + kills * 3 * 60_000)
}

function deliverer({ url, folder }: DatabaseSettings, server: MailServer, from: Date): ChildProcess {
  return spawn(process.execPath, [DELIVERER, server.url, from.toISOString()], {
    env: { ...process.env, DATA_DIR: folder, ...(url && { DATABASE_URL: url }) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function killedOnce(reached: () => boolean, child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  await expect.poll(reached, { interval: 1, timeout: 60_000 }).toBe(true)
  child.kill('SIGKILL')
  expect(await ended).toEqual([null, 'SIGKILL'])
}

/** Those that the server took and said so, which nobody has written down: an address for each. */
function takenUnknown(server: MailServer, waiting: ReadonlySet<string>, known: ReadonlyMap<string, number>): string[] {
  const answered = countOf(server.taken.filter((mail) => mail.answered))
  return [...answered].filter(([address, count]) => waiting.has(address) && count > (known.get(address) ?? 0)).map(([address]) => address)
}

function countOf(mails: readonly { to: string[] }[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const address of mails.flatMap(({ to }) => to)) counts.set(address, (counts.get(address) ?? 0) + 1)
  return counts
}

async function inDatabase<Result>(settings: DatabaseSettings, work: (connection: Connection<PlatformTables>) => Promise<Result>) {
  const connection = await connect<PlatformTables>(settings)
  try {
    return await work(connection)
  } finally {
    await connection.close()
  }
}

async function queueAll(connection: Connection<PlatformTables>): Promise<void> {
  await migrate(connection, 'migrations')
  await connection.db.transaction().execute(async (tx) => {
    for (const [number, to] of READERS.entries()) {
      await queueMail(tx, { kind: 'greeting', to, language: 'en', facts: { name: `reader ${number}` } }, NOON)
    }
  })
}

async function waiting({ db }: Connection<PlatformTables>): Promise<Set<string>> {
  const { mails } = await listMails(db, { size: READERS.length, state: 'waiting' })
  return new Set(mails.map(({ to }) => to))
}

async function endsOf({ db }: Connection<PlatformTables>): Promise<Record<string, string>> {
  const { mails } = await listMails(db, { size: READERS.length })
  return Object.fromEntries(mails.map(({ to, state }) => [to, state]))
}
