/** What is asked for by an address alone and confirmed by mail: told by who has lost the link to their preferences. */
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aVisitor, linkTo, mailsTo } from '../../../test/visitor.ts'
import { wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { forgetAddresses } from '../index.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const ADA = 'ada@example.org'
const BOB = 'bob@example.org'
const askFor = (email: string, language = 'en') => aVisitor(world).post(`/${language}/mail`, { email })
const linkFor = async (email: string) => {
  await askFor(email)
  return linkTo(world, email)
}
/** Where an answer leads, without the code. */
const onto = (answer: Response) => [answer.status, answer.headers.get('location')?.replace(/mail\/[a-z0-9-]+$/, 'mail/CODE') ?? null]
const rows = () => world.db.selectFrom('accounts.confirmation').selectAll().orderBy('id').execute()

describe('who has lost the link', () => {
  test('types an address, opens the link of a mail, presses the button, and chooses', async () => {
    await aVisitor(world).signIn(ADA)
    expect(await aVisitor(world).read('/en/mail')).toContain('<h1>Choose your mails without signing in</h1>')
    const sent = await askFor(' Ada@Example.org ')
    expect([sent.status, wordsOf(await sent.text())]).toEqual([
      200,
      'Look at your mail We sent a mail with a link to ada@example.org. The link works once, until 3 March 2026 at 12:00 UTC. If nothing comes within a few minutes, look among unwanted mail. Within an hour we send no more than five mails to one address.',
    ])
    const mail = (await mailsTo(world, ADA)).at(-1)
    expect([mail?.kind, mail?.subject, mail?.text.replace(/confirm\/\S+/, 'confirm/TOKEN')]).toEqual([
      'confirmation',
      'Mails that you get',
      `Open the link and press the button there. It leads to the page on which you choose which mails you get.

The link works once, until 3 March 2026 at 12:00 UTC.

Choose my mails
http://localhost/en/confirm/TOKEN

-- 
You get this mail because somebody typed this address on the page for choosing mails at Actionlines. If it was not you, do nothing: then nothing happens.
Actionlines · Geneva Plan of Action
http://localhost
`,
    ])
    const ada = aVisitor(world)
    const link = await linkTo(world, ADA)
    expect(wordsOf(await ada.read(link))).toBe(
      'Mails that you get Press the button to choose which mails you get. This link works once. Choose my mails',
    )
    const pressed = await ada.post(link, {})
    expect(onto(pressed)).toEqual([303, '/en/mail/CODE'])
    expect(await ada.read(pressed.headers.get('location') ?? '')).toContain('<h1>Mails that you get</h1>')
    expect(ada.jar.size).toBe(0) // it lets nobody sign in
    const [row] = await rows()
    const { id } = await world.db.selectFrom('accounts.person').select('id').executeTakeFirstOrThrow()
    expect([row?.purpose, row?.person_id, row?.confirmed_at]).toEqual(['lost-link', id, world.now()])
  })

  test('without an account is told so on the page, and by nothing before', async () => {
    const answer = await aVisitor(world).post(await linkFor(BOB), {})
    expect(answer.status).toBe(200)
    expect(wordsOf(await answer.text())).toBe(
      'Mails that you get No account has this address, so nothing is sent to it but what is asked for with it.',
    )
    expect(await world.db.selectFrom('accounts.person').select('id').execute()).toEqual([])
  })

  test('is answered in their language, and so is the mail', async () => {
    await askFor(ADA, 'ar')
    const mail = (await mailsTo(world, ADA)).at(-1)
    expect([mail?.language, mail?.html.includes('<html lang="ar" dir="rtl">')]).toEqual(['ar', true])
    expect(onto(await aVisitor(world).post(await linkTo(world, ADA), {}))).toEqual([200, null])
  })

  test.each([
    ['', 'Type your email address.'],
    ['ada', 'This does not look like an email address. It should be like name@example.org.'],
  ])('gets an address that is none back as typed: %j', async (email, sentence) => {
    const answer = await askFor(email)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(`<a href="#email">${sentence}</a>`)
  })
})

describe('the link', () => {
  test('does nothing when it is only looked at', async () => {
    const link = await linkFor(ADA)
    for (let look = 0; look < 3; look++) expect((await world.get(link)).status).toBe(200)
    expect((await rows()).map(({ confirmed_at }) => confirmed_at)).toEqual([null])
  })

  test('works once, also when it is pressed several times at the same moment', async () => {
    await aVisitor(world).signIn(ADA)
    const link = await linkFor(ADA)
    const answers = await Promise.all(Array.from({ length: 4 }, () => aVisitor(world).post(link, {})))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409])
    const again = await aVisitor(world).post(link, {})
    expect([again.status, (await world.get(link)).status]).toEqual([409, 404])
    expect(wordsOf(await again.text())).toBe(
      'This link does not work any more A link works once, for seven days. Perhaps it was used already.',
    )
  })

  test('works for seven days', async () => {
    const link = await linkFor(ADA)
    world.at('2026-03-03T12:00:00Z')
    expect([(await world.get(link)).status, (await aVisitor(world).post(link, {})).status]).toEqual([404, 409])
    world.at('2026-03-03T11:59:59Z')
    expect((await aVisitor(world).post(link, {})).status).toBe(200)
  })

  test('opens nothing but what it was sent for', async () => {
    const link = await linkFor(ADA)
    const ada = aVisitor(world)
    expect((await ada.post(link.replace('/confirm/', '/sign-in/'), {})).status).toBe(409)
    await ada.post('/en/sign-in', { email: BOB })
    const signIn = await linkTo(world, BOB)
    expect((await ada.post(signIn.replace('/sign-in/', '/confirm/'), {})).status).toBe(409)
    // A purpose that the site does not know any more; and a link that somebody made up.
    await sql`update accounts.confirmation set purpose = 'gone'`.execute(world.db)
    expect([(await world.get(link)).status, (await ada.post(link, {})).status]).toEqual([404, 409])
    expect((await ada.post(`/en/confirm/${'x'.repeat(43)}`, {})).status).toBe(409)
    expect((await rows()).map(({ confirmed_at }) => confirmed_at)).toEqual([null])
  })

  test('is pressed on no other site', async () => {
    const link = await linkFor(ADA)
    expect((await aVisitor(world).post(link, {}, { origin: 'https://evil.example' })).status).toBe(403)
  })

  test('is kept as a hash only, and is forgotten in what was sent', async () => {
    const link = await linkFor(ADA)
    expect(JSON.stringify(await rows())).not.toContain(link.split('/').at(-1))
    const mails = await world.db.selectFrom('platform.mail').where('kind', '=', 'confirmation').select('secret').execute()
    expect(mails).toEqual([{ secret: true }])
  })
})

describe('who tries', () => {
  test('learns nothing about an address: known and unknown get the same answer, the same mail, and as many queries', async () => {
    await aVisitor(world).signIn(ADA)
    await world.deliver()
    const asked = async (email: string) => {
      world.queries()
      const answer = await askFor(email)
      const queries = world.queries()
      const mail = (await mailsTo(world, email)).at(-1)
      const text = mail?.text.replace(/confirm\/\S+/, 'confirm/TOKEN')
      return {
        status: answer.status,
        headers: [...answer.headers],
        page: (await answer.text()).replaceAll(email, 'ADDRESS'),
        queries,
        text,
      }
    }
    expect(await asked(ADA)).toEqual(await asked(BOB))
  })

  test('cannot fill a mailbox: five mails an hour, also at once, then the same answer without one', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => askFor(ADA)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
    expect(await mailsTo(world, ADA)).toHaveLength(5)
    await askFor(BOB)
    expect(await mailsTo(world, BOB)).toHaveLength(1)
    world.at('2026-02-24T13:00:01Z')
    await askFor(ADA)
    expect(await mailsTo(world, ADA)).toHaveLength(6)
  })

  test('is one client as everywhere: the limit of a client holds here, too', async () => {
    const { app } = await world.build({ RATE_LIMIT: '2' })
    const headers = { origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }
    const post = (client: string) => app.request('/en/mail', { method: 'POST', body: 'email=a%40example.org', headers }, { client })
    const answers = [await post('192.0.2.1'), await post('192.0.2.1'), await post('192.0.2.1'), await post('192.0.2.2')]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429, 200])
  })
})

describe('an address', () => {
  test('is forgotten thirty days after its link has stopped working, and not before', async () => {
    await askFor(ADA)
    world.at('2026-04-02T11:59:59Z')
    await forgetAddresses(world.db, world.now())
    expect([(await rows()).map(({ email }) => email), (await mailsTo(world, ADA)).length]).toEqual([[ADA], 1])
    await askFor(ADA)
    await world.deliver()
    world.at('2026-04-02T12:00:00Z')
    await forgetAddresses(world.db, world.now())
    expect([(await rows()).map(({ email }) => email), (await mailsTo(world, ADA)).length]).toEqual([[null, ADA], 1])
  })

  test('of an account that is erased goes with it, and its link opens nothing any more', async () => {
    const ada = aVisitor(world)
    await ada.signIn(ADA)
    const [used, open] = [await linkFor(ADA), await linkFor(ADA)]
    await ada.post(used, {})
    await ada.post('/en/account/erase', {})
    expect((await rows()).map(({ email, person_id }) => [email, person_id])).toEqual([
      [null, null],
      [null, null],
    ])
    expect((await ada.post(open, {})).status).toBe(409)
  })
})

describe('the database itself refuses', () => {
  test.each([
    ['what is confirmed without a link', 'confirmed_at = asked_at, token_hash = null', 'confirmed_by_its_link'],
    [
      'whom it is bound to before it is confirmed',
      'confirmed_at = null, person_id = (select min(id) from accounts.person)',
      'bound_when_confirmed',
    ],
    ['what is confirmed too late', 'confirmed_at = expires_at', 'confirmation_check'],
  ])('%s', async (_, change, constraint) => {
    await aVisitor(world).signIn(BOB)
    await askFor(ADA)
    await expect(sql.raw(`update accounts.confirmation set ${change}`).execute(world.db)).rejects.toThrow(constraint)
  })
})
