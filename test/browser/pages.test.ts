/**
 * Every route of the table, looked at as a person and as a machine would: with data, empty, absent and misspelt;
 * in each language; narrow and wide; accessibility (axe), markup (html-validate), width, and bytes on the wire.
 */
import type { Server } from 'node:http'
import { AxeBuilder } from '@axe-core/playwright'
import { HtmlValidate } from 'html-validate'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routesOf } from '../../src/app.tsx'
import { Dumps } from '../../src/platform/dumps.ts'
import { Register } from '../../src/stocktaking/index.ts'
import { importActivities } from '../imported.ts'
import { aWorld, type World } from '../world.ts'
import { launch, serve } from './browser.ts'

const routes = routesOf(new Register(), new Dumps('var/dumps'))

/** A page in its first round trip: HTML and style sheet together, compressed (DESIGN: the initial window of ten segments). */
const FIRST_ROUND_TRIP = 14_600
const LANGUAGES = ['en', 'ar'] as const
const WIDTHS = [320, 1280] as const

/** For each page of the table, addresses that show it with something, with nothing, and asked wrongly. */
const ADDRESSES: Record<string, readonly string[]> = {
  '/': ['/'],
  '/lines': ['/lines'],
  '/lines/:slug': ['/lines/c1', '/lines/c7', '/lines/c7-e-health', '/lines/c99', '/lines/plan'],
  '/facilitators': [
    '/facilitators',
    '/facilitators?on=2006-02-24',
    '/facilitators?on=2006-02-24&compare=2005-11-18',
    '/facilitators?on=1999-01-01',
    '/facilitators?on=yesterday',
  ],
  '/follow-up': ['/follow-up'],
  '/stocktaking': [
    '/stocktaking',
    '/stocktaking?line=c7-e-health',
    '/stocktaking?country=KE&year=1950',
    '/stocktaking?line=c99',
    '/stocktaking?page=0',
  ],
  '/stocktaking/pictures': [
    '/stocktaking/pictures',
    '/stocktaking/pictures?by=line',
    '/stocktaking/pictures?by=year',
    '/stocktaking/pictures?by=status&country=us',
    '/stocktaking/pictures?by=type',
    '/stocktaking/pictures?by=type&year=1950',
    '/stocktaking/pictures?by=planet',
    '/stocktaking/pictures?by=line&country=atlantis',
  ],
  '/activities/:id': ['/activities/{activity}', '/activities/{prize}', '/activities/aaaaaaaaaa', '/activities/nonsense'],
  '/stakeholders': ['/stakeholders', '/stakeholders?type=civil-society', '/stakeholders?type=nobody'],
  '/stakeholders/:id': ['/stakeholders/{stakeholder}', '/stakeholders/{organ}', '/stakeholders/aaaaaaaaaa'],
  '/whats-new': ['/whats-new', '/whats-new?before=1', '/whats-new?before=x'],
  '/api': ['/api'],
  '/data': ['/data'],
  '/about': ['/about'],
}

let world: World
let server: Server
let origin: string
let browser: Browser
let page: Page
let places: Record<string, string>

beforeAll(async () => {
  world = await aWorld()
  places = await importActivities(world)
  ;({ origin, server } = await serve(world))
  browser = await launch()
  page = await (await browser.newContext({ bypassCSP: true })).newPage()
})
afterAll(async () => {
  await browser.close()
  server.close()
})

test('every page of the table has addresses here', () => {
  const pages = routes
    .filter(({ kind }) => kind === 'page')
    .map(({ path }) => path)
    .filter((path) => !/\.[a-z]+\}?$/.test(path))
  expect(Object.keys(ADDRESSES).sort()).toEqual([...new Set(pages.map((path) => path.replace(/\{[^}]*\}$/, '')))].sort())
})

const addresses = LANGUAGES.flatMap((language) =>
  Object.values(ADDRESSES)
    .flat()
    .map((path) => `/${language}${path}`),
)
const placed = (address: string) => address.replace(/\{(\w+)\}/, (_, name: string) => places[name] ?? `no ${name}`)

describe.each(addresses)('%s', (address) => {
  test('is well-formed, accessible, narrow enough and light enough', async () => {
    const url = `${origin}${placed(address)}`
    expect(await markupFaults(url)).toEqual([])
    expect(await bytesOf(url)).toBeLessThanOrEqual(FIRST_ROUND_TRIP)
    await page.goto(url)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 })
      expect(await page.evaluate<number>(TOO_WIDE), `too wide at ${width}`).toBe(0)
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(RULES).analyze()
      expect(violations.map(({ id, nodes }) => `${id} at ${width}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)).toEqual([])
    }
  })
})

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
    'no-inline-style': 'error',
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
  },
})

async function markupFaults(url: string): Promise<string[]> {
  const html = await (await fetch(url)).text()
  const report = await validator.validateString(html)
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId} at ${line}:${column}: ${message}`),
  )
}

/** What crosses the wire for the page and its style sheet. */
async function bytesOf(url: string): Promise<number> {
  const stylesheet = /href="(\/style\.[^"]+)"/.exec(await (await fetch(url)).text())?.[1]
  return (await compressedLength(url)) + (await compressedLength(`${origin}${stylesheet}`))
}

/** fetch() unpacks what it gets, so the length is the header's. */
async function compressedLength(url: string): Promise<number> {
  const { headers, body } = await fetch(url, { headers: { 'accept-encoding': 'br' } })
  await body?.cancel()
  return Number(headers.get('content-length'))
}
