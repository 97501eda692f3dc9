/** Outboxes on a database of their own, with kinds of mails that no slice has, and real mail servers. */
import { html } from 'hono/html'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, onTestFinished } from 'vitest'
import type { Connection, Engine } from '../src/platform/db.ts'
import type { PlatformTables } from '../src/platform/events.ts'
import { View } from '../src/platform/i18n.ts'
import type { Queued } from '../src/platform/mail.ts'
import { migrate } from '../src/platform/migrations.ts'
import { Outbox, queueMail, type Renderer } from '../src/platform/outbox.ts'
import { listMails } from '../src/platform/outbox-store.ts'
import { type DkimSettings, smtpTransport } from '../src/platform/smtp.ts'
import { aConnection } from '../src/platform/testing.ts'
import { aMailServer, type MailServer, type Reply } from './mail-server.ts'

export const NOON = new Date('2026-02-24T12:00:00Z')
export const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000)

export const AMINA = 'amina@example.org'

/** A mail that greets Amina, or what is said instead. */
export const greeting = (over: Partial<Queued> = {}): Queued => ({
  ...{ kind: 'greeting', to: AMINA, language: 'en', facts: { name: 'Amina' } },
  ...over,
})

type Kind = Renderer<PlatformTables>

export const greet: Kind = async (_tx, { language, dir }, { name }) =>
  name
    ? {
        subject: `Good day, ${name}`,
        text: `Good day, ${name}.`,
        html: html`<!doctype html><html lang="${language}" dir="${dir}"><p>Good day, ${name}.</p></html>`,
      }
    : null

const KINDS: Readonly<Record<string, Kind>> = {
  greeting: greet,
  news: async () => ({ subject: 'News', text: 'None.', html: html`<p>None.</p>`, unsubscribe: 'https://lines.example.org/stop/7' }),
  answer: async (_tx, _view, { answers }) => ({
    subject: 'Your answer',
    text: 'Yes.',
    html: html`<p>Yes.</p>`,
    replyTo: 'reply+17-ab@lines.example.org',
    answers: String(answers),
  }),
  code: async (_tx, _view, { code }) => ({ subject: 'Your code', text: `${code}\n`, html: html`<p>${code}</p>`, secret: true }),
  broken: async (_tx, _view, facts) => {
    throw new TypeError(`of ${facts.name}`)
  },
}

const SITE = {
  languages: ['en', 'ar'] as const,
  origin: 'https://lines.example.org',
  contact: null,
  mailDomain: null,
  planTitles: {},
  stylesheet: '/style.css',
  passkeyScript: '/passkey.js',
  provider: null,
  draftScript: '/draft.js',
}

/** Opens a database for a group of tests; each finds the outbox empty. Call it in describe. */
export function outboxesOn(engine: Engine) {
  let connection: Connection<PlatformTables>
  let close: () => Promise<void>
  let log: string[]

  beforeAll(async () => {
    const opened = await aConnection<PlatformTables>(engine)
    connection = opened.connection
    close = opened.close
    await migrate(connection, 'migrations')
  })
  afterAll(() => close())
  beforeEach(async () => {
    log = []
    await connection.execute('truncate platform.mail restart identity cascade')
  })

  return {
    /** An outbox that hands its mails to the server at this address; null: there is none. */
    anOutbox: (url: string | null, { renderers = KINDS, dkim = null }: { renderers?: typeof KINDS; dkim?: DkimSettings | null } = {}) => {
      const outbox = new Outbox<PlatformTables>({
        db: connection.db,
        renderers,
        view: (language, now) => new View({ language, catalogues: new Map(), path: '/', now, site: SITE }),
        transport: smtpTransport({ smtpUrl: url, dkim }),
        from: { name: 'Actionlines, the désk', address: 'desk@lines.example.org' },
        log: pino({ level: 'debug' }, { write: (line: string) => log.push(line) }),
      })
      onTestFinished(() => outbox.close())
      return outbox
    },
    queue: (mail: Queued = greeting(), at = NOON) => connection.db.transaction().execute((tx) => queueMail(tx, mail, at)),
    /** What became of each mail, the newest first. */
    state: async () =>
      (await listMails(connection.db)).mails.map(({ to, state, tries, dueAt, lastReply }) => ({ to, state, tries, dueAt, lastReply })),
    connection: () => connection,
    log: () => log,
  }
}

/** A mail server that is closed after the test. */
export async function aServer(replyTo?: (address: string) => Reply, options?: { password: string }): Promise<MailServer> {
  const server = await aMailServer(replyTo, options)
  onTestFinished(server.close)
  return server
}
