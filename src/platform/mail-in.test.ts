/** The folder into which mail comes, and what becomes of what lies in it. */
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { aMaildir, letter } from '../../test/letters.ts'
import { NOON } from '../../test/outboxes.ts'
import type { Connection } from './db.ts'
import { examineMailIn } from './doctor-mail-in.ts'
import type { PlatformTables } from './events.ts'
import { type MailHandler, MailIn } from './mail-in.ts'
import { migrate } from './migrations.ts'
import { listMails } from './outbox-store.ts'
import { replyAddress } from './reply-code.ts'
import { aConnection, engines } from './testing.ts'

const SECRET = { key: 'a secret of the town of Nakuru, long enough' }
const ADA = { id: 17, publicId: 'aaaaaaaaaa', name: 'Ada', language: 'en' } as const
const CODE = replyAddress(SECRET, { purpose: 'question', person: ADA.id, parts: ['c7'] }, 'lines.example.org')

describe.each(engines)('on %s', (engine) => {
  let connection: Connection<PlatformTables>
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ connection, close } = await aConnection<PlatformTables>(engine))
    await migrate(connection, 'migrations')
  })
  afterAll(() => close())
  beforeEach(() => connection.execute('truncate platform.mail, platform.mail_received, platform.mail_answer restart identity cascade'))

  /** What takes mail from a folder; its handler keeps what it was given. */
  function aBox(over: { handler?: MailHandler<PlatformTables> } = {}) {
    const box = aMaildir(onTestFinished)
    const taken: string[] = []
    const log: string[] = []
    const handler: MailHandler<PlatformTables> = async (_tx, { parts, text }) => {
      taken.push([...parts, text].join(' '))
      return null
    }
    const another = () =>
      new MailIn<PlatformTables>({
        db: connection.db,
        folder: box.folder,
        secret: SECRET,
        from: 'desk@lines.example.org',
        handlers: { replies: { question: over.handler ?? handler }, boxes: {} },
        whose: async (_tx, address) => (address === 'ada@home.example' ? ADA : null),
        log: pino({ level: 'info' }, { write: (line: string) => log.push(line) }),
      })
    return { ...box, taken, log, another, collect: (now = NOON) => another().collect(now) }
  }

  test('two processes at one folder take each mail once', async () => {
    const { put, another, taken, holds } = aBox()
    for (const number of [1, 2, 3, 4, 5, 6]) put(await letter({ to: CODE, text: `answer ${number}` }))
    await Promise.all([another().collect(NOON), another().collect(NOON), another().collect(NOON)])
    expect(taken.sort()).toEqual([1, 2, 3, 4, 5, 6].map((number) => `c7 answer ${number}`))
    expect([holds('new').length, holds('cur').length]).toEqual([0, 6])
  })

  test('what is no mail is put aside, and the next is taken', async () => {
    const { put, collect, taken, holds } = aBox()
    put('')
    put(await letter({ to: CODE, text: 'Yes.' }))
    await collect()
    expect([taken, holds('new'), holds('failed').length]).toEqual([['c7 Yes.'], [], 1])
  })

  test('one that cannot be handled waits, is tried again, and leaves nothing behind but itself', async () => {
    let works = false
    const { put, collect, holds, log } = aBox({
      handler: async () => {
        if (!works) throw new TypeError('of ada@home.example')
        return null
      },
    })
    put(await letter({ to: CODE, text: 'Yes.' }))
    await collect()
    expect(holds('new')).toHaveLength(1)
    expect((await sql`select from platform.mail_received`.execute(connection.db)).rows).toHaveLength(0)
    works = true
    await collect()
    expect([holds('new').length, holds('cur').length]).toEqual([0, 1])
    expect(log.join('')).not.toContain('@')
  })

  test('one that cannot be handled for a day is put aside', async () => {
    const { put, collect, holds } = aBox({
      handler: async () => {
        throw new TypeError('no')
      },
    })
    put(await letter({ to: CODE, text: 'Yes.' }))
    await collect(new Date(Date.now() + 25 * 60 * 60 * 1000))
    expect([holds('new').length, holds('failed').length]).toEqual([0, 1])
  })

  test('a mail of ours that came back has failed', async () => {
    await sql`
      insert into platform.mail (kind, to_address, language, facts, queued_at, due_at, accepted_at, rendered_at, subject, message_id, body_text, body_html)
      values ('greeting', 'bob@far.example', 'en', '{}', ${NOON}, null, ${NOON}, ${NOON}, 'Hello', '<1@lines.example.org>', 'x', 'x')`.execute(
      connection.db,
    )
    const { put, collect, holds } = aBox()
    put(REPORT)
    await collect()
    const { mails } = await listMails(connection.db)
    expect(mails.map(({ state, lastReply }) => [state, lastReply])).toEqual([['failed', '550 5.1.1 nobody of that name']])
    expect(holds('cur')).toHaveLength(1)
  })
})

/** RFC 3464. */
const REPORT = `Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@far.example>
To: desk@lines.example.org
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.far.example

Final-Recipient: rfc822; bob@far.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1
    nobody of that name
--b
Content-Type: message/rfc822

From: desk@lines.example.org
To: bob@far.example
Subject: Hello
Message-ID: <1@lines.example.org>

Hello
--b--
`.replaceAll('\n', '\r\n')

test('doctor looks at the folder', async () => {
  const { folder, put } = aMaildir(onTestFinished)
  put('x')
  expect(await examineMailIn(folder)).toEqual({ name: 'mail in', ok: true, detail: `${folder} can be read and written; 1 wait in it` })
  expect(await examineMailIn(`${folder}/new`)).toMatchObject({ ok: false, detail: expect.stringContaining('is no Maildir') })
  expect(await examineMailIn(null)).toMatchObject({ ok: null })
})
