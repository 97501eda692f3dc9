import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aVisitor } from '../../../test/visitor.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { aProvider, atTheProvider, begin, onto, signInThere } from './testing.ts'

let provider: Awaited<ReturnType<typeof aProvider>>
/** With the provider configured. */
let world: World
beforeAll(async () => {
  provider = await aProvider()
})
afterAll(() => provider.stop())
beforeEach(async () => {
  const plain = await aWorld()
  const { app } = await plain.build(provider.settings)
  world = { ...plain, app }
  provider.says(ADA)
})

const ADA = { sub: 'a-17', email: 'Ada@Example.org', email_verified: true }
const refusal = (why: string, next = '/en/') => [303, `/en/sign-in/provider?${new URLSearchParams({ refused: why, next })}`]
const NOT_BEGUN = [303, '/en/sign-in/provider?refused=notBegun']

const persons = async () => (await world.db.selectFrom('accounts.person').select('id').execute()).length
const sessions = async () => (await world.db.selectFrom('accounts.session').select('id').execute()).length
const emails = async () => (await world.db.selectFrom('accounts.address').select('email').execute()).map(({ email }) => email)
const links = () => world.db.selectFrom('accounts.identity').select(['issuer', 'subject']).execute()

describe('whom the provider knows', () => {
  test('signs in there, opens an account with the address that it has checked, and comes to where they wanted to go', async () => {
    const door = await aVisitor(world).read('/en/sign-in?next=/en/account')
    expect(door).toContain('Sign in with Example')
    const { visitor, onto: led } = await signInThere(world, { next: '/en/account' })
    expect(led).toEqual([303, '/en/account'])
    expect(await visitor.read('/en/account/addresses')).toContain('<bdi>ada@example.org</bdi>')
    expect(await links()).toEqual([{ issuer: provider.issuer, subject: 'a-17' }])
    const events = await world.db.selectFrom('platform.event').select('kind').where('subject_kind', '=', 'person').orderBy('id').execute()
    expect(events.map(({ kind }) => kind)).toEqual(['account-opened', 'provider-linked'])
  })

  test('opens the same account the next time, whatever address the provider has of them then', async () => {
    await signInThere(world)
    provider.says({ sub: 'a-17', email: 'ada@example.net', email_verified: false })
    expect((await signInThere(world)).onto).toEqual([303, '/en/'])
    expect([await persons(), await sessions(), await emails()]).toEqual([1, 2, ['ada@example.org']])
  })

  test('opens the account that has their address already', async () => {
    const ada = aVisitor(world)
    await ada.signIn('ada@example.org')
    await ada.post('/en/account', { name: 'Ada Lovelace', language: 'en' })
    const { visitor } = await signInThere(world)
    expect(await visitor.read('/en/account')).toContain('value="Ada Lovelace"')
    expect(await persons()).toBe(1)
  })

  test('is known by what the provider shows to its tokens, where it puts no address into them', async () => {
    provider.says(ADA, { inToken: false })
    expect((await signInThere(world)).onto).toEqual([303, '/en/'])
    expect(await emails()).toEqual(['ada@example.org'])
  })

  test('comes back in their language', async () => {
    expect((await signInThere(world, { language: 'ar' })).onto).toEqual([303, '/ar/'])
    provider.says({ sub: 'b-1' })
    const { onto: led } = await signInThere(world, { language: 'ar' })
    expect(led).toEqual([303, '/ar/sign-in/provider?refused=unverified&next=%2Far%2F'])
  })

  test('makes one link and one account when two of their browsers come back at the same moment', async () => {
    const browsers = await Promise.all(
      [aVisitor(world), aVisitor(world)].map(async (visitor) => ({ visitor, back: await atTheProvider(await begin(visitor)) })),
    )
    const answers = await Promise.all(browsers.map(({ visitor, back }) => visitor.get(back)))
    expect(answers.map(onto)).toEqual([
      [303, '/en/'],
      [303, '/en/'],
    ])
    expect([await persons(), (await links()).length]).toEqual([1, 1])
  })
})

describe('an address that the provider has not checked', () => {
  test.each([
    ['said to be unchecked', { sub: 'm-1', email: 'ada@example.org', email_verified: false }],
    ['of which nothing is said', { sub: 'm-1', email: 'ada@example.org' }],
    ['that is none', { sub: 'm-1', email: 'ada', email_verified: true }],
    ['that is missing', { sub: 'm-1', email_verified: true }],
  ])('opens nothing: %s', async (_, said) => {
    await aVisitor(world).signIn('ada@example.org')
    provider.says(said)
    const { visitor, onto: led } = await signInThere(world, { next: '/en/account' })
    expect(led).toEqual(refusal('unverified', '/en/account'))
    const told = await visitor.read(String(led[1]))
    expect(told).toContain('Example does not say that it has checked your email address, so it opens no account here. Sign in by mail.')
    expect(told).toContain('<input type="hidden" name="next" value="/en/account"/>')
    expect([visitor.jar.has('session'), await sessions(), await links()]).toEqual([false, 1, []])
  })
})

describe('the way back', () => {
  test('works once', async () => {
    const ada = aVisitor(world)
    const back = await atTheProvider(await begin(ada))
    expect(onto(await ada.get(back))).toEqual([303, '/en/'])
    const copy = aVisitor(world)
    copy.jar.set('flow', ada.jar.get('flow') ?? '')
    expect(onto(await copy.get(back))).toEqual(NOT_BEGUN)
    expect(await sessions()).toBe(1)
  })

  test('works once when it is taken twice at the same moment', async () => {
    const ada = aVisitor(world)
    const back = await atTheProvider(await begin(ada))
    const answers = await Promise.all([ada.get(back), ada.get(back), ada.get(back)])
    const expected = [NOT_BEGUN, NOT_BEGUN, [303, '/en/']]
    expect(answers.map(onto).sort((a, b) => String(b[1]).length - String(a[1]).length)).toEqual(expected)
    expect(await sessions()).toBe(1)
  })

  test('works for ten minutes', async () => {
    const ada = aVisitor(world)
    const back = await atTheProvider(await begin(ada))
    world.at('2026-02-24T12:10:00Z')
    expect(onto(await ada.get(back))).toEqual(NOT_BEGUN)
    world.at('2026-02-24T12:09:59Z')
    expect(onto(await ada.get(back))).toEqual([303, '/en/'])
  })

  test('works in no other browser: nobody is signed in as somebody else by opening a link', async () => {
    const mallory = aVisitor(world)
    const back = await atTheProvider(await begin(mallory))
    const ada = aVisitor(world)
    expect(onto(await ada.get(back))).toEqual(NOT_BEGUN)
    // Nor in one that has begun a sign-in of its own, which goes on undisturbed.
    const own = await atTheProvider(await begin(ada))
    expect(onto(await ada.get(back))).toEqual(NOT_BEGUN)
    expect(onto(await ada.get(own))).toEqual([303, '/en/'])
    expect(await ada.read(NOT_BEGUN[1] as string)).toBe('')
  })

  test.each([
    ['another', (back: URL) => back.searchParams.set('state', 'x'.repeat(43))],
    ['no', (back: URL) => back.searchParams.delete('state')],
  ])('with %s state opens nothing and uses nothing up', async (_, change) => {
    const ada = aVisitor(world)
    const path = await atTheProvider(await begin(ada))
    const back = new URL(path, 'http://localhost')
    change(back)
    expect(onto(await ada.get(`${back.pathname}${back.search}`))).toEqual(NOT_BEGUN)
    expect(onto(await ada.get(path))).toEqual([303, '/en/'])
  })

  test('with the code of somebody else opens nothing: the code is bound to the browser too', async () => {
    const [ada, mallory] = [aVisitor(world), aVisitor(world)]
    const [own, theirs] = [await atTheProvider(await begin(mallory)), await atTheProvider(await begin(ada))]
    const mixed = new URL(own, 'http://localhost')
    mixed.searchParams.set('code', new URL(theirs, 'http://localhost').searchParams.get('code') ?? '')
    expect(onto(await mallory.get(`${mixed.pathname}${mixed.search}`))).toEqual(refusal('notAccepted'))
    expect(await sessions()).toBe(0)
  })

  test('of who said no there says so', async () => {
    const ada = aVisitor(world)
    const back = new URL(await atTheProvider(await begin(ada)), 'http://localhost')
    back.searchParams.delete('code')
    back.searchParams.set('error', 'access_denied')
    const answer = await ada.get(`${back.pathname}${back.search}`)
    expect(onto(answer)).toEqual(refusal('declined'))
    expect(await ada.read(answer.headers.get('location') ?? '')).toContain('Example did not sign you in.')
  })

  test.each(['https://evil.example/', '//evil.example/', '/\\evil.example/', 'javascript:alert(1)'])('never leads to %s', async (next) => {
    expect((await signInThere(world, { next })).onto).toEqual([303, '/en/'])
  })

  test('begins with a cookie that no script reads and no form of another site brings', async () => {
    const answer = await aVisitor(world).post('/en/sign-in/provider', {})
    expect(answer.headers.get('set-cookie')?.replace(/=[\w-]{43}/, '=SECRET')).toBe(
      'flow=SECRET; Max-Age=600; Path=/; HttpOnly; SameSite=Lax',
    )
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    const { app } = await world.build({ ...provider.settings, PUBLIC_URL: 'https://lines.example' })
    const headers = { origin: 'https://lines.example', 'content-type': 'application/x-www-form-urlencoded' }
    const secure = await app.request('https://lines.example/en/sign-in/provider', { method: 'POST', body: '', headers })
    expect(secure.headers.get('set-cookie')?.replace(/=[\w-]{43}/, '=SECRET')).toBe(
      '__Host-flow=SECRET; Max-Age=600; Path=/; HttpOnly; Secure; SameSite=Lax',
    )
    const forged = await aVisitor(world).post('/en/sign-in/provider', {}, { origin: 'https://evil.example' })
    expect([forged.status, forged.headers.get('set-cookie')]).toEqual([403, null])
  })

  test('keeps nothing by which it could be taken', async () => {
    const ada = aVisitor(world)
    const to = new URL(await begin(ada))
    const rows = JSON.stringify(await world.db.selectFrom('accounts.provider_flow').selectAll().execute())
    for (const secret of [ada.jar.get('flow') ?? '', to.searchParams.get('state') ?? '', to.searchParams.get('nonce') ?? ''])
      expect(rows).not.toContain(secret)
    expect(Object.fromEntries(to.searchParams)).toMatchObject({
      response_type: 'code',
      scope: 'openid email',
      code_challenge_method: 'S256',
      redirect_uri: 'http://localhost/en/sign-in/provider/callback',
    })
  })
})

describe('a provider that does not answer', () => {
  test('is no reason not to start, and is said in words; once it answers, one signs in', async () => {
    const other = await aProvider()
    other.says(ADA)
    await other.stop()
    const { app } = await world.build(other.settings)
    const waiting = { ...world, app }
    const answer = await aVisitor(waiting).post('/en/sign-in/provider', { next: '/en/account' })
    expect(answer.status).toBe(409)
    const told = await answer.text()
    expect(told).toContain('Example does not answer at the moment. Try again later, or sign in by mail.')
    expect(told).toContain('href="/en/sign-in?next=%2Fen%2Faccount"')

    await other.server.start(Number(new URL(other.issuer).port), 'localhost')
    expect((await signInThere(waiting)).onto).toEqual([303, '/en/'])
    // And one that ends between going there and coming back.
    const visitor = aVisitor(waiting)
    const back = await atTheProvider(await begin(visitor))
    await other.stop()
    expect(onto(await visitor.get(back))).toEqual(refusal('down'))
  })

  test('that is not configured has no pages, and no button', async () => {
    const { app } = await world.build({ OIDC_ISSUER: '', OIDC_CLIENT_ID: '', OIDC_CLIENT_SECRET: '', OIDC_NAME: '' })
    const without = aVisitor({ ...world, app })
    expect((await without.get('/en/sign-in/provider')).status).toBe(404)
    expect((await without.post('/en/sign-in/provider', {})).status).toBe(404)
    expect((await without.get('/en/sign-in/provider/callback?code=x&state=x')).status).toBe(404)
    expect(await without.read('/en/sign-in')).not.toContain('provider')
  })
})

describe('a link', () => {
  test('is seen and removed by its owner, and by nobody else', async () => {
    const { visitor: ada } = await signInThere(world)
    provider.says({ sub: 'b-1', email: 'bob@example.org', email_verified: true })
    const { visitor: bob } = await signInThere(world)
    const [own, theirs] = await world.db.selectFrom('accounts.identity').select('id').orderBy('id').execute()
    expect(await ada.read('/en/account')).toContain('Your sign-in with Example')
    expect(await ada.read('/en/account/provider')).toContain(`<bdi>${new URL(provider.issuer).host}</bdi>`)
    await bob.post('/en/account/provider', { remove: String(own?.id) })
    expect(await links()).toHaveLength(2)
    await bob.post('/en/account/provider', { remove: String(theirs?.id) })
    expect((await links()).map(({ subject }) => subject)).toEqual(['a-17'])
    expect(await bob.read('/en/account/provider')).toContain('You have not signed in with Example yet, or you removed the link.')
  })

  test('is taken away with what is known of a person, and erased with the account: then the same sign-in opens another', async () => {
    const { visitor: ada } = await signInThere(world)
    await ada.post('/en/account', { name: 'Ada Lovelace', language: 'en' })
    const known = JSON.parse(await ada.read('/en/account.json')) as Record<string, unknown>
    expect(known.identities).toEqual([{ issuer: provider.issuer, subject: 'a-17', linkedAt: '2026-02-24T12:00:00.000Z' }])
    await ada.post('/en/account/erase', {})
    expect(await links()).toEqual([])
    const { visitor } = await signInThere(world)
    expect(await visitor.read('/en/account')).not.toContain('Lovelace')
    expect(await persons()).toBe(2)
  })
})
