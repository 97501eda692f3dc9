/** Between a person and an organisation by mail, from one to the other and back, and to whoever facilitates a line. */
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { letter } from '../../../test/letters.ts'
import { wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { mandatesOn } from '../../facilitation/index.ts'
import { messagesIn } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const { signedIn, represented, to, written, withMail } = messagesIn(() => world)

describe('by mail', () => {
  test('a mail is answered by mail, to the writer, and from there back', async () => {
    const { ada, bob, page } = await written()
    const { put, collect, replyTo, holds } = await withMail()
    const answer = await letter({
      to: await replyTo('ada@home.example'),
      from: '"Ada" <ADA@home.example>',
      text: 'Gladly: come on Monday.\n\nOn Tue, 24 Feb 2026 at 12:00, Actionlines <actionlines@localhost> wrote:\n> Can you help us\n-- \nAda',
    })
    put(answer)
    await collect()
    expect([holds('new'), holds('cur')]).toEqual([[], ['1772000001.M1.host:2,S']])
    expect(wordsOf(await bob.read(page))).toContain('Gladly: come on Monday.')
    expect(await bob.read(page)).not.toContain('wrote:')

    put(await letter({ to: await replyTo('bob@far.example'), from: 'bob@far.example', text: 'Thank you.' }))
    await collect()
    expect(wordsOf(await ada.read(page))).toContain('Thank you.')
    await replyTo('ada@home.example')
    const mails = await to('ada@home.example')
    expect(mails.at(-1)?.text).toContain('> Thank you.')
    expect(mails.at(-1)?.text).toContain('Answer this mail')
    expect(mails.at(-1)?.text).not.toContain('far.example')
    await bob.post(page, { act: 'answer', text: 'And from the page.' })
    expect((await to('ada@home.example')).at(-1)?.text).toContain('> And from the page.')
  })

  test('is taken once: the same file again, the same mail again, and two processes at once', async () => {
    const { bob, page } = await written()
    const { put, collect, replyTo, folder } = await withMail()
    const other = await world.build({ MAIL_IN: folder, SECRET: 'a secret of the town of Nakuru, long enough' })
    const bytes = await letter({ to: await replyTo('ada@home.example'), text: 'Gladly.' })
    put(bytes)
    await Promise.all([collect(), other.mailIn?.collect(world.now())])
    put(bytes, '1772000001.M1.host')
    put(bytes, '1772000099.M1.host')
    await collect()
    expect(wordsOf(await bob.read(page)).split('Gladly.')).toHaveLength(2)
    expect((await sql`select became from platform.mail_received`.execute(world.db)).rows).toEqual([{ became: 'handled' }])
  })

  test('from another address is not taken as theirs, and answered once', async () => {
    const { bob, page } = await written()
    const { put, collect, replyTo, deliver } = await withMail()
    const address = await replyTo('ada@home.example')
    for (const text of ['I am Ada.', 'I am Ada, believe me.'])
      put(await letter({ to: address, from: 'mallory@far.example', text, messageId: `<${text.length}@far.example>` }))
    await collect()
    await deliver()
    expect(await bob.read(page)).not.toContain('I am Ada')
    const mails = await to('mallory@far.example')
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text).toContain('The mail that you answered was sent to another address.')
    const { rows } = await sql`select answers from platform.mail where to_address = 'mallory@far.example'`.execute(world.db)
    expect(rows).toEqual([{ answers: '<9@far.example>' }])
  })

  test('with a code that was changed it reaches nobody', async () => {
    await written()
    const { put, collect, replyTo, deliver } = await withMail()
    const address = await replyTo('ada@home.example')
    for (const changed of [address.replace('+', '+9'), address.replace('@', 'a@'), 'reply+@localhost', 'actionlines@localhost'])
      put(await letter({ to: changed, text: 'Gladly.' }))
    await collect()
    await deliver()
    const { rows } = await sql`select count(*)::int as n from stakeholders.message`.execute(world.db)
    expect(rows).toEqual([{ n: 1 }])
    const told = (await to('ada@home.example')).filter(({ kind }) => kind === 'mail-not-understood')
    expect(told.map(({ text }) => text.split('\n\n')[1])).toEqual([
      'It was to no address that we know. Answer one of our mails without changing the address, or write from the page of a stakeholder.',
    ])
  })

  test('is answered in words where it is empty, too long, or its sender represents nobody any more', async () => {
    const { path, ada } = await written()
    const { put, collect, replyTo, deliver } = await withMail()
    const address = await replyTo('ada@home.example')
    put(await letter({ to: address, text: '> Can you help us\n' }))
    put(await letter({ to: address, text: 'x'.repeat(10_001) }))
    put(await letter({ to: address, text: 'See the file', attachments: [{ filename: 'a.bin', content: Buffer.alloc(11_000_000, 1) }] }))
    await collect()
    await ada.post(`${path}/represent`, { act: 'end' })
    put(await letter({ to: address, text: 'Still here.' }))
    await collect()
    await deliver()
    const told = (await to('ada@home.example')).slice(1).map(({ text }) => text)
    for (const [index, words] of ['No new text', 'Shorten the message', 'larger than 10.5 MB', 'on neither side'].entries())
      expect(told[index]).toContain(words)
  })

  test('files are left out, and its reader is told', async () => {
    const { bob, page } = await written()
    const { put, collect, replyTo } = await withMail()
    const attachments = [{ filename: 'plan.pdf', content: 'x' }]
    put(await letter({ to: await replyTo('ada@home.example'), html: '<p>See the <b>plan</b>.</p>', attachments }))
    await collect()
    expect(wordsOf(await bob.read(page))).toContain('See the plan. Files came with this message and were not passed on.')
  })

  test('of a program is cut, and never answered', async () => {
    const { bob, page } = await written()
    const { put, collect, replyTo, holds, deliver } = await withMail()
    const address = await replyTo('ada@home.example')
    const { rows: ours } = await sql<{ id: string }>`select message_id as id from platform.mail where kind = 'message'`.execute(world.db)
    const mail = { to: address, text: 'I am away.' }
    put(await letter({ ...mail, headers: { 'Auto-Submitted': 'auto-replied' } }))
    put(await letter({ ...mail, headers: { Precedence: 'bulk' } }))
    put(await letter({ ...mail, from: 'MAILER-DAEMON@home.example' }))
    put(await letter({ ...mail, to: 'actionlines@localhost', headers: { 'X-Loop': 'actionlines@localhost' } }))
    put(await letter({ ...mail, messageId: ours[0]?.id ?? '' }))
    put(await letter({ to: 'actionlines@localhost', text: 'hi', headers: { 'List-Id': '<talk.home.example>' } }))
    await collect()
    await deliver()
    expect(await bob.read(page)).not.toContain('I am away')
    expect(await to('ada@home.example')).toHaveLength(1)
    expect(holds('cur')).toHaveLength(6)
    expect((await sql`select distinct became from platform.mail_received`.execute(world.db)).rows).toEqual([{ became: 'cut' }])
  })
})

describe('by mail to a line', () => {
  const toLine = (over: object = {}) =>
    letter({ to: 'line+c3@localhost', from: 'bob@far.example', subject: 'Radio', text: 'Who can help?', ...over })
  /** Ada represents the body that is the focal point of the line. */
  const focalPoint = async () => {
    const line = await world.db.selectFrom('framework.line').where('slug', '=', 'c3').select('id').executeTakeFirstOrThrow()
    const [mandate] = (await mandatesOn(world.db, { day: '2026-02-24', language: 'en', line: line.id })).filter(
      ({ role }) => role === 'focal-point',
    )
    const path = `/en/stakeholders/${mandate?.stakeholder.publicId}`
    return { path, ada: await represented(path) }
  }

  test('it reaches who represents the focal point, from an address of an account', async () => {
    const { path, ada } = await focalPoint()
    const { put, collect, deliver } = await withMail()
    put(await toLine())
    const bob = await signedIn('bob@far.example')
    await bob.post('/en/account', { name: 'Bob', language: 'en' })
    put(await toLine({ to: 'line+c99@localhost' }))
    await collect()
    await deliver()
    expect((await to('ada@home.example')).map(({ subject, text }) => [subject, text.split('\n\n').slice(0, 2)])).toEqual([
      ['Radio', [expect.stringContaining('Bob writes to'), '> Who can help?']],
    ])
    expect((await to('bob@far.example')).map(({ kind }) => kind)).toEqual(['mail-not-understood'])
    expect(wordsOf(await ada.read('/en/messages'))).toContain('Radio')
    expect((await bob.get(`${path}/write`)).status).toBe(200)
  })

  test('whom no account knows is told how to write, once', async () => {
    await focalPoint()
    const { put, collect, deliver } = await withMail()
    put(await toLine())
    put(await toLine())
    await collect()
    await deliver()
    const mails = await to('bob@far.example')
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text).toContain('No account has the address that you wrote from.')
    expect(await to('ada@home.example')).toEqual([])
  })

  test('the page of the line shows the address where mail comes in, else the way to the form', async () => {
    const { path } = await focalPoint()
    expect(await world.read('/en/lines/c3')).toContain(`<a href="${path}/write">Write to the focal point</a>`)
    const { app } = await world.build({ MAIL_IN: '/tmp/nowhere' })
    expect(wordsOf(await (await app.request('/en/lines/c3')).text())).toContain(
      'Write to those who facilitate this line: line+c3@localhost',
    )
  })
})
