/**
 * A process that delivers what is in the outbox until nothing waits any more, for test/outbox-kill.test.ts to kill. Its clock is its own:
 * where nothing is due, it goes forward to when something is.
 */
import { html } from 'hono/html'
import { sql } from 'kysely'
import { pino } from 'pino'
import { connect, type Database } from '../src/platform/db.ts'
import type { PlatformTables } from '../src/platform/events.ts'
import { View } from '../src/platform/i18n.ts'
import { Outbox, type Renderers } from '../src/platform/outbox.ts'
import { smtpTransport } from '../src/platform/smtp.ts'

const [smtpUrl = '', from = ''] = process.argv.slice(2)
const { DATABASE_URL, DATA_DIR = '' } = process.env

const renderers: Renderers<PlatformTables> = {
  greeting: async (_tx, _view, { name }) => ({
    subject: `Good day, ${name}`,
    text: `Good day, ${name}.`,
    html: html`<p>Good day, ${name}.</p>`,
  }),
}
const site = {
  languages: ['en'] as const,
  origin: 'https://lines.example.org',
  contact: null,
  mailDomain: null,
  planTitles: {},
  stylesheet: '/style.css',
  passkeyScript: '/passkey.js',
  provider: null,
  draftScript: '/draft.js',
}

const connection = await connect<PlatformTables>({
  url: DATABASE_URL ?? null,
  folder: DATA_DIR,
  worker: new URL('./pglite-worker.js', import.meta.url),
})
const outbox = new Outbox<PlatformTables>({
  db: connection.db,
  renderers,
  view: (language, now) => new View({ language, catalogues: new Map(), path: '/', now, site }),
  transport: smtpTransport({ smtpUrl, dkim: null }),
  from: { name: 'Actionlines', address: 'desk@lines.example.org' },
  log: pino({ level: 'silent' }),
})
let now: Date | null = new Date(from)
while (now) {
  await outbox.deliver(now)
  now = await nextDue(connection.db, now)
}
await outbox.close()
await connection.close()

async function nextDue(db: Database<PlatformTables>, now: Date): Promise<Date | null> {
  const { rows } = await sql<{ next: Date | null }>`
    select min(greatest(due_at, leased_until, ${now}::timestamptz)) as next from platform.mail where due_at is not null`.execute(db)
  return rows[0]?.next ?? null
}
