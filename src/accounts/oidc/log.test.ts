/** Signing in every way there is, with the log at its most talkative: it says that, and nothing of whom or by what. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aVisitor, codeTo, linkTo } from '../../../test/visitor.ts'
import { aWorld } from '../../../test/world.ts'
import { makeLog } from '../../platform/log.ts'
import { aProvider, atTheProvider, begin } from './testing.ts'

let provider: Awaited<ReturnType<typeof aProvider>>
beforeAll(async () => {
  provider = await aProvider()
})
afterAll(() => provider.stop())

test('no token, code, address or cookie is in the log', async () => {
  const plain = await aWorld()
  const lines: string[] = []
  const log = makeLog('debug', { write: (line: string) => void lines.push(line) })
  const { app, outbox } = await plain.build({ ...provider.settings, LOG_LEVEL: 'debug' }, log)
  const world = { ...plain, app, deliver: () => outbox.deliver(plain.now()) }
  const secrets = new Set<string>([provider.settings.OIDC_CLIENT_SECRET])
  const ada = aVisitor(world)
  const keepCookies = () => {
    for (const value of ada.jar.values()) secrets.add(value)
  }

  for (const email of ['ada@example.org', 'ada+second@example.net']) {
    secrets.add(email)
    await ada.post('/en/sign-in', { email, next: '/en/account?private=yes' })
    const link = await linkTo(world, email)
    secrets.add(link.split('/').at(-1) ?? '')
    secrets.add(await codeTo(world, email))
    await ada.get(link)
    await ada.post('/en/sign-in/code', { email, code: '00000000' })
    if (email === 'ada@example.org') await ada.post(link, {})
    else await ada.post('/en/sign-in/code', { email, code: await codeTo(world, email) })
    keepCookies()
    await ada.post(link, {})
    await ada.get('/en/account.json')
  }

  for (const said of [
    { sub: 'subject-17', email: 'grace@example.org', email_verified: true },
    { sub: 'subject-18', email: 'mallory@example.org' },
  ]) {
    provider.says(said)
    secrets.add(said.sub).add(said.email)
    const to = await begin(ada)
    keepCookies()
    const back = await atTheProvider(to)
    for (const address of [new URL(to), new URL(back, 'http://localhost')])
      for (const name of ['state', 'nonce', 'code', 'code_challenge']) secrets.add(address.searchParams.get(name) ?? '')
    await ada.get(back)
    keepCookies()
    await ada.get(back)
  }
  // What the provider refuses is in the log as a kind, and so is what it does not answer.
  const back = new URL(await atTheProvider(await begin(ada)), 'http://localhost')
  keepCookies()
  back.searchParams.set('code', 'a-code-of-somebody-else')
  secrets.add('a-code-of-somebody-else')
  await ada.get(`${back.pathname}${back.search}`)

  secrets.delete('')
  const text = lines.join('')
  expect(lines.length).toBeGreaterThan(20)
  expect(text).toContain('/sign-in/:token')
  expect(text).toContain('the provider signed nobody in')
  expect(secrets.size).toBeGreaterThan(20)
  expect([...secrets].filter((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)))).toEqual([])
})
