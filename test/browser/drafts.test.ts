/** A real browser in which somebody types into a long form: it is closed in the middle, its line drops, its session ends. */
import type { Server } from 'node:http'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aVisitor, linkTo } from '../visitor.ts'
import { aWorld, type World } from '../world.ts'
import { launch, serveAsLocalhost } from './browser.ts'

let world: World
let browser: Browser
let server: Server
let origin: string

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())
beforeEach(async () => {
  world = await aWorld()
  const served = await serveAsLocalhost(world)
  server = served.server
  origin = served.origin
  return () => void server.close()
})

const ADA = 'ada@example.org'
const KEPT = 'What you typed is kept.'
const name = (page: Page) => page.getByLabel('Name of the organisation')

async function signIn(page: Page): Promise<void> {
  await page.goto(`${origin}/en/stakeholders/new`)
  await signInHere(page)
}

/** On the page for it, from which one comes to where one wanted to go. */
async function signInHere(page: Page): Promise<void> {
  await page.getByLabel('Your email address').fill(ADA)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await page.getByRole('heading', { name: 'Look at your mail' }).waitFor()
  await page.goto(`${origin}${await linkTo(world, ADA)}`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${origin}/en/stakeholders/new`)
}

const stored = (page: Page) => page.evaluate<number>('localStorage.length')

describe('what was typed', () => {
  test('is found again, in another browser too, when this one is closed in the middle', async () => {
    const first = await launch()
    const page = await (await first.newContext()).newPage()
    await signIn(page)
    await name(page).fill('Village Networks')
    await page.getByLabel('Country').selectOption('KE')
    await page.getByText(KEPT).waitFor()
    expect(await stored(page)).toBe(0)
    await first.close()

    const context = await browser.newContext()
    const another = await context.newPage()
    await signIn(another)
    expect(await another.getByText('You began this on').isVisible()).toBe(true)
    expect([await name(another).inputValue(), await another.getByLabel('Country').inputValue()]).toEqual(['Village Networks', 'KE'])
    await another.getByRole('button', { name: 'Forget it' }).click()
    await another.getByText('You began this on').waitFor({ state: 'detached' })
    expect(await name(another).inputValue()).toBe('')
    await context.close()
  })

  test('goes to the account when somebody leaves before they have paused', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await signIn(page)
    await name(page).fill('Village Networks')
    await page.goto(`${origin}/en/about`)
    await page.goto(`${origin}/en/stakeholders/new`)
    expect(await name(page).inputValue()).toBe('Village Networks')
    await context.close()
  })

  test('stays in the browser while the line is down, and nothing is sent into the dark', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await signIn(page)
    await context.setOffline(true)
    await name(page).fill('Village Networks')
    await page.getByRole('button', { name: 'Register it' }).click()
    await page.getByRole('status').filter({ hasText: 'The line is down.' }).waitFor()
    expect([page.url(), await name(page).inputValue()]).toEqual([`${origin}/en/stakeholders/new`, 'Village Networks'])
    await page.close()

    await context.setOffline(false)
    const later = await context.newPage()
    await later.goto(`${origin}/en/stakeholders/new`)
    expect(await name(later).inputValue()).toBe('Village Networks')
    await later.getByText(KEPT).waitFor()

    await context.setOffline(true)
    await name(later).fill('Village Networks of Kenya')
    await later.getByRole('status').filter({ hasText: 'The line is down.' }).waitFor()
    await context.setOffline(false)
    await later.getByText(KEPT).waitFor()
    expect(await stored(later)).toBe(0)
    await context.close()
  })

  test('is cleared everywhere once the form was sent', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await signIn(page)
    await name(page).fill('Village Networks')
    await page.getByLabel('Type').selectOption('civil-society')
    await page.getByLabel('Your own name').fill('Ada')
    await page.getByRole('button', { name: 'Register it' }).click()
    await page.getByRole('heading', { name: 'Village Networks' }).waitFor()
    expect(await stored(page)).toBe(0)
    await page.goto(`${origin}/en/stakeholders/new`)
    expect([await name(page).inputValue(), await page.getByText('You began this on').count()]).toEqual(['', 0])
    await context.close()
  })
})

describe.each([true, false])('a session that ended meanwhile, with scripts: %s', (javaScriptEnabled) => {
  test('leads by the page for signing in back to the form with what was typed', async () => {
    const context = await browser.newContext({ javaScriptEnabled })
    const page = await context.newPage()
    await signIn(page)
    await endSessions(context)
    await name(page).fill('Village Networks')
    await page.getByRole('button', { name: 'Register it' }).click()
    await page.waitForURL(/\/en\/sign-in\?next=/)
    await signInHere(page)
    expect(await name(page).inputValue()).toBe('Village Networks')
    await context.close()
  })
})

/** By their owner, elsewhere. */
async function endSessions(context: BrowserContext): Promise<void> {
  const [cookie] = (await context.cookies()).filter(({ name }) => name === 'session')
  const elsewhere = aVisitor(world)
  elsewhere.jar.set('session', cookie?.value ?? '')
  await elsewhere.post('/en/sign-out', {})
}
