import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aVisitor, linkTo, mailsTo, type Visitor } from '../../test/visitor.ts'
import { mainOf, wordsOf } from '../../test/words.ts'
import { aWorld, type World } from '../../test/world.ts'
import { forgetInvitations, noteTaken } from './index.ts'
import { storiesIn } from './testing.ts'

let world: World
let femi: Visitor
const { signedIn, secretary, known, page, represents, represented } = storiesIn(() => world)
beforeEach(async () => {
  world = await aWorld()
  femi = await secretary()
})

const PATH = '/en/secretariat/invitations'
const ADA = 'ada@home.example'
const invite = (list: string, over: Record<string, string> = {}) => femi.post(PATH, { list, language: 'en', act: 'send', ...over })
const look = async (list: string, over: Record<string, string> = {}) =>
  wordsOf(mainOf(await (await invite(list, { act: 'look', ...over })).text()))
const states = async () =>
  [...(await femi.read(PATH)).matchAll(/<th scope="row">.*?<\/tr>/gs)].map(
    ([row]) => /Accepted|Wants no invitations|Run out|The mail [^<]*|Sent|Taken back/.exec(row)?.[0],
  )
const withdraw = async () =>
  femi.post(PATH, { withdraw: String((await world.db.selectFrom('stakeholders.invited').select('id').orderBy('id').execute())[0]?.id) })
const mailedTo = async (email: string) => (await mailsTo(world, email)).filter(({ kind }) => kind === 'invitation')
/** The address in a mail by which no more are asked for. */
const stopIn = (text: string) => new URL(/http:\/\/localhost\S*\/invitations\/\S+/.exec(text)?.[0] ?? '').pathname
const events = async () => {
  const rows = await world.db.selectFrom('platform.event').select('kind').where('subject_kind', '=', 'invitation').orderBy('id').execute()
  return rows.map(({ kind }) => kind)
}

describe('before anything is sent', () => {
  test('the page says what will happen, and keeps what was typed', async () => {
    await signedIn('here@home.example')
    const list = 'here@home.example\nnobody\nada@home.example, Ada\n<b>@x'
    const text = await look(list, { message: 'Please <b>come</b>.' })
    expect(text).toContain('1 person is mailed, in this language: English.')
    expect(text).toContain('Line 2: This line begins with no email address. nobody')
    expect(text).toContain('Already here, so not mailed here@home.example')
    expect(await mailedTo(ADA)).toEqual([])

    const again = await (await invite(list, { act: 'change', message: 'Please <b>come</b>.' })).text()
    expect(again).toContain('here@home.example\nnobody\nada@home.example, Ada\n&lt;b&gt;@x</textarea>')
    expect(again).toContain('Please &lt;b&gt;come&lt;/b&gt;.</textarea>')
  })

  test('what cannot be sent comes back as typed', async () => {
    const answer = await invite('ada@home.example', { act: 'look', language: 'tlh', organisation: 'Nobody knows it' })
    expect([answer.status, await answer.text()]).toEqual([
      422,
      expect.stringContaining('<a href="#language">Choose one of the languages from the list.</a>'),
    ])
    const unknown = await invite('ada@home.example', { organisation: 'Nobody knows it' })
    expect([unknown.status, await unknown.text()]).toEqual([
      422,
      expect.stringContaining('No organisation is known by this name or identifier.'),
    ])
    expect(await mailedTo(ADA)).toEqual([])
  })

  test('more than 2,000 within 24 hours are refused', async () => {
    const { id } = await world.db.selectFrom('accounts.person').select('id').executeTakeFirstOrThrow()
    const row = {
      name: '',
      language: 'en' as const,
      message: '',
      organisation: '',
      stakeholder_id: null,
      invited_by: id,
      invited_at: world.now(),
    }
    const rest = {
      mail_id: null,
      token_hash: null,
      accepted_at: null,
      accepted_by: null,
      declined_at: null,
      withdrawn_at: null,
      withdrawn_by: null,
    }
    const rows = Array.from({ length: 1999 }, (_, n) => ({
      ...row,
      ...rest,
      email: `a${n}@example.org`,
      expires_at: new Date('2026-03-10T12:00:00Z'),
      erased_at: null,
    }))
    await world.db.insertInto('stakeholders.invited').values(rows).execute()
    const refused = await invite('ada@home.example\nbob@home.example')
    expect([refused.status, await refused.text()]).toEqual([429, expect.stringContaining('more than 2,000 invitations')])
    expect((await invite('ada@home.example')).status).toBe(303)
  })
})

describe('an invitation to represent an organisation', () => {
  test('takes one mail, one look and one press', async () => {
    const path = await known()
    await femi.post('/en/account', { name: 'Femi', language: 'en' })
    await invite(`${ADA}, Ada Lovelace, Village Networks`, { message: 'We met in Geneva.' })
    const [mail] = await mailedTo(ADA)
    expect(mail?.subject).toBe('You are invited to represent Village Networks')
    for (const said of ['The invitation comes from Femi.', '> We met in Geneva.', 'because the secretariat entered your address'])
      expect(mail?.text).toContain(said)

    const ada = aVisitor(world)
    const opened = await ada.post(await linkTo(world, ADA), {})
    expect(opened.headers.get('location')).toBe(`${path}/represent`)
    expect(await ada.read(`${path}/represent`)).toContain('value="Ada Lovelace"')
    expect((await ada.post(`${path}/represent`, { act: 'accept', ownName: 'Ada Lovelace' })).status).toBe(303)
    expect(represents(await page(ada, path))).toBe(true)
    const rows = await world.db.selectFrom('stakeholders.representative').select(['ground', 'approved_by']).execute()
    expect(rows).toEqual([{ ground: 'secretariat', approved_by: expect.any(Number) }])
    expect([await states(), await events()]).toEqual([['Accepted'], ['invitation-sent', 'invitation-accepted']])
  })

  test('reaches in Arabic whoever is to read it in Arabic', async () => {
    await known()
    await invite(ADA, { language: 'ar', organisation: 'KE-NGO-1' })
    const [mail] = await mailedTo(ADA)
    expect([mail?.language, mail?.html.includes('dir="rtl"')]).toEqual(['ar', true])
    expect(await linkTo(world, ADA)).toMatch(/^\/ar\/sign-in\//)
  })

  test('leads whoever has an account to its page, and lets nobody in', async () => {
    const path = await known()
    const ada = await signedIn(ADA)
    await invite(ADA, { organisation: 'Village Networks' })
    expect(await linkTo(world, ADA)).toBe(`${path}/represent`)
    expect((await aVisitor(world).get(`${path}/represent`)).status).toBe(303)
    await ada.post(`${path}/represent`, { act: 'accept', ownName: 'Ada' })
    expect(represents(await page(ada, path))).toBe(true)
  })

  test('is none for others, for who invites, after it was taken back or after 14 days', async () => {
    const path = await known()
    await invite(`${ADA}\nfemi2@example.org`, { organisation: 'Village Networks' })
    const accept = async (visitor: Visitor) => {
      const answer = await visitor.post(`${path}/represent`, { act: 'accept', ownName: 'X' })
      return [answer.status, (await answer.text()).includes('This invitation was taken back or has run out.')]
    }
    expect(await accept(await signedIn('mallory@home.example'))).toEqual([409, true])
    await femi.post('/en/account/addresses', { email: 'femi2@example.org' })
    await femi.post(await linkTo(world, 'femi2@example.org'), {})
    expect(await accept(femi)).toEqual([409, true])

    const ada = await signedIn(ADA)
    expect((await withdraw()).status).toBe(303)
    expect(await accept(ada)).toEqual([409, true])
    const twice = await withdraw()
    expect([twice.status, await twice.text()]).toEqual([409, expect.stringContaining('Nothing was changed.')])

    await invite(ADA, { organisation: 'Village Networks' })
    world.at('2026-03-10T12:00:00Z')
    expect(await accept(ada)).toEqual([409, true])
    expect(await states()).toEqual(['Run out', 'Run out', 'Taken back'])
  })

  test('taken up and taken back at once is one of both', async () => {
    const path = await known()
    const ada = await signedIn(ADA)
    await invite(ADA, { organisation: 'Village Networks' })
    const answers = await Promise.all([ada.post(`${path}/represent`, { act: 'accept', ownName: 'Ada' }), withdraw()])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    expect([represents(await page(ada, path)), (await states())[0]]).toEqual(
      answers[0].status === 303 ? [true, 'Accepted'] : [false, 'Taken back'],
    )
  })

  test('settles what they asked for before', async () => {
    const path = await known()
    const ada = await signedIn(ADA)
    await ada.post(`${path}/represent`, { act: 'ask', ownName: 'Ada' })
    await invite(ADA, { organisation: 'Village Networks' })
    await ada.post(`${path}/represent`, { act: 'accept' })
    expect(represents(await page(ada, path))).toBe(true)
    expect(await look(ADA, { organisation: 'Village Networks' })).toContain('Already here, so not mailed')
  })
})

describe('an invitation to take part', () => {
  test('leads to registering, and is accepted when the address opens an account', async () => {
    await invite(`${ADA},Ada,Village Networks`)
    expect((await mailedTo(ADA))[0]?.text).toContain('There you can register Village Networks.')
    const ada = aVisitor(world)
    expect((await ada.post(await linkTo(world, ADA), {})).headers.get('location')).toBe('/en/stakeholders/new')
    expect(await states()).toEqual(['Accepted'])
  })

  test('is not sent again within 30 days, nor twice at once', async () => {
    await Promise.all([invite(ADA), invite(ADA)])
    expect(await mailedTo(ADA)).toHaveLength(1)
    expect(await look(ADA)).toContain('Invited within the last 30 days, so not mailed again ada@home.example')
    world.at('2026-03-26T12:00:01Z')
    femi = await secretary('femi3@example.org')
    expect(await look(ADA)).toContain('1 person is mailed')
  })

  test('is refused once and for all by a link and a button', async () => {
    await invite(ADA)
    const stop = stopIn((await mailedTo(ADA))[0]?.text ?? '')
    const anybody = aVisitor(world)
    expect(await anybody.read(stop)).toContain('Do not invite me again')
    expect(await states()).toEqual(['The mail is in the outbox, to be read there'])
    await Promise.all([anybody.post(stop, {}), anybody.post(stop, {})])
    expect(wordsOf(await anybody.read(stop))).toContain('Your address gets no invitations any more.')
    expect([await states(), await events()]).toEqual([['Wants no invitations'], ['invitation-sent', 'invitation-declined']])
    world.at('2026-05-24T12:00:00Z')
    femi = await secretary('femi4@example.org')
    expect(await look(ADA)).toContain('Want no invitations, so not mailed ada@home.example')
  })

  test('is refused by one click in a program that reads mail, which is led nowhere else', async () => {
    await invite(ADA)
    const [mail] = await mailedTo(ADA)
    const { rows } = await sql<{
      unsubscribe: string
    }>`select unsubscribe from platform.mail where to_address = ${ADA} and kind = 'invitation'`.execute(world.db)
    const stop = stopIn(mail?.text ?? '')
    expect(rows).toEqual([{ unsubscribe: `http://localhost${stop}` }])
    const answer = await world.app.request(stop, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect([answer.status, wordsOf(await answer.text())]).toEqual([
      200,
      expect.stringContaining('Your address gets no invitations any more.'),
    ])
    expect(await states()).toEqual(['Wants no invitations'])
  })

  test('that was taken back before its mail left sends none', async () => {
    await invite(ADA)
    await withdraw()
    await mailsTo(world, ADA)
    expect(await world.db.selectFrom('platform.mail').select('kept_at').where('kind', '=', 'invitation').execute()).toEqual([
      { kept_at: null },
    ])
  })
})

describe('what is known of those invited', () => {
  const left = async () => {
    const rows = await world.db.selectFrom('stakeholders.invited').selectAll().execute()
    return rows.map(({ email, name, message, accepted_at }) => ({ email, name, message, accepted: accepted_at !== null }))
  }
  test('is erased after 90 days; what became of it stays', async () => {
    await invite(`${ADA},Ada`, { message: 'Hello' })
    await aVisitor(world).post(await linkTo(world, ADA), {})
    await noteTaken(world.db, world.now())
    await forgetInvitations(world.db, new Date('2026-05-25T11:59:59Z'))
    expect(await left()).toEqual([{ email: ADA, name: 'Ada', message: 'Hello', accepted: true }])
    await forgetInvitations(world.db, new Date('2026-05-25T12:00:00Z'))
    expect(await left()).toEqual([{ email: null, name: '', message: '', accepted: true }])
    expect(await states()).toEqual(['Accepted'])
  })

  test('is erased with the account', async () => {
    await invite(`${ADA},Ada`)
    const ada = aVisitor(world)
    await ada.post(await linkTo(world, ADA), {})
    await noteTaken(world.db, world.now())
    await ada.post('/en/account/erase', {})
    await forgetInvitations(world.db, world.now())
    expect(await left()).toEqual([{ email: null, name: '', message: '', accepted: true }])
  })
})

test('an organisation that was only mentioned is public once it has a representative', async () => {
  const path = await known({ standing: 'mentioned', identifier: 'KE-NGO-7' })
  await represented(path)
  const rows = await world.db.selectFrom('stakeholders.stakeholder').select('standing').where('identifier', '=', 'KE-NGO-7').execute()
  expect(rows).toEqual([{ standing: 'public' }])
})
