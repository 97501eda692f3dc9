/** Mails from the moment that they are queued until a mail server has them, or has refused them for good. */
import { describe, expect, test } from 'vitest'
import { aMailServer, type Reply } from '../../test/mail-server.ts'
import { AMINA, aServer, greet, greeting, later, NOON, outboxesOn } from '../../test/outboxes.ts'
import { queueMail } from './outbox.ts'
import { leaseNext, listMails } from './outbox-store.ts'
import { engines } from './testing.ts'

describe.each(engines)('on %s', (engine) => {
  const { anOutbox, queue, state, connection, log } = outboxesOn(engine)

  test('what was rolled back sends nothing', async () => {
    const server = await aServer()
    const attempt = connection()
      .db.transaction()
      .execute(async (tx) => {
        await queueMail(tx, greeting(), NOON)
        throw new Error('the form was refused')
      })
    await expect(attempt).rejects.toThrow('the form was refused')
    await anOutbox(server.url).deliver(NOON)
    expect([await state(), server.taken]).toEqual([[], []])
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
    const counted = {
      greeting: (...args: Parameters<typeof greet>) => {
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
    expect(
      log()
        .map((line) => JSON.parse(line))
        .filter(({ level }) => level >= 50),
    ).toMatchObject([
      { kind: 'greeting', to: '93940860950c', code: 'EAUTH', status: 535, msg: 'mail not taken: look at the settings of mail' },
    ])

    await anOutbox(server.url.replace('//', '//desk:right@')).deliver(later(1))
    expect(await state()).toMatchObject([{ state: 'accepted', tries: 2 }])
    expect(log().join('')).not.toMatch(/amina|wrong|right@/i)
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
    expect((await listMails(connection().db)).mails).toMatchObject([{ state: 'accepted', subject: 'Your code', text: null }])
    const rows = await connection().db.selectFrom('platform.mail').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('KQ7-R2M')
  })

  test('without a server a mail is put into words and kept to be read', async () => {
    await queue({ kind: 'code', to: AMINA, language: 'en', facts: { code: 'KQ7-R2M' } })
    await anOutbox(null).deliver(later(1))
    expect(await listMails(connection().db)).toEqual({
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
    expect(log().join('')).not.toMatch(/amina/i)
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
    expect(await leaseNext(connection().db, NOON)).toMatchObject({ id: 1, to: AMINA, letter: null })
    const outbox = anOutbox(server.url)
    await outbox.deliver(later(1))
    expect(server.taken).toEqual([])
    await outbox.deliver(later(2))
    expect(await state()).toMatchObject([{ state: 'accepted', tries: 2 }])
  })
})
