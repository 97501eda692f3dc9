/**
 * Every route of the table, looked at as a person and as a machine would: with data, empty, absent and misspelt;
 * accessibility (axe), markup (html-validate), width, and bytes on the wire. What was found is printed as a table.
 */
import type { Server } from 'node:http'
import { AxeBuilder } from '@axe-core/playwright'
import { HtmlValidate } from 'html-validate'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstLink, invite } from '../../src/accounts/index.ts'
import { routesOf } from '../../src/app.tsx'
import { ROLES } from '../../src/platform/auth.ts'
import { Dumps } from '../../src/platform/dumps.ts'
import type { Language } from '../../src/platform/i18n.ts'
import { Register } from '../../src/stocktaking/index.ts'
import { ADDRESSES, type Asked, askedOf, OWN_ADDRESSES } from '../addresses.ts'
import { placesIn } from '../places.ts'
import { aVisitor } from '../visitor.ts'
import { aWorld, type World } from '../world.ts'
import { launch, serve } from './browser.ts'

/** A page in its first round trip: HTML and style sheet together, compressed (DESIGN: the initial window of ten segments). */
const FIRST_ROUND_TRIP = 14_600

const PUBLIC: readonly string[] = Object.values(ADDRESSES).flat()
const OWN: readonly string[] = Object.values(OWN_ADDRESSES).flat()

type Looking = {
  world: World
  server: Server
  origin: string
  browser: Browser
  page: Page
  cookie: string
  places: Record<string, string>
}

/** Of each page only the address that shows it with something. */
const ONE_OF_EACH = [...Object.values(ADDRESSES), ...Object.values(OWN_ADDRESSES)].flatMap((addresses) => addresses.slice(0, 1))

/**
 * With EVERY_PAGE=1, as .ci/run asks for, everything is looked at in every way; else wide screens are left out, and in languages other
 * than English all addresses but one of each page, and axe.
 */
const thorough = Boolean(process.env.EVERY_PAGE)

/** Tests that look at every address that anybody may ask for, narrow and wide. */
export function lookAtPublicPages(language: Language): void {
  lookAt([language], PUBLIC, () => (thorough ? [320, 1280] : [320]))
}

/** The same of those that only somebody sees who is signed in. */
export function lookAtOwnPages(language: Language): void {
  lookAt([language], OWN, () => (thorough ? [320, 1280] : [320]))
}

/** Tests that look at the pages in further languages, where words are longest: on the narrowest screen. */
export function lookAtEachPage(languages: readonly Language[]): void {
  lookAt(languages, ONE_OF_EACH, () => [320], thorough)
}

/** Tests that look at the pages in a language that is written in the other direction. */
export function lookFromTheRight(language: Language): void {
  if (thorough) lookAt([language], [...PUBLIC, ...OWN], () => [320, 1280])
  else lookAtEachPage([language])
}

/** Widths are in pixels. */
function lookAt(languages: readonly Language[], addresses: readonly string[], widthsOf: () => readonly number[], withAxe = true): void {
  let looking: Looking
  const seen = new Map<string, Map<Language, number>>()

  beforeAll(async () => {
    const world = await aWorld()
    const link = (await firstLink(world.db, world.now())) ?? 'none'
    const places = { ...(await placesIn(world)), link }
    const browser = await launch()
    const page = await (await browser.newContext({ bypassCSP: true })).newPage()
    looking = { world, places, browser, page, cookie: await everyRole(world), ...(await serve(world)) }
  })
  afterAll(async () => {
    await looking.browser.close()
    looking.server.close()
    console.log(tableOf(seen, languages, addresses))
  })

  describe.each(addresses)('%s', (address) => {
    test.each(languages)('in %s is well-formed, accessible, narrow enough and light enough', async (language) => {
      const { origin, page, places, cookie } = looking
      const asked = askedOf(address, language, places)
      const init = initOf(asked, OWN.includes(address) ? cookie : null)
      const url = `${origin}${asked.path}`
      expect(await markupFaults(url, init)).toEqual([])
      const bytes = await bytesOf(url, init)
      expect(bytes).toBeLessThanOrEqual(FIRST_ROUND_TRIP)
      await page.context().clearCookies()
      if (OWN.includes(address)) await page.context().addCookies([{ name: 'session', value: cookie, url: origin }])
      await page.goto(url)
      if (asked.form !== null) await page.setContent(await (await fetch(url, init)).text())
      for (const width of widthsOf()) {
        await page.setViewportSize({ width, height: 800 })
        expect(await page.evaluate<number>(TOO_WIDE), `too wide at ${width}`).toBe(0)
        // The markup is that of the other languages, in which axe sees it each time; only the words are longer.
        if (!withAxe) continue
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(RULES).analyze()
        expect(violations.map(({ id, nodes }) => `${id} at ${width}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)).toEqual(
          [],
        )
      }
      seen.set(address, new Map([...(seen.get(address) ?? []), [language, bytes]]))
    })
  })
}

/** As a browser sends it from a page of ours. */
function initOf({ form }: Asked, session: string | null): RequestInit {
  const cookie: Record<string, string> = session === null ? {} : { cookie: `session=${session}` }
  if (form === null) return { headers: cookie }
  const headers = { ...cookie, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }
  return { method: 'POST', body: form, headers }
}

/** Somebody who may do everything for the whole site: the secret of their session. */
async function everyRole(world: World): Promise<string> {
  const visitor = aVisitor(world)
  for (const role of ROLES) await visitor.post(`/en/sign-in/${await invite(world.db, 'ada@example.org', role, world.now())}`, {})
  return visitor.jar.get('session') ?? ''
}

/** Bytes on the wire, with the style sheet; a page that failed a check has none. */
function tableOf(
  seen: ReadonlyMap<string, ReadonlyMap<Language, number>>,
  languages: readonly Language[],
  addresses: readonly string[],
): string {
  const rows = addresses.map(
    (address) => `| ${address} | ${languages.map((language) => seen.get(address)?.get(language) ?? 'FAILED').join(' | ')} |`,
  )
  const head = `| bytes; axe and html-validate without fault | ${languages.join(' | ')} |\n|---|${languages.map(() => '---:|').join('')}`
  return `${head}\n${rows.join('\n')}`
}

/** The pages of the table of routes that have no address here, and those that are here and in no table. */
export function unmatchedPages(): string[] {
  const pages = routesOf(new Register(), new Dumps('var/dumps'))
    .filter((route) => route.kind === 'page' && route.method === 'GET')
    .map(({ path }) => path)
    .filter((path) => !/\.[a-z]+\}?$/.test(path))
    .map((path) => path.replace(/\{(?:[^{}]|\{[^}]*\})*\}/g, ''))
  const here = [...Object.keys(ADDRESSES), ...Object.keys(OWN_ADDRESSES)]
  return [...pages.filter((path) => !here.includes(path)), ...here.filter((path) => !pages.includes(path))]
}

/** By how many pixels the page is wider than the window. */
const TOO_WIDE = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  // The serialiser writes void elements as <br/> and keeps attributes short; both are valid HTML.
  rules: {
    'void-style': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-inline-style': 'error',
    // Several boxes to tick of one name are one choice of several values.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
  },
})

async function markupFaults(url: string, init: RequestInit): Promise<string[]> {
  const html = await (await fetch(url, init)).text()
  const report = await validator.validateString(html)
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId} at ${line}:${column}: ${message}`),
  )
}

/** What crosses the wire for the page and its style sheet. */
async function bytesOf(url: string, init: RequestInit): Promise<number> {
  const stylesheet = /href="(\/style\.[^"]+)"/.exec(await (await fetch(url, init)).text())?.[1]
  return (await compressedLength(url, init)) + (await compressedLength(new URL(stylesheet ?? '', url).href, {}))
}

/** fetch() unpacks what it gets, so the length is the header's. */
async function compressedLength(url: string, init: RequestInit): Promise<number> {
  const { headers, body } = await fetch(url, { ...init, headers: { ...init.headers, 'accept-encoding': 'br' } })
  await body?.cancel()
  const length = headers.get('content-length')
  if (length === null) throw new Error(`${url} does not say how long it is`)
  return Number(length)
}
