/** Which mails somebody gets: chosen by the link of a mail without signing in, stopped by one click, found again by an address. */
import { beforeEach, describe, expect, test } from 'vitest'
import { aVisitor, linkTo, mailsTo } from '../../../test/visitor.ts'
import { wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { noticesIn } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const { signedIn, secretary, ask, somebodyAsks, morning, unasked, lastTo, preferencesOf, oneClickOf, notices } = noticesIn(() => world)

const ADA = 'ada@home.example'
/** Where an answer leads. */
const onto = (answer: Response) => [answer.status, answer.headers.get('location')]
/** Told in the morning, so that a mail with its link is there; then Eve asks, too. */
const told = async () => {
  const { path, ada } = await somebodyAsks()
  await morning('2026-02-25T06:00:00Z')
  const link = await preferencesOf(ADA)
  const eveAsks = async () => ask(await signedIn('eve@gmail.com'), path, 'Eve')
  return { path, ada, link, eveAsks }
}
const preferences = async () =>
  (await world.db.selectFrom('accounts.preference').select(['purpose', 'frequency']).orderBy('purpose').execute()).map(
    ({ purpose, frequency }) => `${purpose} ${frequency}`,
  )

describe('by the link of a mail, without signing in', () => {
  test('somebody sees what comes and how often; only what can concern them', async () => {
    const { link } = await told()
    const stranger = aVisitor(world)
    const answer = await stranger.get(link)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
    const html = await answer.text()
    expect(html).toContain('<option value="daily" selected="">Together, once a day</option>')
    expect(wordsOf(html)).toContain('Requests to represent your organisations')
    expect(wordsOf(html)).not.toContain('What waits for the secretariat')
    expect(html).not.toMatch(/ada@home|Ada\b|canonical/)
    expect(await preferences()).toEqual([])

    await secretary(ADA)
    expect(wordsOf(await stranger.read(link))).toContain('What waits for the secretariat')
  })

  test('somebody has each thing sent at once, in a mail of its own that says why it came and how to stop it', async () => {
    const { path, link, eveAsks } = await told()
    const chosen = await aVisitor(world).post(link, { organisations: 'at-once', language: 'en' })
    expect(onto(chosen)).toEqual([303, `${link}?saved=yes`])
    expect(await aVisitor(world).read(`${link}?saved=yes`)).toContain('Your choice is saved.')
    await eveAsks()
    const { kind, subject, text } = await lastTo(ADA)
    expect([kind, subject]).toEqual(['notice', 'Eve asks to represent Village Networks'])
    expect(
      text.replace(/\/mail\/\S+/, '/mail/CODE'),
    ).toBe(`Eve asks to represent Village Networks as you do. Any of its representatives can approve or refuse that.

Look at the request
http://localhost${path}/represent

-- 
You get this mail because you represent an organisation at Actionlines.
To stop these mails: http://localhost/en/mail/CODE
Actionlines · Geneva Plan of Action
http://localhost
`)
    await morning('2026-02-26T06:00:00Z')
    expect(await unasked(ADA)).toHaveLength(2)
  })

  test('somebody stops one kind: what waited is not told, and nothing more comes', async () => {
    const { link, eveAsks } = await told()
    await eveAsks()
    await aVisitor(world).post(link, { organisations: 'never', language: 'en' })
    expect(await notices()).toEqual(['representative-asked told'])
    world.at('2026-02-25T07:00:00Z')
    await eveAsks()
    await morning('2026-02-26T06:00:00Z')
    expect(await unasked(ADA)).toHaveLength(1)
    await aVisitor(world).post(link, { organisations: 'daily', language: 'en' })
    expect(await preferences()).toEqual(['organisations daily'])
  })

  test('what is on its way already is not sent once it is stopped', async () => {
    const { link, eveAsks } = await told()
    await aVisitor(world).post(link, { organisations: 'at-once', language: 'en' })
    await eveAsks()
    await aVisitor(world).post(link, { organisations: 'never', language: 'en' })
    expect((await unasked(ADA)).map(({ kind, text }) => [kind, text === null])).toEqual([
      ['digest', false],
      ['notice', true],
    ])
  })

  test('somebody stops all by one button, also what is yet to come; and answers to what they do still come', async () => {
    const { path, link, eveAsks } = await told()
    await secretary(ADA)
    expect(onto(await aVisitor(world).post(link, { stop: 'all' }))).toEqual([303, `${link}?saved=yes`])
    expect(await preferences()).toEqual(['all never'])
    await eveAsks()
    await (await signedIn('carol@radio.example')).post('/en/stakeholders/new', {
      name: 'Radio',
      language: 'en',
      type: 'business',
      ownName: 'C',
    })
    await morning('2026-02-26T06:00:00Z')
    expect(await unasked(ADA)).toHaveLength(1)
    const bob = await signedIn('bob@gmail.com')
    await aVisitor(world).post(link, { secretariat: 'daily', language: 'en' })
    expect(await preferences()).toEqual(['all never', 'secretariat daily'])
    await bob.post(`${path}/represent`, { act: 'end' })
    await bob.post('/en/account/addresses', { email: 'bob@example.org' })
    await bob.post(await linkTo(world, 'bob@example.org'), {})
    await ask(bob, path, 'Bob')
    expect((await mailsTo(world, 'bob@gmail.com')).map(({ kind }) => kind).at(-1)).toBe('representative-approved')
  })

  test('somebody chooses the language, and goes on in it', async () => {
    const { link, eveAsks } = await told()
    const answer = await aVisitor(world).post(link, { organisations: 'daily', language: 'fr' })
    expect(onto(answer)).toEqual([303, `${link.replace('/en/', '/fr/')}?saved=yes`])
    await eveAsks()
    await morning('2026-02-26T06:00:00Z')
    expect((await lastTo(ADA)).text).toContain('* Demandes de représenter vos organisations')
  })

  test.each([
    [{ organisations: 'hourly', language: 'en' }, '<a href="#organisations">Choose from the list how often these mails come.</a>'],
    [{ organisations: 'daily', language: 'tlh' }, '<a href="#language">Choose one of the languages of the site.</a>'],
  ])('%o is refused with what to do', async (form, sentence) => {
    const { link } = await told()
    const answer = await aVisitor(world).post(link, form)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(sentence)
    expect(await preferences()).toEqual([])
  })

  test('nobody gets to the page of somebody else, nor anywhere by what only stops', async () => {
    const { link, ada } = await told()
    const stop = await oneClickOf(ADA)
    const [, code = ''] = /mail\/([^/]+)$/.exec(link) ?? []
    const [, stopCode = ''] = /mail\/([^/]+)\/stop$/.exec(stop) ?? []
    const bob = (await world.db.selectFrom('accounts.person').where('name', '=', 'Bob').select('public_id').executeTakeFirstOrThrow())
      .public_id
    const other = code.replace(/^[a-z2-7]{10}/, bob)
    for (const wrong of [other, stopCode, `${code}a`, code.slice(0, -1), bob, `${bob}-`, 'x'])
      expect([
        wrong,
        (await world.get(`/en/mail/${wrong}`)).status,
        (await aVisitor(world).post(`/en/mail/${wrong}`, { stop: 'all' })).status,
      ]).toEqual([wrong, 404, 404])
    for (const wrong of [code, other, stopCode.replace('-digest-', '-secretariat-'), 'x'])
      expect([
        (await world.get(`/en/mail/${wrong}/stop`)).status,
        (await aVisitor(world).post(`/en/mail/${wrong}/stop`, {})).status,
      ]).toEqual([404, 404])
    await ada.post('/en/account/erase', {})
    expect([(await world.get(link)).status, (await world.get(stop)).status]).toEqual([404, 404])
    expect(await preferences()).toEqual([])
  })
})

describe('by one click (RFC 8058)', () => {
  /** As programs that read mail send it: without Origin, without a cookie. */
  const click = (path: string, headers: Record<string, string> = {}, body = 'List-Unsubscribe=One-Click') =>
    world.app.request(path, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } })

  test.each([
    ['without Origin', {}],
    ['from another site', { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' }],
    ['from our own page', { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }],
  ])('a digest is stopped %s, and the answer is a page', async (_, headers) => {
    const { eveAsks } = await told()
    const stop = await oneClickOf(ADA)
    await eveAsks()
    for (let time = 0; time < 2; time++) {
      const answer = await click(stop, headers)
      expect(answer.status).toBe(200)
      expect(wordsOf(await answer.text())).toContain('These mails are stopped')
    }
    expect(await preferences()).toEqual(['all never'])
    await morning('2026-02-26T06:00:00Z')
    expect(await unasked(ADA)).toHaveLength(1)
  })

  test('a mail of its own stops its purpose, and no other', async () => {
    const { link, eveAsks } = await told()
    await secretary(ADA)
    await aVisitor(world).post(link, { organisations: 'at-once', secretariat: 'at-once', language: 'en' })
    await eveAsks()
    const body = new FormData()
    body.set('List-Unsubscribe', 'One-Click')
    const answer = await world.app.request(await oneClickOf(ADA), { method: 'POST', body })
    expect(answer.status).toBe(200)
    expect(await preferences()).toEqual(['organisations never', 'secretariat at-once'])
  })

  test('a look at the address stops nothing, and finds the button', async () => {
    await told()
    const stop = await oneClickOf(ADA)
    const text = wordsOf(await aVisitor(world).read(stop))
    expect(text).toBe('Stop these mails Press the button, and the mail that comes once a day comes no more. Stop these mails')
    expect(await preferences()).toEqual([])
    expect((await aVisitor(world).post(stop, { 'List-Unsubscribe': 'One-Click' })).status).toBe(200)
    expect(await preferences()).toEqual(['all never'])
  })

  test('is the only form that may come from elsewhere, and does nothing in the name of who is signed in', async () => {
    const { link, ada } = await told()
    for (const path of [link, '/en/mail', '/en/account/mail', `${link}/stop/`, '/en/sign-in'])
      expect([path, (await click(path, { origin: 'https://mail.example' })).status]).toEqual([path, 403])
    const stop = await oneClickOf(ADA)
    const cookie = [...ada.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await (await click(stop, { origin: 'https://mail.example', cookie })).text()
    expect(answer).not.toContain('/en/account')
  })
})

describe('from the account', () => {
  test('the same page is reached, and is only one’s own', async () => {
    const { ada } = await told()
    expect(await ada.read('/en/account')).toContain('<a href="/en/account/mail">Mails that you get</a>')
    expect(onto(await ada.post('/en/account/mail', { organisations: 'never', language: 'en' }))).toEqual([
      303,
      '/en/account/mail?saved=yes',
    ])
    expect(await preferences()).toEqual(['organisations never'])
    expect(onto(await aVisitor(world).get('/en/account/mail'))).toEqual([303, '/en/sign-in?next=%2Fen%2Faccount%2Fmail'])
    expect(JSON.parse(await ada.read('/en/account.json')).mails).toEqual([
      { purpose: 'organisations', frequency: 'never', changedAt: '2026-02-25T06:00:00.000Z' },
    ])
  })

  test('mails go to the address that is chosen, else to the first; and to another where it is removed', async () => {
    const { path, ada } = await somebodyAsks()
    await ada.post('/en/account/addresses', { email: 'ada@example.com' })
    await ada.post(await linkTo(world, 'ada@example.com'), {})
    const addresses = await world.db.selectFrom('accounts.address').select(['id', 'email']).execute()
    const idOf = (email: string) => String(addresses.find((one) => one.email === email)?.id)
    expect(wordsOf(await ada.read('/en/account/addresses'))).toContain('ada@home.example Our mails go to this address.')
    await Promise.all([0, 1].map(() => ada.post('/en/account/addresses', { mail: idOf('ada@example.com') })))
    await ada.post('/en/account/addresses', { mail: idOf('bob@gmail.com') })
    await morning('2026-02-25T06:00:00Z')
    expect([(await unasked(ADA)).length, (await unasked('ada@example.com')).length]).toEqual([0, 1])
    await ada.post('/en/account/addresses', { remove: idOf('ada@example.com') })
    await ask(await signedIn('eve@gmail.com'), path, 'Eve')
    await morning('2026-02-26T06:00:00Z')
    expect((await unasked(ADA)).length).toBe(1)
  })

  test('what was chosen, and what waits, goes with the account', async () => {
    const { link, eveAsks, ada } = await told()
    await aVisitor(world).post(link, { organisations: 'daily', language: 'en' })
    await eveAsks()
    await ada.post('/en/account/erase', {})
    expect([await preferences(), await notices()]).toEqual([[], []])
    await morning('2026-02-26T06:00:00Z')
    expect(await unasked(ADA)).toHaveLength(1)
  })
})
