/**
 * A stage for journeys: the site behind a real socket, a mail server that takes its signed mail, and persons who have nothing but a
 * browser without scripts and a mailbox. They know a page by its labels, in the language they read.
 */
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dkimVerify } from 'mailauth'
import { type ParsedMail, simpleParser } from 'mailparser'
import type { Browser, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { invite } from '../../src/accounts/index.ts'
import { strings as accounts } from '../../src/accounts/strings.ts'
import type { Role } from '../../src/platform/auth.ts'
import { type Language, View, type Words } from '../../src/platform/i18n.ts'
import { readWords } from '../../src/words.ts'
import { aMailServer, type MailServer } from '../mail-server.ts'
import type { World } from '../world.ts'
import { serveAsLocalhost } from './browser.ts'

const DOMAIN = 'lines.example.org'

export type Stage = Awaited<ReturnType<typeof aStage>>
export type Participant = ReturnType<typeof aParticipant>

/** Ends with the test. */
export async function aStage(world: World, browser: Browser) {
  const mailServer = await aMailServer()
  const key = aKey()
  const { origin, server, jobs, outbox } = await serveAsLocalhost(world, {
    SMTP_URL: mailServer.url,
    MAIL_FROM: `Actionlines <desk@${DOMAIN}>`,
    DKIM_DOMAIN: DOMAIN,
    DKIM_SELECTOR: 'journey',
    DKIM_KEY_FILE: key.file,
  })
  const { catalogues } = readWords('.')
  const site = {
    languages: [],
    origin,
    contact: null,
    mailDomain: null,
    planTitles: {},
    stylesheet: '',
    passkeyScript: '',
    draftScript: '',
    provider: null,
  }
  onTestFinished(async () => {
    await outbox.close()
    server.closeAllConnections()
    server.close()
    await mailServer.close()
    key.remove()
  })
  const mailbox = aMailbox(mailServer, key.record)

  return {
    origin,
    /** Somebody comes, with a mailbox and a language. */
    enter: async (email: string, language: Language = 'en') => {
      const context = await browser.newContext({ javaScriptEnabled: false, locale: language })
      onTestFinished(() => context.close())
      const page = await context.newPage()
      const view = new View({ language, catalogues, path: '/', now: world.now(), site })
      const mails = async () => {
        // What is due by now, and then what came of it.
        await jobs.tick()
        await outbox.deliver(world.now())
        return mailbox(email)
      }
      return aParticipant({ page, origin, view, email, mails })
    },
    /** Gives somebody a role of the site, as the operator does, and opens the link that this prints. */
    raise: async ({ open, press, email }: Participant, role: Role) => {
      await open(`/sign-in/${await invite(world.db, email, role, world.now())}`)
      await press(accounts, 'linkButton')
    },
  }
}

type Cast = { page: Page; origin: string; view: View; email: string; mails: () => Promise<ParsedMail[]> }

function aParticipant({ page, origin, view, email, mails }: Cast) {
  /** A label as this person reads it. */
  const say = <Key extends string>(words: Words<Key>, key: Key, params?: Record<string, string | number>) => view.words(words)(key, params)
  const open = async (path: string) => {
    await page.goto(`${origin}${view.to(path)}`)
  }
  const press = async <Key extends string>(words: Words<Key>, key: Key, within = page.locator('main')) => {
    await within.getByRole('button', { name: say(words, key), exact: true }).click()
  }
  const follow = async <Key extends string>(words: Words<Key>, key: Key) => {
    await page
      .getByRole('link', { name: say(words, key), exact: true })
      .first()
      .click()
  }
  const fill = async <Key extends string>(words: Words<Key>, key: Key, text: string) => {
    await page.getByLabel(say(words, key), { exact: true }).fill(text)
  }
  const openMail = async () => {
    const mail = (await mails()).at(-1)
    if (!mail) throw new Error(`no mail came to ${email}`)
    const [link] = new RegExp(`${origin}/\\S+`).exec(mail.text ?? '') ?? []
    return { subject: mail.subject ?? '', text: mail.text ?? '', link: link ?? null, headers: mail.headers }
  }

  return {
    page,
    email,
    say,
    open,
    press,
    follow,
    fill,
    choose: async <Key extends string>(words: Words<Key>, key: Key, option: string) => {
      await page.getByLabel(say(words, key), { exact: true }).selectOption({ label: option })
    },
    tick: async <Key extends string>(words: Words<Key>, key: Key) => {
      await page.getByLabel(say(words, key), { exact: true }).check()
    },
    /** What the page says, as one line. */
    reads: async () => (await page.locator('main').innerText()).replace(/\s+/g, ' '),
    /** How many mails have come. */
    mails: async () => (await mails()).map(({ subject }) => subject ?? ''),
    /** The newest mail, and the first address of ours in it. */
    openMail,
    /** From nothing, by a mail; `next`: a page that asked for it. */
    signIn: async () => {
      if (!page.url().includes('/sign-in')) await open('/sign-in')
      await fill(accounts, 'email', email)
      await press(accounts, 'sendLink')
      await page.getByRole('heading', { name: say(accounts, 'mailSent') }).waitFor()
      const { link } = await openMail()
      await page.goto(link ?? 'about:blank')
      await press(accounts, 'linkButton')
    },
  }
}

/** Reads what came to an address; each mail is what it says it is: signed by our domain, and nothing of it was changed. */
function aMailbox({ taken }: MailServer, record: string) {
  const resolver = async (name: string) => {
    if (name === `journey._domainkey.${DOMAIN}`) return [[record]]
    throw Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' })
  }
  return async (email: string): Promise<ParsedMail[]> => {
    const own = taken.filter(({ to }) => to.includes(email))
    return Promise.all(
      own.map(async ({ source }) => {
        const { results } = await dkimVerify(Buffer.from(source), { resolver })
        expect(results.map(({ status, signingDomain }) => [status.result, signingDomain])).toEqual([['pass', DOMAIN]])
        return simpleParser(source)
      }),
    )
  }
}

/** A key of DKIM in a file, and the record of the DNS that goes with it. */
function aKey() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const folder = mkdtempSync(join(tmpdir(), 'journey-'))
  const file = join(folder, 'dkim.pem')
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`
  return { file, record, remove: () => rmSync(folder, { recursive: true }) }
}
