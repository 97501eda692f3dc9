/** What people come for, in a browser without scripts: found by labels, with mail that a real server took and whose signature holds. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { strings as accounts } from '../../src/accounts/strings.ts'
import type { Language } from '../../src/platform/i18n.ts'
import { strings as acting } from '../../src/stakeholders/acting-strings.ts'
import { strings as behalf } from '../../src/stakeholders/behalf-strings.ts'
import { strings as doubles } from '../../src/stakeholders/doubles-strings.ts'
import { strings as queue } from '../../src/stakeholders/queue-strings.ts'
import { strings as registration } from '../../src/stakeholders/registration-strings.ts'
import { strings as representatives } from '../../src/stakeholders/representative-strings.ts'
import { strings as stakeholders } from '../../src/stakeholders/strings.ts'
import { wordsOf } from '../words.ts'
import { aWorld, type World } from '../world.ts'
import { launch } from './browser.ts'
import { aStage, type Participant, type Stage } from './stage.ts'

let browser: Browser
let world: World
let stage: Stage

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())
beforeEach(async () => {
  world = await aWorld()
  stage = await aStage(world, browser)
})

const COOPERATIVE = { en: 'Nakuru Village Phones', ar: 'تعاونية هواتف القرى' } as const

/** Registers the cooperative and asks to act for it. */
async function register(person: Participant, language: 'en' | 'ar'): Promise<void> {
  await person.open('/stakeholders/new')
  await person.signIn()
  await person.fill(registration, 'name', COOPERATIVE[language])
  await person.choose(registration, 'type', person.say(stakeholders, 'civil-society'))
  await person.fill(registration, 'website', 'https://villagephones.example.org')
  await person.fill(registration, 'ownName', 'Wanjiru')
  await person.tick(registration, 'represent')
  await person.press(registration, 'send')
}

/** The secretariat, at its desk: it reads English. */
async function theSecretariat(): Promise<Participant> {
  const secretary = await stage.enter('desk@example.org')
  await stage.raise(secretary, 'secretariat')
  return secretary
}

async function approveFirst(secretary: Participant, language: 'en' | 'ar'): Promise<void> {
  await secretary.open('/secretariat')
  await secretary.press(representatives, 'approve', secretary.page.getByRole('form', { name: `Wanjiru, ${COOPERATIVE[language]}` }))
}

describe.each<'en' | 'ar'>(['en', 'ar'])('in %s', (language: Language & ('en' | 'ar')) => {
  test('from nothing to representative: one form, one mail, one look', async () => {
    const wanjiru = await stage.enter('wanjiru@villagephones.example.org', language)
    await register(wanjiru, language)
    expect(await wanjiru.page.getByRole('heading', { level: 1 }).innerText()).toBe(COOPERATIVE[language])
    const [received] = wanjiru.say(registration, 'receivedNote', { at: '¦', due: '¦' }).split('¦')
    expect(await wanjiru.reads()).toContain(received?.trim())
    const page = new URL(wanjiru.page.url()).pathname
    expect((await world.get(page)).status).toBe(404)

    const secretary = await theSecretariat()
    await approveFirst(secretary, language)
    expect(await secretary.reads()).toContain(secretary.say(queue, 'nothing'))
    expect((await world.get(page)).status).toBe(200)

    const { subject, text, link } = await wanjiru.openMail()
    expect(subject).toBe(wanjiru.say(representatives, 'approvedSubject', { name: COOPERATIVE[language] }))
    expect(text).toContain(wanjiru.say(representatives, 'whyAsked'))
    await wanjiru.page.goto(link ?? 'about:blank')
    expect(await wanjiru.reads()).toContain(wanjiru.say(representatives, 'onlyYou'))
    expect(await wanjiru.page.evaluate<string>('document.documentElement.dir')).toBe(language === 'ar' ? 'rtl' : 'ltr')
  })
})

test('a second person joins: a representative approves who has an address elsewhere', async () => {
  const wanjiru = await stage.enter('wanjiru@villagephones.example.org')
  await register(wanjiru, 'en')
  const page = new URL(wanjiru.page.url()).pathname.replace('/en', '')
  await approveFirst(await theSecretariat(), 'en')

  const omar = await stage.enter('omar@example.net')
  await omar.open(page)
  await omar.follow(representatives, 'represent')
  await omar.signIn()
  expect(await omar.reads()).toContain(omar.say(representatives, 'way_representative'))
  await omar.fill(registration, 'ownName', 'Omar')
  await omar.press(representatives, 'ask')

  // Nobody asked for this mail, so it comes with the others of the day, in the morning, and says how it is stopped.
  expect((await wanjiru.mails()).at(-1)).toBe('You represent Nakuru Village Phones')
  world.at('2026-02-25T06:00:30Z')
  const asked = await wanjiru.openMail()
  expect(asked.text).toContain('Omar asks to represent Nakuru Village Phones')
  expect(asked.headers.get('list')).toMatchObject({ unsubscribe: { url: expect.stringContaining('/mail/') } })
  await wanjiru.page.goto(asked.link ?? 'about:blank')
  await wanjiru.press(representatives, 'approve')
  expect((await omar.openMail()).subject).toBe('You represent Nakuru Village Phones')
  await omar.open(`${page}/represent`)
  expect(await omar.reads()).toMatch(/Who else represents it Wanjiru since 24 February 2026/)
})

test('what came by letter is entered on behalf, and confirmed by the organisation when somebody of it first signs in', async () => {
  const secretary = await theSecretariat()
  await secretary.open('/secretariat')
  await secretary.follow(behalf, 'onBehalf')
  await secretary.choose(behalf, 'sourceKind', secretary.say(behalf, 'kind_letter'))
  await secretary.fill(behalf, 'sourceTitle', 'Letter of the cooperative to the secretariat')
  await secretary.fill(behalf, 'sourceDate', '2026-02-20')
  await secretary.fill(registration, 'name', COOPERATIVE.en)
  await secretary.choose(registration, 'type', secretary.say(stakeholders, 'civil-society'))
  await secretary.fill(behalf, 'personName', 'Wanjiru')
  await secretary.fill(behalf, 'personEmail', 'wanjiru@villagephones.example.org')
  await secretary.press(behalf, 'send')
  const page = new URL(secretary.page.url()).pathname.replace('/en', '').replace('/entered', '')
  const trace = 'Entered by the secretariat from a letter of 20 February 2026: Letter of the cooperative to the secretariat.'
  expect(wordsOf(await world.read(`/en${page}`))).toContain(`${trace} The organisation has not confirmed it yet.`)

  const wanjiru = await stage.enter('wanjiru@villagephones.example.org')
  const asked = await wanjiru.openMail()
  expect(asked.subject).toBe(`Do you represent ${COOPERATIVE.en}?`)
  await wanjiru.page.goto(asked.link ?? 'about:blank')
  await wanjiru.signIn()
  await wanjiru.press(acting, 'yes')
  await wanjiru.open('/account/organisations')
  await wanjiru.follow(behalf, 'confirmOrCorrect')
  await wanjiru.press(behalf, 'confirm')
  expect(wordsOf(await world.read(`/en${page}`))).toMatch(/The organisation confirmed it on 24 February 2026/)
})

test('two entries of one organisation become one, when both sides agree', async () => {
  const [wanjiru, omar] = [await stage.enter('wanjiru@villagephones.example.org'), await stage.enter('omar@example.net')]
  await register(wanjiru, 'en')
  const winner = new URL(wanjiru.page.url()).pathname.replace('/en', '')
  const secretary = await theSecretariat()
  await approveFirst(secretary, 'en')
  await omar.open('/stakeholders/new')
  await omar.signIn()
  await omar.fill(registration, 'name', 'Cooperative of Village Phones')
  await omar.choose(registration, 'type', omar.say(stakeholders, 'civil-society'))
  await omar.fill(registration, 'ownName', 'Omar')
  await omar.tick(registration, 'represent')
  await omar.press(registration, 'send')
  if (await omar.page.getByRole('button', { name: omar.say(registration, 'another') }).isVisible())
    await omar.press(registration, 'another')
  const loser = new URL(omar.page.url()).pathname.replace('/en', '')
  await secretary.open('/secretariat')
  await secretary.press(representatives, 'approve', secretary.page.getByRole('form', { name: 'Omar, Cooperative of Village Phones' }))

  await omar.open(loser)
  await omar.follow(doubles, 'proposeLink')
  await omar.fill(doubles, 'search', 'Nakuru')
  await omar.press(doubles, 'find')
  await omar.page.getByRole('radio').first().check()
  await omar.fill(doubles, 'reason', 'One cooperative, registered twice.')
  await omar.press(doubles, 'propose')

  const asked = await wanjiru.openMail()
  expect(asked.subject).toBe('Is Cooperative of Village Phones the same as Nakuru Village Phones?')
  await wanjiru.page.goto(asked.link ?? 'about:blank')
  await wanjiru.press(doubles, 'agree')
  if ((await world.get(`/en${loser}`)).status === 200) {
    await omar.page.reload()
    await omar.press(doubles, 'agree')
  }
  expect((await omar.openMail()).subject).toBe('One entry now: Cooperative of Village Phones and Nakuru Village Phones')
  await omar.open(loser)
  expect(new URL(omar.page.url()).pathname).toBe(`/en${winner}`)
  expect(await omar.reads()).toContain('Cooperative of Village Phones')
})

test('one takes along what is known of oneself, and goes', async () => {
  const wanjiru = await stage.enter('wanjiru@villagephones.example.org')
  await register(wanjiru, 'en')
  await approveFirst(await theSecretariat(), 'en')
  await wanjiru.open('/account')
  await wanjiru.follow(accounts, 'data')
  expect(await wanjiru.page.locator('body').innerText()).toMatch(/"name": ?"Wanjiru".*wanjiru@villagephones\.example\.org/s)
  await wanjiru.open('/account')
  await wanjiru.follow(accounts, 'erase')
  await wanjiru.press(accounts, 'confirmErase')
  expect(await wanjiru.page.getByRole('heading', { level: 1 }).innerText()).toBe(wanjiru.say(accounts, 'accountErased'))

  expect(await world.db.selectFrom('accounts.person').where('erased_at', 'is not', null).select('name').execute()).toEqual([{ name: '' }])
  expect(await world.db.selectFrom('accounts.address').select('email').execute()).toEqual([{ email: 'desk@example.org' }])
  await wanjiru.open('/account')
  expect(new URL(wanjiru.page.url()).pathname).toBe('/en/sign-in')
})
