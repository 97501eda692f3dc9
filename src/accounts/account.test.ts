import { beforeEach, describe, expect, test } from 'vitest'
import { aVisitor, linkTo } from '../../test/visitor.ts'
import { aWorld, type World } from '../../test/world.ts'
import { firstLink, invite } from './index.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const ADA = 'ada@example.org'
const signedIn = async (email = ADA, device?: string) => {
  const visitor = aVisitor(world, device)
  await visitor.signIn(email)
  return visitor
}

describe('a session', () => {
  test('ends when its owner signs out, and its secret opens nothing any more', async () => {
    const ada = await signedIn()
    const secret = ada.jar.get('session') ?? ''
    const answer = await ada.post('/en/sign-out', {})
    expect([answer.status, answer.headers.get('location'), ada.jar.size]).toEqual([303, '/en/', 0])
    ada.jar.set('session', secret)
    expect((await ada.get('/en/account')).status).toBe(303)
  })

  test('lasts for 90 days after it was last used', async () => {
    const ada = await signedIn()
    world.at('2026-05-25T11:00:00Z')
    expect((await ada.get('/en/account')).status).toBe(200)
    world.at('2026-08-23T10:59:59Z')
    expect((await ada.get('/en/account')).status).toBe(200)
    world.at('2026-11-21T12:00:00Z')
    expect((await ada.get('/en/account')).status).toBe(303)
  })

  test('is listed, and ended from elsewhere', async () => {
    const laptop = await signedIn(ADA, 'Firefox on a laptop')
    const phone = await signedIn(ADA, 'Browser of a phone')
    const list = await laptop.read('/en/account/sessions')
    expect([...list.matchAll(/<bdi>([^<]*)<\/bdi>/g)].map(([, device]) => device)).toEqual(['Browser of a phone', 'Firefox on a laptop'])
    await laptop.post('/en/account/sessions', { end: 'others' })
    expect([(await phone.get('/en/account')).status, (await laptop.get('/en/account')).status]).toEqual([303, 200])
  })

  test('of somebody else stays whatever number is sent', async () => {
    const ada = await signedIn()
    const mallory = await signedIn('mallory@example.org')
    const [{ id } = { id: 0 }] = await world.db.selectFrom('accounts.session').select('id').orderBy('id').execute()
    for (const end of [String(id), 'x', '', '1e99', '-1']) expect((await mallory.post('/en/account/sessions', { end })).status).toBe(303)
    expect((await ada.get('/en/account')).status).toBe(200)
  })
})

describe('a page for everybody', () => {
  test('is made for who is signed in, and not kept for others', async () => {
    const ada = await signedIn()
    const own = await ada.get('/en/about')
    expect([own.headers.get('cache-control'), own.headers.get('cache-status')]).toEqual(['private, no-store', null])
    expect(await own.text()).toContain('<a href="/en/account">Your account</a>')
    const others = await aVisitor(world).get('/en/about')
    expect(others.headers.get('cache-control')).toBe('no-cache')
    expect(await others.text()).toContain('<a href="/en/sign-in">Sign in</a>')
  })
})

describe('name and language', () => {
  test('are saved, and lead to the page in that language', async () => {
    const ada = await signedIn()
    const answer = await ada.post('/en/account', { name: '  Ada Lovelace ', language: 'fr' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/fr/account'])
    expect(await ada.read('/fr/account')).toContain('value="Ada Lovelace"')
  })

  test('come back as typed where they are refused', async () => {
    const ada = await signedIn()
    const name = `<b>${'x'.repeat(200)}`
    const answer = await ada.post('/en/account', { name, language: 'tlh' })
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain(`value="&lt;b&gt;${'x'.repeat(200)}"`)
    expect(text).toContain('<a href="#name">Shorten your name to 200 characters.</a>')
    expect(text).toContain('<a href="#language">Choose one of the languages of the site.</a>')
  })
})

describe('an address', () => {
  test('is added only by who reads its mail', async () => {
    const ada = await signedIn()
    await ada.post('/en/account/addresses', { email: 'ada@example.com' })
    expect(await ada.read('/en/account/addresses')).not.toContain('ada@example.com')
    await ada.post(await linkTo(world, 'ada@example.com'), {})
    expect(await ada.read('/en/account/addresses')).toContain('<bdi>ada@example.com</bdi>')
  })

  test('of somebody else is not taken over', async () => {
    await signedIn('bob@example.org')
    const ada = await signedIn()
    await ada.post('/en/account/addresses', { email: 'bob@example.org' })
    const answer = await ada.post(await linkTo(world, 'bob@example.org'), {})
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('This address belongs to another account.')
    expect(await ada.read('/en/account/addresses')).not.toContain('bob@example.org')
  })

  test('is removed, but not the last', async () => {
    const ada = await signedIn()
    await ada.post('/en/account/addresses', { email: 'ada@example.com' })
    await ada.post(await linkTo(world, 'ada@example.com'), {})
    const [first, second] = await world.db.selectFrom('accounts.address').select('id').orderBy('id').execute()
    expect((await ada.post('/en/account/addresses', { remove: String(first?.id) })).status).toBe(303)
    const refused = await ada.post('/en/account/addresses', { remove: String(second?.id) })
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('This is your only address.')
    expect(await ada.read('/en/account/addresses')).toContain('<bdi>ada@example.com</bdi>')
  })

  test('of somebody else is not removed whatever number is sent', async () => {
    const bob = await signedIn('bob@example.org')
    await bob.post('/en/account/addresses', { email: 'bob@example.com' })
    await bob.post(await linkTo(world, 'bob@example.com'), {})
    const ada = await signedIn()
    const rows = await world.db.selectFrom('accounts.address').select('id').execute()
    for (const { id } of rows) await ada.post('/en/account/addresses', { remove: String(id) })
    expect(await world.db.selectFrom('accounts.address').select('email').orderBy('email').execute()).toEqual([
      { email: 'ada@example.org' },
      { email: 'bob@example.com' },
      { email: 'bob@example.org' },
    ])
  })
})

describe('what is known of a person', () => {
  test('is taken away whole', async () => {
    const ada = await signedIn(ADA, 'A browser')
    await ada.post('/en/account', { name: 'Ada', language: 'en' })
    const { id, ...known } = JSON.parse(await ada.read('/en/account.json')) as Record<string, unknown>
    const at = '2026-02-24T12:00:00.000Z'
    expect(id).toBeUndefined()
    expect(known).toEqual({
      name: 'Ada',
      language: 'en',
      createdAt: at,
      roles: [],
      addresses: [{ email: ADA, confirmedAt: at }],
      sessions: [{ device: 'A browser', beganAt: at, usedAt: at, endedAt: null }],
      passkeys: [],
      mails: [],
      identities: [],
      drafts: [],
      messages: [],
      events: [{ at, kind: 'account-opened', subjectKind: 'person', subject: expect.stringMatching(/^[a-z2-7]{10}$/) }],
    })
  })

  test('is erased, and nothing of it is left in the tables', async () => {
    const ada = await signedIn(ADA, 'The browser of Ada')
    await ada.post('/en/account', { name: 'Ada Lovelace', language: 'en' })
    const answer = await ada.post('/en/account/erase', {})
    expect([answer.status, answer.headers.get('location'), ada.jar.size]).toEqual([303, '/en/account/erased', 0])
    const tables = ['accounts.person', 'accounts.address', 'accounts.role', 'accounts.sign_in', 'accounts.session'] as const
    const left = await Promise.all(tables.map((table) => world.db.selectFrom(table).selectAll().execute()))
    expect(JSON.stringify(left)).not.toMatch(/ada|lovelace|browser/i)
    expect(left.map((rows) => rows.length)).toEqual([1, 0, 0, 0, 1])
    // The same address opens another account.
    await ada.signIn(ADA)
    expect(await ada.read('/en/account')).not.toContain('Lovelace')
  })
})

describe('the first administrator', () => {
  test('is whoever opens the link that is printed; those printed before do not work any more, and then there is none', async () => {
    const before = await firstLink(world.db, world.now())
    const link = await firstLink(world.db, world.now())
    const operator = aVisitor(world)
    expect((await operator.post(`/en/sign-in/${before}`, {})).status).toBe(409)
    expect((await operator.post(`/en/sign-in/${link}`, {})).headers.get('location')).toBe('/en/account')
    const account = await operator.read('/en/account')
    expect(account).toContain('<li>Administrator</li>')
    expect(account).toContain('You have no address yet.')
    expect(await firstLink(world.db, world.now())).toBeNull()
  })

  test('can be invited by name, and so can the secretariat', async () => {
    const link = await invite(world.db, 'femi@example.org', 'secretariat', world.now())
    const femi = aVisitor(world)
    await femi.post(`/en/sign-in/${link}`, {})
    expect(await femi.read('/en/account')).toContain('<li>Secretariat</li>')
    await invite(world.db, 'femi@example.org', 'secretariat', world.now())
    const events = await world.db.selectFrom('platform.event').select('kind').where('subject_kind', '=', 'person').orderBy('id').execute()
    expect(events.map(({ kind }) => kind)).toEqual(['account-opened', 'secretariat-appointed'])
  })
})
