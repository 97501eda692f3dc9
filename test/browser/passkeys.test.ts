/** A real browser with a device that keeps passkeys (the virtual authenticator of Chromium), driven by labels. */
import type { Server } from 'node:http'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { aWorld, type World } from '../world.ts'
import { launch, serve } from './browser.ts'
import { linkTo } from '../visitor.ts'

let world: World
let browser: Browser
let server: Server
let origin: string
let context: BrowserContext

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** A passkey belongs to a name, and the page must have come by a way nobody listens to: http://localhost counts as such. */
beforeEach(async () => {
  world = await aWorld()
  const served = await serveAsLocalhost()
  server = served.server
  origin = served.origin
  context = await browser.newContext()
})
afterEach(async () => {
  await context.close()
  server.close()
})
