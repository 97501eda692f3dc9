/** Looks at the way that mail leaves by: the server that takes it, and what the names of the sender say to whoever receives it. */
import { createPublicKey, randomUUID } from 'node:crypto'
import { promises as dns } from 'node:dns'
import { domainToASCII } from 'node:url'
import { attempt, type Check } from './doctor.ts'
import { domainOf, isAddress, type Sender } from './mail.ts'
import { type Letter, messageOf } from './mail-message.ts'
import { whereabouts } from './postgres.ts'
import { type DkimSettings, readKey, type Sent, smtpTransport, type Transport } from './smtp.ts'

export type MailSettings = { publicUrl: string; smtpUrl: string | null; mailFrom: Sender; dkim: DkimSettings | null }

/** What is asked of the DNS: node's own, or in a test none. */
export type Resolver = Pick<typeof dns, 'resolveMx' | 'resolveTxt'>

type Options = { now: Date; mailTo?: string | null; resolver?: Resolver }
type Finding = Omit<Check, 'name'>

/** @param mailTo sends a mail there, to try it */
export async function examineMail(settings: MailSettings, { now, mailTo = null, resolver = dns }: Options): Promise<Check[]> {
  const { smtpUrl, mailFrom, dkim } = settings
  if (smtpUrl === null) {
    return [{ name: 'mail', ok: mailTo === null, detail: 'SMTP_URL is not set: mails are kept, for administrators to read' }]
  }
  const tried =
    mailTo === null ? [] : [await attempt('test mail', () => withServer(settings, (server) => testMail(server, settings, mailTo, now)))]
  return [
    await attempt('mail', () => withServer(settings, async (server) => serverAnswers(smtpUrl, await server.verify()))),
    ...tried,
    ...(await namesOfSender(resolver, domainToASCII(domainOf(mailFrom.address)), dkim)),
  ]
}

async function withServer(settings: MailSettings, work: (server: Transport) => Promise<Finding>): Promise<Finding> {
  const server = smtpTransport(settings)
  if (server === null) return { ok: null, detail: 'there is none' }
  try {
    return await work(server)
  } finally {
    server.close()
  }
}

function serverAnswers(smtpUrl: string, sent: Sent): Finding {
  const server = whereabouts(smtpUrl)
  if (sent.ok) return { ok: true, detail: `${server} answers` }
  const { code, reply } = sent.failure
  const advice = ADVICE[code] ?? 'look at the address and port of SMTP_URL'
  return { ok: false, detail: `${server} cannot be used (${code}: ${reply}): ${advice}` }
}

const ADVICE: Readonly<Record<string, string>> = {
  EAUTH: 'look at the name and password in SMTP_URL',
  EDNS: 'look at the name of the server in SMTP_URL',
  ETLS: 'its certificate is not one for that name; for a server of your own add ?tls.rejectUnauthorized=false to SMTP_URL',
}

async function testMail(server: Transport, { mailFrom, publicUrl }: MailSettings, to: string, now: Date): Promise<Finding> {
  if (!isAddress(to)) return { ok: false, detail: `${to} is no address that mail can be sent to` }
  const sent = await server.send(messageOf(testLetter(to, { mailFrom, publicUrl, now }), mailFrom))
  if (!sent.ok) return { ok: false, detail: `not taken for ${to}: ${sent.failure.reply}` }
  return { ok: true, detail: `taken for ${to}: ${sent.reply}. See that it came, and not among what is unwanted` }
}

function testLetter(to: string, { mailFrom, publicUrl, now }: Pick<MailSettings, 'mailFrom' | 'publicUrl'> & { now: Date }): Letter {
  const said = `This is a test mail of Actionlines at ${publicUrl}. The command doctor was asked to send it; nothing need be done.`
  return {
    to,
    language: 'en',
    subject: 'A test mail of Actionlines',
    text: `${said}\n`,
    html: `<!doctype html><html lang="en"><title>A test mail</title><p>${said}</p></html>`,
    unsubscribe: null,
    replyTo: null,
    answers: null,
    messageId: `<${randomUUID()}@${domainToASCII(domainOf(mailFrom.address))}>`,
    renderedAt: now,
  }
}

/** Without these, large providers refuse mail, or take it for unwanted. */
async function namesOfSender(resolver: Resolver, domain: string, dkim: DkimSettings | null): Promise<Check[]> {
  if (!domain.includes('.'))
    return [{ name: 'sender', ok: null, detail: `${domain} is in no public DNS: set MAIL_FROM to an address that is` }]
  return [
    await attempt('MX', () => lookedUp(receivesMail(resolver, domain))),
    await attempt('SPF', () => lookedUp(saysWhoSends(resolver, domain))),
    await attempt('DKIM', () => lookedUp(showsItsKey(resolver, domain, dkim))),
    await attempt('DMARC', () => lookedUp(saysWhatToDo(resolver, domain))),
  ]
}

/** RFC 5321 §5.1, RFC 7505. */
async function receivesMail(resolver: Resolver, domain: string): Promise<Finding> {
  const exchanges = (await orNone(resolver.resolveMx(domain)))
    .map(({ exchange }) => exchange)
    .filter((exchange) => !['', '.'].includes(exchange))
  if (exchanges.length > 0) return { ok: true, detail: `answers to ${domain} go to ${exchanges.join(', ')}` }
  return {
    ok: false,
    detail: `${domain} has no MX record: nobody can answer, and reports of failed mails are lost. Name its mail server there`,
  }
}

/** RFC 7208. */
async function saysWhoSends(resolver: Resolver, domain: string): Promise<Finding> {
  const records = await texts(resolver, domain, /^v=spf1( |$)/i)
  const [record] = records
  if (record === undefined) {
    return {
      ok: false,
      detail: `${domain} has no SPF record: add a TXT record such as "v=spf1 mx a:HOST -all", with the server of SMTP_URL in it`,
    }
  }
  if (records.length > 1) return { ok: false, detail: `${domain} has ${records.length} SPF records, so none counts: make them one` }
  if (/[+ ]all\b/i.test(record)) return { ok: false, detail: `"${record}" lets everybody send as ${domain}: end it with -all or ~all` }
  return { ok: true, detail: `"${record}": see that it allows the server of SMTP_URL` }
}

/** RFC 6376. The key in the DNS must be the other half of ours. */
async function showsItsKey(resolver: Resolver, domain: string, dkim: DkimSettings | null): Promise<Finding> {
  if (dkim === null)
    return { ok: null, detail: 'DKIM_DOMAIN is not set: let the server of SMTP_URL sign, or set it and the two that belong to it' }
  const name = `${dkim.selector}._domainkey.${dkim.domain}`
  const key = createPublicKey(readKey(dkim.keyFile)).export({ type: 'spki', format: 'der' }).toString('base64')
  const records = await texts(resolver, name, /(^|;)\s*p=/i)
  if (records.length === 0) return { ok: false, detail: `there is no key at ${name}: add a TXT record "v=DKIM1; k=rsa; p=${key}"` }
  const shown = records.map((record) => /(?:^|;)\s*p=([^;]*)/i.exec(record)?.[1]?.replace(/\s/g, ''))
  if (!shown.includes(key))
    return { ok: false, detail: `the key at ${name} does not belong to DKIM_KEY_FILE: make it "v=DKIM1; k=rsa; p=${key}"` }
  if (domain !== dkim.domain && !domain.endsWith(`.${dkim.domain}`)) {
    return { ok: false, detail: `DKIM_DOMAIN is ${dkim.domain}, but MAIL_FROM is of ${domain}: the signature proves nothing of it` }
  }
  return { ok: true, detail: `the key at ${name} is that of DKIM_KEY_FILE` }
}

/** RFC 7489 §6.6.3: what is not said of a name is said of the domain that it belongs to. */
async function saysWhatToDo(resolver: Resolver, domain: string): Promise<Finding> {
  const labels = domain.split('.')
  for (let first = 0; first < labels.length - 1; first += 1) {
    const owner = labels.slice(first).join('.')
    const [record] = await texts(resolver, `_dmarc.${owner}`, /^v=DMARC1\b/i)
    if (record !== undefined) return { ok: true, detail: `"${record}" at _dmarc.${owner}` }
  }
  return { ok: false, detail: `there is no DMARC record: add a TXT record "v=DMARC1; p=none" at _dmarc.${domain}, and be stricter later` }
}

async function texts(resolver: Resolver, name: string, wanted: RegExp): Promise<string[]> {
  const records = await orNone(resolver.resolveTxt(name))
  return records.map((parts) => parts.join('')).filter((record) => wanted.test(record))
}

/** That there is no such record is an answer, too. */
async function orNone<Found>(asked: Promise<Found[]>): Promise<Found[]> {
  try {
    return await asked
  } catch (error) {
    if (['ENOTFOUND', 'ENODATA'].includes(codeOf(error))) return []
    throw error
  }
}

async function lookedUp(finding: Promise<Finding>): Promise<Finding> {
  try {
    return await finding
  } catch (error) {
    if (!(error instanceof Error && 'hostname' in error)) throw error
    return { ok: null, detail: `the DNS could not be asked: ${error.message}` }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
