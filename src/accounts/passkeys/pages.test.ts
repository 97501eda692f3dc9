import { beforeEach, describe, expect, test } from 'vitest'
import { aDevice, askedOn } from '../../../test/authenticator.ts'
import { aVisitor } from '../../../test/visitor.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { storiesIn } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const { signedIn, pageOf, add, atTheDoor, enter, onto, kept, refusedWith, NOT_ACCEPTED } = storiesIn(() => world)

describe('removing', () => {
  test('a passkey: it opens nothing any more, and the record says so', async () => {
    const [ada, phone] = [await signedIn(), aDevice()]
    await add(ada, phone)
    const [, number = ''] = /name="remove" value="(\d+)"/.exec(await pageOf(ada)) ?? []
    expect(onto(await ada.post('/en/account/passkeys', { remove: number }))).toEqual([303, '/en/account/passkeys'])
    expect(await pageOf(ada)).toContain('You have no passkey yet.')
    await refusedWith((await enter(phone)).answer, NOT_ACCEPTED)
    const events = await world.db.selectFrom('platform.event').select('kind').where('subject_kind', '=', 'person').orderBy('id').execute()
    expect(events.map(({ kind }) => kind)).toEqual(['account-opened', 'passkey-added', 'passkey-removed'])
  })

  test('somebody else’s does nothing, whatever number is sent', async () => {
    const [ada, mallory, phone] = [await signedIn(), await signedIn('mallory@example.org'), aDevice()]
    await add(ada, phone)
    const { id } = await world.db.selectFrom('accounts.passkey').select('id').executeTakeFirstOrThrow()
    for (const remove of [String(id), 'x', '', '1e99', '-1', '999999999'])
      expect((await mallory.post('/en/account/passkeys', { remove })).status).toBe(303)
    expect((await enter(phone)).answer.status).toBe(303)
  })

  test('the account: its passkeys are gone with it, and open nothing', async () => {
    const [ada, phone] = [await signedIn(), aDevice()]
    await add(ada, phone, 'The phone of Ada')
    await pageOf(ada)
    await ada.post('/en/account/erase', {})
    expect([await kept(), await world.db.selectFrom('accounts.passkey_challenge').selectAll().execute()]).toEqual([[], []])
    await refusedWith((await enter(phone)).answer, NOT_ACCEPTED)
  })
})

test('what is known of a person says which passkeys they have', async () => {
  const [ada, phone] = [await signedIn(), aDevice()]
  await add(ada, phone, 'Phone')
  await enter(phone)
  const { passkeys } = JSON.parse(await ada.read('/en/account.json'))
  const at = '2026-02-24T12:00:00.000Z'
  expect(passkeys).toEqual([{ label: 'Phone', addedAt: at, usedAt: at }])
})

describe('the pages', () => {
  const policyOf = async (answer: Promise<Response>) => (await answer).headers.get('content-security-policy')
  const POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  test('let one script run, at its whole address; the others none', async () => {
    const ada = await signedIn()
    const [, script = ''] = /<script type="module" src="([^"]+)"><\/script>/.exec(await pageOf(ada)) ?? []
    expect(script).toMatch(/^\/passkey\.[0-9a-f]{10}\.js$/)
    const scripted = `${POLICY}; script-src http://localhost${script}`
    expect(await policyOf(ada.get('/en/account/passkeys'))).toBe(scripted)
    expect(await policyOf(ada.post('/en/account/passkeys', {}))).toBe(scripted)
    expect(await policyOf(aVisitor(world).get('/en/sign-in/passkey'))).toBe(scripted)
    expect(await policyOf(aVisitor(world).post('/en/sign-in/passkey', {}))).toBe(scripted)
    for (const path of ['/en/account', '/en/account/addresses', '/en/sign-in', '/en/']) {
      expect(await policyOf(ada.get(path))).toBe(POLICY)
      expect(await ada.read(path)).not.toContain('<script type="module"')
    }
    const served = await world.get(script)
    expect([served.status, served.headers.get('content-type'), served.headers.get('cache-control')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ])
  })

  test('are kept by nobody: what is to be signed is for one reader', async () => {
    const first = await aVisitor(world).get('/en/sign-in/passkey')
    expect(first.headers.get('cache-control')).toBe('private, no-store')
    const challenges = [askedOn(await first.text()), (await atTheDoor()).asked].map(({ challenge }) => challenge)
    expect(new Set(challenges).size).toBe(2)
  })

  test('say without a script what to do instead, and show no form that would not work', async () => {
    const html = await aVisitor(world).read('/en/sign-in/passkey?next=%2Fen%2Faccount')
    expect(html).toContain('<p class="note" data-when="unable">This browser cannot use a passkey')
    expect(html).toContain('<a href="/en/sign-in?next=%2Fen%2Faccount">Sign in by mail</a>')
    expect(html).toMatch(/<form method="post" action="\/en\/sign-in\/passkey"[^>]* hidden/)
    expect(html).toContain('<input type="hidden" name="next" value="/en/account"/>')
  })

  test('are found from the page for signing in and from one’s own', async () => {
    const ada = await signedIn()
    expect(await ada.read('/en/account')).toContain('<a href="/en/account/passkeys">Your passkeys</a>')
    expect(await aVisitor(world).read('/en/sign-in')).toContain('<a href="/en/sign-in/passkey">Sign in with a passkey</a>')
    expect(await aVisitor(world).read('/en/sign-in?next=%2Fen%2Faccount')).toContain('href="/en/sign-in/passkey?next=%2Fen%2Faccount"')
    expect(onto(await ada.get('/en/sign-in/passkey'))).toEqual([303, '/en/'])
    expect(onto(await aVisitor(world).get('/en/account/passkeys'))).toEqual([303, '/en/sign-in?next=%2Fen%2Faccount%2Fpasskeys'])
  })
})
