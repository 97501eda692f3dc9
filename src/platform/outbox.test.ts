/** Mails from the moment that they are queued until a mail server has them, or has refused them for good. */
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { html } from 'hono/html'
import { dkimVerify } from 'mailauth'
import { simpleParser } from 'mailparser'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { aMailServer, type MailServer, type Reply } from '../../test/mail-server.ts'
import type { Connection } from './db.ts'
import type { PlatformTables } from './events.ts'
import { View } from './i18n.ts'
import type { Queued } from './mail.ts'
import { migrate } from './migrations.ts'
import { Outbox, queueMail, type Renderers } from './outbox.ts'
import { leaseNext, listMails } from './outbox-store.ts'
import { type DkimSettings, smtpTransport } from './smtp.ts'
import { aConnection, aFolder, engines } from './testing.ts'

const NOON = new Date('2026-02-24T12:00:00Z')
const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000)

const AMINA = 'amina@example.org'
const greeting = (over: Partial<Queued> = {}): Queued => ({
  kind: 'greeting',
  to: AMINA,
  language: 'en',
  facts: { name: 'Amina' },
  ...over,
})

describe.each(engines)('on %s', (engine) => {
  let connection: Connection<PlatformTables>
  let closeDatabase: () => Promise<void>
  let log: string[]

  beforeAll(async () => {
    const opened = await aConnection<PlatformTables>(engine)
    connection = opened.connection
    closeDatabase = opened.close
    await migrate(connection, 'migrations')
  })
  afterAll(() => closeDatabase())
  beforeEach(async () => {
    log = []
    await connection.execute('truncate platform.mail restart identity')
  })

  /** An outbox that hands its mails to a server of this address. */
  function anOutbox(
    url: string | null,
    { renderers = RENDERERS, dkim = null }: { renderers?: typeof RENDERERS; dkim?: DkimSettings | null } = {},
  ) {
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
  }

  async function aServer(replyTo?: (address: string) => Reply, options?: { password: string }): Promise<MailServer> {
    const server = await aMailServer(replyTo, options)
    onTestFinished(server.close)
    return server
  }

  const queue = (mail: Queued = greeting(), at = NOON) => connection.db.transaction().execute((tx) => queueMail(tx, mail, at))
  const state = async () =>
    (await listMails(connection.db)).mails.map(({ to, state, tries, dueAt, lastReply }) => ({ to, state, tries, dueAt, lastReply }))

  test('a mail says who writes, to whom, when and in which language, as text and as HTML', async () => {
    const server = await aServer()
    await queue(greeting({ language: 'ar', facts: { name: 'أمينة' } }))
    await anOutbox(server.url).deliver(later(1))

    expect(server.taken.map(({ from, to }) => ({ from, to }))).toEqual([{ from: 'desk@lines.example.org', to: [AMINA] }])
    const mail = await simpleParser(server.taken[0]?.source ?? '')
    expect({ subject: mail.subject, date: mail.date, text: mail.text, html: mail.html }).toEqual({
      subject: 'Good day, أمينة',
      date: later(1),
      text: 'Good day, أمينة.',
      html: '<!doctype html><html lang="ar" dir="rtl"><p>Good day, أمينة.</p></html>',
    })
    expect(mail.from?.value).toEqual([{ name: 'Actionlines, the désk', address: 'desk@lines.example.org' }])
    expect([mail.to].flat().map((to) => to?.value)).toEqual([[{ name: '', address: AMINA }]])
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@lines\.example\.org>$/)
    expect(Object.fromEntries(['auto-submitted', 'content-language'].map((name) => [name, mail.headers.get(name)]))).toEqual({
      'auto-submitted': 'auto-generated',
      'content-language': 'ar',
    })
    expect(Object.keys(headersOf(server)).sort()).toEqual(HEADERS)
    expect(await state()).toEqual([{ to: AMINA, state: 'accepted', tries: 1, dueAt: null, lastReply: '250 taken' }])
  })

  test('a mail that comes regularly can be stopped with one click', async () => {
    const server = await aServer()
    await queue({ kind: 'news', to: AMINA, language: 'en', facts: {} })
    await anOutbox(server.url).deliver(NOON)
    expect(headersOf(server)).toMatchObject({
      'list-unsubscribe': ['<https://lines.example.org/stop/7>'],
      'list-unsubscribe-post': ['List-Unsubscribe=One-Click'],
    })
  })

  test('what was rolled back sends nothing', async () => {
    const server = await aServer()
    const attempt = connection.db.transaction().execute(async (tx) => {
      await queueMail(tx, greeting(), NOON)
      throw new Error('the form was refused')
    })
    await expect(attempt).rejects.toThrow('the form was refused')
    await anOutbox(server.url).deliver(NOON)
    expect([await state(), server.taken]).toEqual([[], []])
  })

  test.each([
    ['CR and LF', 'Amina\r\nBcc: everybody@example.com\r\n\r\nbuy'],
    ['LF alone', 'Amina\nBcc: everybody@example.com'],
    ['CR alone', 'Amina\rBcc: everybody@example.com'],
    ['a line separator', 'Amina\u2028Bcc: everybody@example.com'],
    ['a NUL, a half character', 'Amina\0\ud800Bcc: everybody@example.com'],
    ['an encoded word', '=?utf-8?Q?Amina=0D=0ABcc:_everybody@example.com?='],
    ['a very long name', `${'Amina '.repeat(400)}Bcc: everybody@example.com`],
  ])('%s in what somebody typed begins no header', async (_, name) => {
    const server = await aServer()
    await queue(greeting({ facts: { name } }))
    await anOutbox(server.url).deliver(NOON)
    expect(server.taken.map(({ to }) => to)).toEqual([[AMINA]])
    expect(Object.keys(headersOf(server)).sort()).toEqual(HEADERS)
  })

  test.each([
    'amina@example.org\r\nBcc: everybody@example.com',
    'amina@example.org, everybody@example.com',
    'amina@example.org> SIZE=1\r\nRCPT TO:<everybody@example.com',
    'Amina <amina@example.org>',
    '"amina everybody"@example.com',
    'amina',
  ])('nothing is sent to %j, which is no address', async (to) => {
    const server = await aServer()
    await queue(greeting({ to }))
    await anOutbox(server.url).deliver(NOON)
    expect(server.taken).toEqual([])
    expect(await state()).toEqual([
      { to, state: 'failed', tries: 1, dueAt: null, lastReply: 'This is no address that mail can be sent to.' },
    ])
  })

  test('what is refused for now is tried again, and is the same message to the last byte', async () => {
    const replies: Reply[] = [
      { at: 'recipient', code: 450, text: '4.2.1 greylisted' },
      'cut before',
      'cut after',
      { at: 'content', code: 451, text: '4.3.0 try again' },
      'take',
    ]
    const server = await aServer(() => replies.shift() ?? 'take')
    let rendered = 0
    const greet = RENDERERS.greeting
    if (!greet) throw new Error('there is a greeting')
    const counted: typeof RENDERERS = {
      greeting: (...args) => {
        rendered += 1
        return greet(...args)
      },
    }
    const outbox = anOutbox(server.url, { renderers: counted })
    await queue()

    await outbox.deliver(NOON)
    expect(await state()).toEqual([{ to: AMINA, state: 'waiting', tries: 1, dueAt: later(1), lastReply: '450 4.2.1 greylisted' }])
    await outbox.deliver(new Date(later(1).getTime() - 1))
    expect(await state()).toMatchObject([{ tries: 1 }])
    await outbox.deliver(later(1))
    expect(await state()).toMatchObject([{ state: 'waiting', tries: 2, dueAt: later(6) }])
    await outbox.deliver(later(6))
    await outbox.deliver(later(21))
    expect(await state()).toEqual([{ to: AMINA, state: 'waiting', tries: 4, dueAt: later(81), lastReply: '451 4.3.0 try again' }])
    await outbox.deliver(later(81))
    expect(await state()).toMatchObject([{ state: 'accepted', tries: 5 }])

    // The one that was cut off after it was taken, and the last.
    const [first] = server.taken
    expect(server.taken).toEqual([
      { from: 'desk@lines.example.org', to: [AMINA], source: first?.source, answered: false },
      { from: 'desk@lines.example.org', to: [AMINA], source: first?.source, answered: true },
    ])
    expect(rendered).toBe(1)
  })

  test.each([
    ['recipient', 550, '5.1.1 nobody of that name'],
    ['content', 554, '5.7.1 not wanted'],
  ] as const)('a refusal of the %s is final', async (at, code, text) => {
    const server = await aServer(() => ({ at, code, text }))
    await queue()
    await anOutbox(server.url).deliver(NOON)
    expect(await state()).toEqual([{ to: AMINA, state: 'failed', tries: 1, dueAt: null, lastReply: `${code} ${text}` }])
  })

  test('a password that is wrong is our fault: tried again, and told in the log without the address', async () => {
    const server = await aServer(() => 'take', { password: 'right' })
    await queue()
    await anOutbox(server.url.replace('//', '//desk:wrong@')).deliver(NOON)
    expect(await state()).toMatchObject([{ state: 'waiting', tries: 1, dueAt: later(1), lastReply: '535 5.7.8 desk is not known here' }])
    expect(log.map((line) => JSON.parse(line)).filter(({ level }) => level >= 50)).toMatchObject([
      { kind: 'greeting', to: '93940860950c', code: 'EAUTH', status: 535, msg: 'mail not taken: look at the settings of mail' },
    ])

    await anOutbox(server.url.replace('//', '//desk:right@')).deliver(later(1))
    expect(await state()).toMatchObject([{ state: 'accepted', tries: 2 }])
    expect(log.join('')).not.toMatch(/amina|wrong|right@/i)
  })

  test('a server that is not there is waited for, for five days', async () => {
    const server = await aMailServer()
    await server.close()
    const outbox = anOutbox(server.url)
    await queue()
    await outbox.deliver(NOON)
    expect(await state()).toMatchObject([{ state: 'waiting', tries: 1, dueAt: later(1) }])
    await outbox.deliver(later(5 * 24 * 60))
    expect(await state()).toMatchObject([{ state: 'failed', tries: 2, dueAt: null }])
  })

  test('what lets somebody in is forgotten once it has left', async () => {
    const server = await aServer()
    await queue({ kind: 'code', to: AMINA, language: 'en', facts: { code: 'KQ7-R2M' } })
    await anOutbox(server.url).deliver(NOON)
    expect(server.taken[0]?.source).toContain('KQ7-R2M')
    expect((await listMails(connection.db)).mails).toMatchObject([{ state: 'accepted', subject: 'Your code', text: null }])
    const rows = await connection.db.selectFrom('platform.mail').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('KQ7-R2M')
  })

  test('without a server a mail is put into words and kept to be read', async () => {
    await queue({ kind: 'code', to: AMINA, language: 'en', facts: { code: 'KQ7-R2M' } })
    await anOutbox(null).deliver(later(1))
    expect(await listMails(connection.db)).toEqual({
      total: 1,
      mails: [
        {
          id: 1,
          kind: 'code',
          state: 'kept',
          to: AMINA,
          language: 'en',
          queuedAt: NOON,
          dueAt: null,
          endedAt: later(1),
          tries: 1,
          lastReply: null,
          subject: 'Your code',
          text: 'KQ7-R2M\n',
        },
      ],
    })
  })

  test('a mail without a reason any more is dropped', async () => {
    const server = await aServer()
    await queue(greeting({ facts: { name: '' } }))
    await anOutbox(server.url).deliver(NOON)
    expect([await state(), server.taken]).toEqual([[{ to: AMINA, state: 'dropped', tries: 1, dueAt: null, lastReply: null }], []])
  })

  test('what cannot be put into words is tried again, and keeps nobody from writing', async () => {
    const server = await aServer()
    await queue({ kind: 'riddle', to: AMINA, language: 'en', facts: {} })
    await queue({ kind: 'broken', to: AMINA, language: 'en', facts: { name: 'Amina' } })
    await queue(greeting({ to: 'boris@example.org' }))
    await anOutbox(server.url).deliver(NOON)
    expect((await state()).reverse()).toEqual([
      { to: AMINA, state: 'waiting', tries: 1, dueAt: later(1), lastReply: 'It could not be put into words (UnknownKind).' },
      { to: AMINA, state: 'waiting', tries: 1, dueAt: later(1), lastReply: 'It could not be put into words (TypeError).' },
      { to: 'boris@example.org', state: 'accepted', tries: 1, dueAt: null, lastReply: '250 taken' },
    ])
    expect(log.join('')).not.toMatch(/amina/i)
  })

  test('two processes at once send each mail once', async () => {
    const server = await aServer()
    const names = Array.from({ length: 40 }, (_, index) => `reader-${String(index).padStart(2, '0')}@example.org`)
    for (const to of names) await queue(greeting({ to }))
    await Promise.all([anOutbox(server.url).deliver(NOON), anOutbox(server.url).deliver(NOON)])
    expect(server.taken.map(({ to }) => to[0]).sort()).toEqual(names)
  })

  test('what a killed process was at is taken up when its lease has ended', async () => {
    const server = await aServer()
    await queue()
    expect(await leaseNext(connection.db, NOON)).toMatchObject({ id: 1, to: AMINA, letter: null })
    const outbox = anOutbox(server.url)
    await outbox.deliver(later(1))
    expect(server.taken).toEqual([])
    await outbox.deliver(later(2))
    expect(await state()).toMatchObject([{ state: 'accepted', tries: 2 }])
  })

  test('the outbox is read by pages, and by what became of a mail', async () => {
    for (const [minute, to] of ['a@example.org', 'b@example.org', 'c@example.org'].entries()) await queue(greeting({ to }), later(minute))
    await anOutbox(null).deliver(later(1))
    const read = async (options: Parameters<typeof listMails>[1]) => {
      const { total, mails } = await listMails(connection.db, options)
      return [total, mails.map(({ to }) => to)]
    }
    expect(await read({ size: 2 })).toEqual([3, ['c@example.org', 'b@example.org']])
    expect(await read({ size: 2, page: 2 })).toEqual([3, ['a@example.org']])
    expect(await read({ state: 'waiting' })).toEqual([1, ['c@example.org']])
    expect(await read({ state: 'kept' })).toEqual([2, ['b@example.org', 'a@example.org']])
  })

  test('a signature of the domain can be verified, and covers what stops the mails', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const keyFile = join(aFolder(), 'dkim.pem')
    writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`
    const server = await aServer()
    await queue({ kind: 'news', to: AMINA, language: 'en', facts: {} })
    await anOutbox(server.url, { dkim: { domain: 'lines.example.org', selector: '2026', keyFile } }).deliver(NOON)

    const asked: string[] = []
    const { results } = await dkimVerify(server.taken[0]?.source ?? '', {
      resolver: async (name, type) => {
        asked.push(`${type} ${name}`)
        return [[record]]
      },
    })
    expect(asked).toEqual(['TXT 2026._domainkey.lines.example.org'])
    expect(results.map(({ signingDomain, status }) => [signingDomain, status.result])).toEqual([['lines.example.org', 'pass']])
    expect(headersOf(server)['dkim-signature']?.[0]?.replace(/\s/g, '')).toMatch(/h=[^;]*List-Unsubscribe:List-Unsubscribe-Post/i)
  })

  test('the database refuses a mail that ended twice, a body without a subject, and a secret that was sent and not forgotten', async () => {
    await queue()
    const set = (change: string) => connection.execute(`update platform.mail set ${change}`)
    await expect(set(`due_at = null, failed_at = queued_at, dropped_at = queued_at`)).rejects.toThrow('ends_once')
    await expect(set(`due_at = null`)).rejects.toThrow('ends_once')
    await expect(set(`body_text = 'x', body_html = 'x'`)).rejects.toThrow('bodies_of_what_is_rendered')
    await expect(set(`accepted_at = queued_at, due_at = null`)).rejects.toThrow('sent_is_rendered')
    await expect(set(`unsubscribe = E'https://a.example/\\r\\nBcc: x'`)).rejects.toThrow('unsubscribe')
    const rendered = `rendered_at = queued_at, subject = 's', message_id = '<1@a>', body_text = 'x', body_html = 'x', secret = true`
    await expect(set(`${rendered}, accepted_at = queued_at, due_at = null`)).rejects.toThrow(
      /bodies_of_what_is_rendered|secrets_are_forgotten/,
    )
  })
})

const SITE = {
  languages: ['en', 'ar'] as const,
  origin: 'https://lines.example.org',
  contact: null,
  planTitles: {},
  stylesheet: '/style.css',
}

/** Kinds of mails that no slice has. */
const RENDERERS: Renderers<PlatformTables> = {
  greeting: async (_tx, { language, dir }, { name }) =>
    name
      ? {
          subject: `Good day, ${name}`,
          text: `Good day, ${name}.`,
          html: html`<!doctype html><html lang="${language}" dir="${dir}"><p>Good day, ${name}.</p></html>`,
        }
      : null,
  news: async () => ({ subject: 'News', text: 'None.', html: html`<p>None.</p>`, unsubscribe: 'https://lines.example.org/stop/7' }),
  code: async (_tx, _view, { code }) => ({ subject: 'Your code', text: `${code}\n`, html: html`<p>${code}</p>`, secret: true }),
  broken: async (_tx, _view, facts) => {
    throw new TypeError(`of ${facts.name}`)
  },
}

const HEADERS = ['auto-submitted', 'content-language', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to']

/** The headers of the only mail that was taken, unfolded, by name in lower case. */
function headersOf(server: MailServer): Record<string, string[] | undefined> {
  const [mail, ...others] = server.taken
  if (!mail || others.length > 0) throw new Error(`${server.taken.length} mails were taken, not one`)
  const [head = ''] = mail.source.split('\r\n\r\n')
  const headers: Record<string, string[]> = {}
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const [, name = line, value = ''] = /^([^:]+): ?(.*)$/s.exec(line) ?? []
    headers[name.toLowerCase()] = [...(headers[name.toLowerCase()] ?? []), value]
  }
  return headers
}
