/** What the doctor says of the way that mail leaves by: with a real mail server, and answers of the DNS that are written here. */
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { aMailServer } from '../../test/mail-server.ts'
import { examineMail, type MailSettings, type Resolver } from './doctor-mail.ts'
import { aFolder } from './testing.ts'

const NOON = new Date('2026-02-24T12:00:00Z')

const settings = (over: Partial<MailSettings> = {}): MailSettings => ({
  publicUrl: 'https://lines.example.org',
  smtpUrl: 'smtp://desk:secret@127.0.0.1:1',
  mailFrom: { name: 'Actionlines', address: 'desk@lines.example.org' },
  dkim: null,
  ...over,
})

test('without a server there is nothing to look at', async () => {
  expect(await examineMail(settings({ smtpUrl: null }), { now: NOON, resolver: aDns() })).toEqual([
    { name: 'mail', ok: true, detail: 'SMTP_URL is not set: mails are kept, for administrators to read' },
  ])
})

test('all is well, and a test mail leaves', async () => {
  const server = await aMailServer()
  onTestFinished(server.close)
  const { keyFile, record } = aKey()
  const resolver = aDns({
    'MX lines.example.org': ['mx.example.org'],
    'TXT lines.example.org': ['google-site-verification=1', 'v=spf1 mx -all'],
    'TXT 2026._domainkey.lines.example.org': [record],
    'TXT _dmarc.example.org': ['v=DMARC1; p=reject'],
  })
  const dkim = { domain: 'lines.example.org', selector: '2026', keyFile }
  const host = server.url.replace('smtp://', '')
  expect(await examineMail(settings({ smtpUrl: server.url, dkim }), { now: NOON, mailTo: 'amina@example.org', resolver })).toEqual([
    { name: 'mail', ok: true, detail: `${host} answers` },
    { name: 'test mail', ok: true, detail: 'taken for amina@example.org: 250 taken. See that it came, and not among what is unwanted' },
    { name: 'MX', ok: true, detail: 'answers to lines.example.org go to mx.example.org' },
    { name: 'SPF', ok: true, detail: '"v=spf1 mx -all": see that it allows the server of SMTP_URL' },
    { name: 'DKIM', ok: true, detail: 'the key at 2026._domainkey.lines.example.org is that of DKIM_KEY_FILE' },
    { name: 'DMARC', ok: true, detail: '"v=DMARC1; p=reject" at _dmarc.example.org' },
  ])
  expect(server.taken.map(({ from, to }) => ({ from, to }))).toEqual([{ from: 'desk@lines.example.org', to: ['amina@example.org'] }])
  expect(server.taken[0]?.source).toContain('DKIM-Signature:')
})

test('a server that is not there, and names that say nothing: each with what to do', async () => {
  const checks = await examineMail(settings(), { now: NOON, resolver: aDns() })
  expect(checks).toEqual([
    {
      name: 'mail',
      ok: false,
      detail: '127.0.0.1:1 cannot be used (ESOCKET: connect ECONNREFUSED 127.0.0.1:1): look at the address and port of SMTP_URL',
    },
    { name: 'MX', ok: false, detail: expect.stringContaining('lines.example.org has no MX record') },
    { name: 'SPF', ok: false, detail: expect.stringContaining('lines.example.org has no SPF record: add a TXT record') },
    { name: 'DKIM', ok: null, detail: expect.stringContaining('DKIM_DOMAIN is not set') },
    { name: 'DMARC', ok: false, detail: expect.stringContaining('add a TXT record "v=DMARC1; p=none" at _dmarc.lines.example.org') },
  ])
  expect(JSON.stringify(checks)).not.toContain('secret')
})

test.each([
  ['SPF', { 'TXT lines.example.org': ['v=spf1 -all', 'v=spf1 mx -all'] }, 'has 2 SPF records, so none counts'],
  ['SPF', { 'TXT lines.example.org': ['v=spf1 mx +all'] }, 'lets everybody send as lines.example.org'],
  ['SPF', { 'TXT lines.example.org': ['v=spf1 mx all'] }, 'lets everybody send as lines.example.org'],
  ['MX', { 'MX lines.example.org': ['.'] }, 'has no MX record'],
  ['DKIM', { 'TXT 2026._domainkey.other.example': ['v=DKIM1; k=rsa; p=MIIB'] }, 'does not belong to DKIM_KEY_FILE'],
  ['DKIM', {}, 'there is no key at 2026._domainkey.other.example: add a TXT record "v=DKIM1; k=rsa; p=MII'],
])('%s: %o', async (name, records, detail) => {
  const dkim = { domain: 'other.example', selector: '2026', keyFile: aKey().keyFile }
  const checks = await examineMail(settings({ dkim }), { now: NOON, resolver: aDns(records) })
  expect(checks.find((check) => check.name === name)).toEqual({ name, ok: false, detail: expect.stringContaining(detail) })
})

test('a signature of another domain proves nothing', async () => {
  const { keyFile, record } = aKey()
  const resolver = aDns({ 'TXT 2026._domainkey.other.example': [record] })
  const checks = await examineMail(settings({ dkim: { domain: 'other.example', selector: '2026', keyFile } }), { now: NOON, resolver })
  expect(checks.find(({ name }) => name === 'DKIM')).toMatchObject({ ok: false, detail: expect.stringContaining('proves nothing of it') })
})

test('a DNS that does not answer is not taken for one without records', async () => {
  const broken = () =>
    Promise.reject(Object.assign(new Error('queryMx ETIMEOUT lines.example.org'), { code: 'ETIMEOUT', hostname: 'lines.example.org' }))
  const checks = await examineMail(settings(), { now: NOON, resolver: { resolveMx: broken, resolveTxt: broken } })
  expect(checks.find(({ name }) => name === 'MX')).toEqual({
    name: 'MX',
    ok: null,
    detail: 'the DNS could not be asked: queryMx ETIMEOUT lines.example.org',
  })
})

function aKey(): { keyFile: string; record: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const keyFile = join(aFolder(), 'dkim.pem')
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  return { keyFile, record: `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}` }
}

/** Records by type and name; a long text comes in pieces. */
function aDns(records: Readonly<Record<string, readonly string[] | undefined>> = {}): Resolver {
  const find = (question: string): readonly string[] => {
    const found = records[question]
    if (!found) throw Object.assign(new Error(`query ENODATA ${question}`), { code: 'ENODATA', hostname: question })
    return found
  }
  return {
    resolveMx: async (name) => find(`MX ${name}`).map((exchange, priority) => ({ exchange, priority })),
    resolveTxt: async (name) => find(`TXT ${name}`).map((text) => text.match(/.{1,200}/g) ?? []),
  }
}
