/** Between a person and an organisation: by the page, by mail, and from one to the other. Neither is ever shown the address of the other. */
import { sql } from 'kysely'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { aMaildir, letter } from '../../../test/letters.ts'
import { mailsTo, type Visitor } from '../../../test/visitor.ts'
import { wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { mandatesOn } from '../../facilitation/index.ts'
import { storiesIn } from '../testing.ts'
import { blankErased } from './index.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const { signedIn, secretary, known, represented } = storiesIn(() => world)

const FIRST = { subject: 'Radio for Nakuru', text: 'Can you help us\nwith a transmitter?', ownName: 'Bob' }
const write = (bob: Visitor, path: string, over: Record<string, string> = {}) => bob.post(`${path}/write`, { ...FIRST, ...over })
const to = async (email: string) =>
  (await mailsTo(world, email)).filter(({ kind }) => kind.startsWith('message') || kind.startsWith('mail-'))

/** Ada represents an organisation, and Bob has written to it. */
async function written() {
  const path = await known()
  const ada = await represented(path)
  const bob = await signedIn('bob@far.example')
  const page = (await write(bob, path)).headers.get('location') ?? ''
  return { path, ada, bob, page }
}

/** The application with a folder into which mail comes, and what takes it from there. */
async function withMail() {
  const box = aMaildir(onTestFinished)
  const { mailIn, outbox } = await world.build({ MAIL_IN: box.folder, SECRET: 'a secret of the town of Nakuru, long enough' })
  const deliver = () => outbox.deliver(world.now())
  return {
    ...box,
    collect: () => mailIn?.collect(world.now()),
    /** The address at which the last mail to somebody is answered. */
    replyTo: async (email: string) => {
      await deliver()
      const { rows } = await sql<{ replyTo: string | null }>`
        select reply_to as "replyTo" from platform.mail where to_address = ${email} and kind = 'message' order by id desc limit 1`.execute(
        world.db,
      )
      return rows[0]?.replyTo ?? 'nowhere'
    },
    deliver,
  }
}

describe('by the page', () => {
  test('a message goes to who represents the organisation, and an answer back', async () => {
    const { ada, bob, page } = await written()
    const [mail] = await to('ada@home.example')
    expect(mail?.subject).toBe('Radio for Nakuru')
    expect(mail?.text).toContain('Bob writes to Village Networks:\n\n> Can you help us\n> with a transmitter?')
    expect(mail?.text).toContain('Answer on the page.')
    expect(mail?.text).toContain(`http://localhost${page}`)
    expect(wordsOf(await ada.read(page))).toContain('Can you help us')

    expect((await ada.post(page, { act: 'answer', text: 'Gladly.' })).status).toBe(303)
    const [answer] = await to('bob@far.example')
    expect(answer?.text).toContain('Ada answers for Village Networks:\n\n> Gladly.')
    for (const reader of [ada, bob]) {
      expect(wordsOf(await reader.read(page))).toMatch(/Bob Sent on .* Can you help us.*Ada · Village Networks Sent on .* Gladly\./)
      expect(await reader.read('/en/messages')).toContain(`<a href="${page}">`)
    }
    for (const text of [mail?.text, mail?.html, await ada.read(page)]) expect(text).not.toContain('far.example')
    for (const text of [answer?.text, answer?.html, await bob.read(page)]) expect(text).not.toContain('home.example')
  })

  test('goes to each representative in their language, and an answer to nobody but the writer', async () => {
    const { path, ada, page } = await written()
    const carol = await signedIn('carol@www.example.org')
    await carol.post(`${path}/represent`, { act: 'ask', ownName: 'Carol' })
    await carol.post('/en/account', { name: 'Carol', language: 'fr' })
    const eve = await signedIn('eve@far.example')
    await write(eve, path, { ownName: 'Eve' })
    expect(
      (await mailsTo(world, 'carol@www.example.org')).filter(({ kind }) => kind === 'message').map(({ language }) => language),
    ).toEqual(['fr'])
    await ada.post(page, { act: 'answer', text: 'Gladly.' })
    expect(await to('carol@www.example.org')).toHaveLength(1)
    expect(await to('eve@far.example')).toHaveLength(0)
    expect(wordsOf(await carol.read(page))).toContain('Gladly.')
  })

  test('where nobody represents it, the page says so and what can be done', async () => {
    const path = await known()
    const bob = await signedIn('bob@far.example')
    const page = wordsOf(await bob.read(`${path}/write`))
    expect(page).toContain('Nobody represents this organisation here yet')
    expect(page).toContain('https://www.example.org')
    expect(page).toContain('desk@example.org')
    expect((await write(bob, path)).status).toBe(409)
  })

  test.each([
    [{ subject: ' ' }, '<a href="#subject">Type a subject.</a>'],
    [{ subject: 'x'.repeat(201) }, '<a href="#subject">Shorten the subject to 200 characters.</a>'],
    [{ text: '' }, '<a href="#text">Type a message.</a>'],
    [{ text: 'x'.repeat(10_001) }, '<a href="#text">Shorten the message to 10,000 characters.</a>'],
    [{ ownName: '' }, '<a href="#ownName">'],
  ])('%o comes back as typed', async (over, refusal) => {
    const path = await known()
    await represented(path)
    const answer = await write(await signedIn('bob@far.example'), path, over)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(refusal)
    if (!('text' in over)) expect(html).toContain('Can you help us')
  })

  test('is for its two sides alone', async () => {
    const { page, ada } = await written()
    for (const stranger of [await signedIn('mallory@far.example'), await secretary('femi2@example.org')]) {
      expect((await stranger.get(page)).status).toBe(404)
      expect((await stranger.post(page, { act: 'answer', text: 'x' })).status).toBe(404)
    }
    await ada.post(page, { act: 'answer', text: 'Gladly.' })
  })

  test('three times to one organisation, until it answers, and ten times a day to all', async () => {
    const { path, ada, bob, page } = await written()
    expect((await bob.post(page, { act: 'answer', text: 'two' })).status).toBe(303)
    const both = await Promise.all(['three', 'four'].map((text) => bob.post(page, { act: 'answer', text })))
    expect(both.map(({ status }) => status).sort()).toEqual([303, 429])
    expect(wordsOf(await (await write(bob, path)).text())).toContain(
      'You have written three times to this organisation and it has not answered.',
    )
    await ada.post(page, { act: 'answer', text: 'Yes?' })
    const statuses: number[] = []
    for (const number of [4, 5, 6, 7, 8, 9, 10, 11]) {
      if (number % 3 === 1) await ada.post(page, { act: 'answer', text: 'Yes?' })
      statuses.push((await bob.post(page, { act: 'answer', text: `${number}` })).status)
    }
    expect(statuses).toEqual([303, 303, 303, 303, 303, 303, 303, 429])
    world.at('2026-02-25T12:00:01Z')
    expect((await bob.post(page, { act: 'answer', text: 'Good morning' })).status).toBe(303)
  })

  test('what its reader reports waits for the secretariat; who abused it cannot write any more', async () => {
    const { ada, bob, page, path } = await written()
    const message = '1'
    expect((await bob.post(page, { act: 'report', message })).status).toBe(404)
    await ada.post(page, { act: 'report', message })
    const femi = await secretary()
    expect(wordsOf(await femi.read('/en/secretariat'))).toContain('Messages reported as abuse Bob · Village Networks Reported on')
    expect(wordsOf(await femi.read(page))).toContain('with a transmitter?')
    expect((await ada.post(page, { act: 'abuse', message })).status).toBe(404)
    expect((await femi.post(page, { act: 'abuse', message })).status).toBe(303)
    expect(await femi.read('/en/secretariat')).not.toContain('Messages reported as abuse')
    expect((await femi.post(page, { act: 'abuse', message })).status).toBe(409)
    const refused = await write(bob, path)
    expect(refused.status).toBe(409)
    expect(wordsOf(await refused.text())).toContain('was found to be abuse')
    await femi.post(page, { act: 'fine', message })
    expect((await write(bob, path)).status).toBe(303)
  })

  test('what somebody wrote is theirs: it can be taken away, and goes with their account', async () => {
    const { ada, bob, page } = await written()
    expect(await (await bob.get('/en/account.json')).json()).toMatchObject({
      messages: [{ subject: 'Radio for Nakuru', text: 'Can you help us\nwith a transmitter?', cameBy: 'page' }],
    })
    await bob.post('/en/account/erase', {})
    const left = wordsOf(await ada.read(page))
    expect(left).toContain('a former participant')
    expect(left).toContain('Erased with the account of whoever wrote it.')
    expect(left).not.toMatch(/Radio for Nakuru|transmitter/)
    expect((await ada.post(page, { act: 'answer', text: 'Are you there?' })).status).toBe(409)
    await blankErased(world.db, world.now())
    const { rows } =
      await sql`select text, subject from stakeholders.message join stakeholders.conversation on conversation.id = conversation_id`.execute(
        world.db,
      )
    expect(rows).toEqual([{ text: '', subject: '' }])
  })
})

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
