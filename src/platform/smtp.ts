/** The mail server that takes our mail, spoken to by SMTP. */
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createTransport } from 'nodemailer'
import { Refused } from './errors.ts'
import type { Message } from './mail-message.ts'
import type { Failure } from './retry-rules.ts'

export type Sent = { ok: true; reply: string } | { ok: false; failure: Failure }

export type Transport = {
  /** Hands one message over. Whatever goes wrong is a value. */
  send(message: Message): Promise<Sent>
  /** Connects, and signs in where SMTP_URL has a name. */
  verify(): Promise<Sent>
  close(): void
}

/** `keyFile`: a private key, in PEM. */
export type DkimSettings = Readonly<{ domain: string; selector: string; keyFile: string }>

export type SmtpSettings = { smtpUrl: string | null; dkim: DkimSettings | null }

/** How many messages are handed over at a time. */
export const CONNECTIONS = 3

/** In milliseconds: then a try counts as failed, and its connection is broken off. It must be less than a lease. */
const PATIENCE = 60_000
const SILENCE = 20_000

/** @returns null where no server is set. Throws Refused where the key of DKIM cannot be used. */
export function smtpTransport({ smtpUrl, dkim }: SmtpSettings): Transport | null {
  if (smtpUrl === null) return null
  const mailer = createTransport({
    pool: true,
    url: smtpUrl,
    maxConnections: CONNECTIONS,
    // A connection that was found closed before a byte of the message went out is made anew; a message that may have arrived never is.
    maxRequeues: 2,
    connectionTimeout: SILENCE,
    greetingTimeout: SILENCE,
    socketTimeout: SILENCE,
    dnsTimeout: SILENCE,
    ...(dkim && { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: readKey(dkim.keyFile) } }),
  })
  return {
    send: (message) => outcome(async () => (await mailer.sendMail({ ...message, signal: AbortSignal.timeout(PATIENCE) })).response),
    verify: () => outcome(async () => ((await mailer.verify()) ? 'it answers' : '')),
    close: () => mailer.close(),
  }
}

/** Throws Refused, with the reason. */
export function readKey(file: string): string {
  try {
    const pem = readFileSync(file, 'utf8')
    createPrivateKey(pem)
    return pem
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Refused(`DKIM_KEY_FILE, ${file}, cannot be used: ${reason}. Name a file with a private key in PEM.`)
  }
}

async function outcome(work: () => Promise<string>): Promise<Sent> {
  try {
    return { ok: true, reply: await work() }
  } catch (error) {
    return { ok: false, failure: failureOf(error) }
  }
}

/** What the mailer tells of an error, of which only some have each. */
function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: 'unknown', status: null, command: '', reply: String(error) }
  const status: unknown = Reflect.get(error, 'responseCode')
  return {
    code: words(error, 'code') ?? error.name,
    status: typeof status === 'number' && status > 0 ? status : null,
    command: words(error, 'command') ?? '',
    reply: words(error, 'response') ?? error.message,
  }
}

function words(error: Error, field: string): string | null {
  const value: unknown = Reflect.get(error, field)
  return typeof value === 'string' && value !== '' ? value : null
}
