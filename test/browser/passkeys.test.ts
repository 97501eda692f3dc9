/** A real browser with a device that keeps passkeys (Chromium's virtual authenticator), driven by labels, under the policy as it is sent. */
import type { Server } from 'node:http'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { linkTo } from '../visitor.ts'
import { aWorld, type World } from '../world.ts'
import { launch, serveAsLocalhost } from './browser.ts'

let world: World
let browser: Browser
let server: Server
let origin: string
let contexts: BrowserContext[]

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

beforeEach(async () => {
  world = await aWorld()
  contexts = []
  const served = await serveAsLocalhost(world)
  server = served.server
  origin = served.origin
})
afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()))
  server.close()
})

/** A window of a browser; `device`: with a device that keeps passkeys, and whose owner always presses and shows the right finger. */
async function aWindow({ device = true, ...options }: BrowserContextOptions & { device?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext(options)
  contexts.push(context)
  const page = await context.newPage()
  if (device) await addDevice(page)
  return page
}

async function addDevice(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/** By mail; a new address opens an account. */
async function signInByMail(page: Page, email: string): Promise<void> {
  await page.goto(`${origin}/en/sign-in`)
  await page.getByLabel('Your email address').fill(email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await page.getByRole('heading', { name: 'Look at your mail' }).waitFor()
  await page.goto(`${origin}${await linkTo(world, email)}`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${origin}/en/`)
}

async function addPasskey(page: Page, label: string): Promise<void> {
  await page.goto(`${origin}/en/account/passkeys`)
  await page.getByLabel('Name of the new passkey').fill(label)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
}

const isSignedIn = async (page: Page) => {
  await page.goto(`${origin}/en/account`)
  return page.url() === `${origin}/en/account`
}

describe('with a passkey', () => {
  test('one signs in where it was added, until it is removed', async () => {
    const page = await aWindow()
    await signInByMail(page, 'ada@example.org')
    await addPasskey(page, 'Phone')
    await page.getByText('not used yet').waitFor()

    await page.goto(`${origin}/en/account`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(`${origin}/en/`)
    expect(await isSignedIn(page)).toBe(false)

    // Sent to the page for signing in, from which a passkey leads to where one wanted to go.
    await page.getByRole('link', { name: 'Sign in with a passkey' }).click()
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.waitForURL(`${origin}/en/account`)
    await page.getByRole('link', { name: 'Your passkeys' }).click()
    await page.getByText('last used').waitFor()

    await page.getByRole('button', { name: 'Remove Phone' }).click()
    await page.getByText('You have no passkey yet.').waitFor()
    await page.goto(`${origin}/en/account`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(`${origin}/en/`)
    await page.goto(`${origin}/en/sign-in/passkey`)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByRole('link', { name: 'This passkey opens nothing here' }).waitFor()
    expect(await isSignedIn(page)).toBe(false)
  })

  test('one is told where the device holds one already, and nothing is added', async () => {
    const page = await aWindow()
    await signInByMail(page, 'ada@example.org')
    await addPasskey(page, 'Phone')
    await page.getByText('not used yet').waitFor()
    await addPasskey(page, 'Phone again')
    await page.getByRole('alert').filter({ hasText: 'This device already holds a passkey' }).waitFor()
    expect(await page.getByRole('alert').filter({ visible: true }).count()).toBe(1)
    expect(await page.getByLabel('Name of the new passkey').inputValue()).toBe('Phone again')
    expect(await world.db.selectFrom('accounts.passkey').select('label').execute()).toEqual([{ label: 'Phone' }])
  })

  test('one is told where the device has none for us, and can press again', async () => {
    const page = await aWindow()
    await page.goto(`${origin}/en/sign-in/passkey`)
    const button = page.getByRole('button', { name: 'Sign in with a passkey' })
    for (let time = 0; time < 2; time += 1) {
      await button.click()
      await page.getByRole('alert').filter({ hasText: 'The device gave no passkey.' }).waitFor()
      expect(await button.isEnabled()).toBe(true)
    }
  })
})

describe('without', () => {
  test('scripts the page says to sign in by mail, and has no button that would do nothing', async () => {
    const page = await aWindow({ javaScriptEnabled: false })
    await page.goto(`${origin}/en/sign-in/passkey`)
    expect(await page.getByText('This browser cannot use a passkey').isVisible()).toBe(true)
    expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).isVisible()).toBe(false)
    await page.getByRole('link', { name: 'Sign in by mail' }).click()
    await page.waitForURL(`${origin}/en/sign-in`)
  })

  test('a browser that knows passkeys it says the same', async () => {
    const page = await aWindow({ device: false })
    await page.addInitScript('delete window.PublicKeyCredential')
    await page.goto(`${origin}/en/sign-in/passkey`)
    await page.waitForLoadState('networkidle')
    expect(await page.getByText('This browser cannot use a passkey').isVisible()).toBe(true)
    expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).isVisible()).toBe(false)
  })
})

test('both pages are accessible and narrow enough, also when the device gave nothing', async () => {
  const page = await aWindow({ bypassCSP: true, viewport: { width: 320, height: 800 } })
  const looked = async () => {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    const wider = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    return { wider, faults: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`) }
  }
  await page.goto(`${origin}/en/sign-in/passkey`)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByRole('alert').filter({ visible: true }).waitFor()
  expect(await looked()).toEqual({ wider: 0, faults: [] })

  await signInByMail(page, 'ada@example.org')
  await addPasskey(page, 'Phone')
  await page.getByText('not used yet').waitFor()
  expect(await looked()).toEqual({ wider: 0, faults: [] })
  await addPasskey(page, 'Phone again')
  await page.getByRole('alert').filter({ visible: true }).waitFor()
  expect(await looked()).toEqual({ wider: 0, faults: [] })
})
