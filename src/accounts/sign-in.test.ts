import { beforeEach, describe, expect, test } from 'vitest'
import { aVisitor, codeTo, linkTo, mailsTo } from '../../test/visitor.ts'
import { aWorld, type World } from '../../test/world.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const ADA = 'ada@example.org'
const persons = () => world.db.selectFrom('accounts.person').select('id').execute()
const sessions = () => world.db.selectFrom('accounts.session').selectAll().execute()
/** Where an answer leads. */
const onto = (answer: Response) => [answer.status, answer.headers.get('location')]

describe('signing in', () => {
  test('opens an account by the link of a mail, and leads to where one wanted to go', async () => {
    const ada = aVisitor(world)
    expect(onto(await ada.get('/en/account'))).toEqual([303, '/en/sign-in?next=%2Fen%2Faccount'])
    const asked = await ada.read('/en/sign-in?next=%2Fen%2Faccount')
    expect(asked).toContain('<input type="hidden" name="next" value="/en/account"/>')

    const sent = await ada.post('/en/sign-in', { email: ' Ada@Example.org ', next: '/en/account' })
    expect(sent.status).toBe(200)
    expect(await sent.text()).toContain('<bdi>ada@example.org</bdi>')
    expect(await persons()).toEqual([])

    expect(onto(await ada.post(await linkTo(world, ADA), {}))).toEqual([303, '/en/account'])
    const account = await ada.get('/en/account')
    expect([account.status, account.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
    expect(await account.text()).toContain('<h1>Your account</h1>')
  })

  test('opens the same account the next time, by any of its addresses', async () => {
    const ada = aVisitor(world)
    await ada.signIn(ADA)
    await ada.post('/en/account/addresses', { email: 'ada@example.com' })
    expect(onto(await ada.post(await linkTo(world, 'ada@example.com'), {}))).toEqual([303, '/en/account/addresses'])
    const elsewhere = aVisitor(world)
    await elsewhere.signIn('ada@example.com')
    expect(await elsewhere.read('/en/account/addresses')).toContain('<bdi>ada@example.org</bdi>')
    expect(await persons()).toHaveLength(1)
  })

  test('works by the code on another device', async () => {
    const ada = aVisitor(world)
    await ada.post('/en/sign-in', { email: ADA })
    const code = await codeTo(world, ADA)
    const spaced = `${code.slice(0, 4)} ${code.slice(4)}`
    expect(onto(await ada.post('/en/sign-in/code', { email: ADA, code: spaced }))).toEqual([303, '/en/'])
    expect((await ada.get('/en/account')).status).toBe(200)
  })

  test('is in the language of the page, and so is the mail', async () => {
    const amina = aVisitor(world)
    await amina.post('/ar/sign-in', { email: 'amina@example.org' })
    const [mail] = await mailsTo(world, 'amina@example.org')
    expect(mail?.language).toBe('ar')
    expect(mail?.html).toContain('<html lang="ar" dir="rtl">')
    expect(onto(await amina.post(await linkTo(world, 'amina@example.org'), {}))).toEqual([303, '/ar/'])
  })
})

describe('the link', () => {
  test('does nothing when it is only looked at, as programs do that look at mail', async () => {
    const scanner = aVisitor(world)
    await scanner.post('/en/sign-in', { email: ADA })
    const link = await linkTo(world, ADA)
    for (let look = 0; look < 3; look++) expect((await scanner.get(link)).status).toBe(200)
    expect(await sessions()).toEqual([])
    expect((await aVisitor(world).post(link, {})).status).toBe(303)
  })

  test('works once', async () => {
    const ada = aVisitor(world)
    await ada.post('/en/sign-in', { email: ADA })
    const link = await linkTo(world, ADA)
    await ada.post(link, {})
    const again = aVisitor(world)
    expect((await again.get(link)).status).toBe(404)
    const refused = await again.post(link, {})
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('This link does not work any more')
    expect(again.jar.size).toBe(0)
  })

  test('works once when it is pressed twice at the same moment', async () => {
    await aVisitor(world).post('/en/sign-in', { email: ADA })
    const link = await linkTo(world, ADA)
    const answers = await Promise.all(Array.from({ length: 4 }, () => aVisitor(world).post(link, {})))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409])
    expect(await sessions()).toHaveLength(1)
  })

  test('works for 24 hours', async () => {
    const ada = aVisitor(world)
    await ada.post('/en/sign-in', { email: ADA })
    const link = await linkTo(world, ADA)
    world.at('2026-02-25T12:00:00Z')
    expect((await ada.post(link, {})).status).toBe(409)
    world.at('2026-02-25T11:59:59Z')
    expect((await ada.post(link, {})).status).toBe(303)
  })

  test('and the code are kept as hashes only', async () => {
    await aVisitor(world).post('/en/sign-in', { email: ADA })
    const secrets = [(await linkTo(world, ADA)).split('/').at(-1) ?? '', await codeTo(world, ADA)]
    const rows = await world.db.selectFrom('accounts.sign_in').selectAll().execute()
    for (const secret of secrets) expect(JSON.stringify(rows)).not.toContain(secret)
    expect(rows.map(({ token_hash }) => token_hash?.length)).toEqual([32])
  })
})

describe('who tries', () => {
  test('learns nothing about an address: known and unknown get the same answer, and each a mail', async () => {
    await aVisitor(world).signIn(ADA)
    const asked = async (email: string) => {
      const answer = await aVisitor(world).post('/en/sign-in', { email })
      const headers = Object.fromEntries(answer.headers)
      return { status: answer.status, headers, text: (await answer.text()).replaceAll(email, 'ADDRESS') }
    }
    const [known, unknown] = [await asked(ADA), await asked('bob@example.org')]
    expect(known).toEqual(unknown)
    expect([(await mailsTo(world, ADA)).length, (await mailsTo(world, 'bob@example.org')).length]).toEqual([2, 1])
    const [mine, theirs] = [(await mailsTo(world, ADA)).at(-1), (await mailsTo(world, 'bob@example.org')).at(-1)]
    expect(mine?.subject).toBe(theirs?.subject)
  })

  test('cannot fill a mailbox: five mails an hour, then the same answer without one', async () => {
    const mallory = aVisitor(world)
    for (let time = 0; time < 7; time++) expect((await mallory.post('/en/sign-in', { email: ADA })).status).toBe(200)
    expect(await mailsTo(world, ADA)).toHaveLength(5)
    world.at('2026-02-24T13:00:01Z')
    await mallory.post('/en/sign-in', { email: ADA })
    expect(await mailsTo(world, ADA)).toHaveLength(6)
  })

  test('cannot fill it by asking at once either', async () => {
    await Promise.all(Array.from({ length: 8 }, () => aVisitor(world).post('/en/sign-in', { email: ADA })))
    expect(await mailsTo(world, ADA)).toHaveLength(5)
  })

  test('cannot guess a code: after five wrong ones even the right one is refused, but the link still works', async () => {
    const ada = aVisitor(world)
    await ada.post('/en/sign-in', { email: ADA })
    const code = await codeTo(world, ADA)
    const wrong = code === '00000000' ? '11111111' : '00000000'
    for (let time = 0; time < 5; time++) expect((await ada.post('/en/sign-in/code', { email: ADA, code: wrong })).status).toBe(422)
    const refused = await ada.post('/en/sign-in/code', { email: ADA, code })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain(`value="${code}"`)
    expect(await sessions()).toEqual([])
    expect((await ada.post(await linkTo(world, ADA), {})).status).toBe(303)
  })

  test('cannot use the code of another address', async () => {
    await aVisitor(world).post('/en/sign-in', { email: ADA })
    const mallory = aVisitor(world)
    await mallory.post('/en/sign-in', { email: 'mallory@example.org' })
    const code = await codeTo(world, 'mallory@example.org')
    expect((await mallory.post('/en/sign-in/code', { email: ADA, code })).status).toBe(422)
  })

  test.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/en/../../evil',
    'javascript:alert(1)',
    '/%09/evil.example',
    '/sign-in',
  ])('is not sent elsewhere: %s', async (next) => {
    const ada = aVisitor(world)
    await ada.post('/en/sign-in', { email: ADA, next })
    expect(onto(await ada.post(await linkTo(world, ADA), {}))).toEqual([303, '/en/'])
  })

  test('cannot make somebody sign in from another site', async () => {
    const ada = aVisitor(world)
    await ada.post('/en/sign-in', { email: ADA })
    const forged = await ada.post(await linkTo(world, ADA), {}, { origin: 'https://evil.example' })
    expect(forged.status).toBe(403)
    expect(ada.jar.size).toBe(0)
  })

  test('cannot choose where a link leads by naming another host', async () => {
    const answer = await aVisitor(world).post('/en/sign-in', { email: ADA }, { host: 'evil.example', 'x-forwarded-host': 'evil.example' })
    expect(await answer.text()).not.toContain('evil.example')
    const [mail] = await mailsTo(world, ADA)
    expect(mail?.text.match(/https?:\/\/[^/\s]+/g)).toEqual(['http://localhost', 'http://localhost'])
    expect(mail?.html).not.toContain('evil.example')
  })

  test('cannot fix a session beforehand: signing in makes a new secret', async () => {
    const ada = aVisitor(world)
    ada.jar.set('session', 'chosen-by-mallory')
    await ada.signIn(ADA)
    const first = ada.jar.get('session')
    expect(first).not.toBe('chosen-by-mallory')
    await ada.signIn(ADA)
    expect(ada.jar.get('session')).not.toBe(first)
  })
})

describe('the cookie', () => {
  test('is read by no script and sent with no form of another site', async () => {
    const ada = aVisitor(world)
    await ada.post('/en/sign-in', { email: ADA })
    const set = (await ada.post(await linkTo(world, ADA), {})).headers.get('set-cookie')
    expect(set?.replace(/session=[\w-]{43}/, 'session=SECRET')).toBe('session=SECRET; Max-Age=7776000; Path=/; HttpOnly; SameSite=Lax')
  })

  test('is bound to the host and to https where the site is reached so', async () => {
    const { app, outbox } = await world.build({ PUBLIC_URL: 'https://lines.example' })
    const headers = { origin: 'https://lines.example', 'content-type': 'application/x-www-form-urlencoded' }
    await app.request('https://lines.example/en/sign-in', { method: 'POST', body: 'email=ada%40example.org', headers })
    await outbox.deliver(world.now())
    const [mail] = await mailsTo(world, ADA)
    const [link = ''] = /https:\/\/lines\.example\/\S+/.exec(mail?.text ?? '') ?? []
    const answer = await app.request(link, { method: 'POST', body: '', headers })
    expect(answer.headers.get('set-cookie')?.replace(/session=[\w-]{43}/, 'session=SECRET')).toBe(
      '__Host-session=SECRET; Max-Age=7776000; Path=/; HttpOnly; Secure; SameSite=Lax',
    )
  })
})

describe('an address that is none', () => {
  test.each([
    ['', 'Type your email address.'],
    ['ada', 'This does not look like an email address. It should be like name@example.org.'],
    ['ada@example', 'This does not look like an email address. It should be like name@example.org.'],
    ['ada@example.org\r\nBcc: bob@example.org', 'This does not look like an email address. It should be like name@example.org.'],
    [`${'a'.repeat(250)}@example.org`, 'This does not look like an email address. It should be like name@example.org.'],
  ])('comes back as it was typed, with what to do: %j', async (email, sentence) => {
    const answer = await aVisitor(world).post('/en/sign-in', { email })
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain(`<li><a href="#email">${sentence}</a></li>`)
    expect(text).toContain(`<p class="field-error" id="email-error">${sentence}</p>`)
    expect(text).toContain('aria-invalid="true"')
  })
})
