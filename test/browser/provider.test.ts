/** A real browser goes to a provider and comes back, under the policy as it is sent: which lets no form lead to another site. */
import type { Server } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aProvider } from '../../src/accounts/oidc/testing.ts'
import { aWorld } from '../world.ts'
import { launch, serveAsLocalhost } from './browser.ts'

let browser: Browser
let server: Server
let origin: string
let provider: Awaited<ReturnType<typeof aProvider>>

beforeAll(async () => {
  provider = await aProvider()
  browser = await launch()
  const world = await aWorld()
  const served = await serveAsLocalhost({ ...world, build: (over) => world.build({ ...over, ...provider.settings }) })
  server = served.server
  origin = served.origin
})
afterAll(async () => {
  await Promise.all([browser.close(), provider.stop()])
  server.close()
})

test.each([true, false])('one button leads there, and one comes back to where one wanted to go; with scripts: %s', async (scripts) => {
  provider.says({ sub: 'a-17', email: 'ada@example.org', email_verified: true })
  const context = await browser.newContext({ javaScriptEnabled: scripts })
  const page = await context.newPage()
  await page.goto(`${origin}/en/account/sessions`)
  await page.getByRole('button', { name: 'Sign in with Example' }).click()
  await page.waitForURL(`${origin}/en/account/sessions`)
  expect(await page.getByRole('heading', { name: 'Where you are signed in' }).isVisible()).toBe(true)
  await context.close()
})
