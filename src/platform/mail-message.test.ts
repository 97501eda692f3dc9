/** What leaves, byte for byte: who it is from and to, what it says, and that nothing in it is more than words. */
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dkimVerify } from 'mailauth'
import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import type { MailServer } from '../../test/mail-server.ts'
import { AMINA, aServer, greeting, later, NOON, outboxesOn } from '../../test/outboxes.ts'
import { aFolder, engines } from './testing.ts'

const [engine = 'pglite'] = engines
const { anOutbox, queue, state } = outboxesOn(engine)

test('a mail says who writes, to whom, when and in which language, as text and as HTML', async () => {
  const server = await aServer()
  await queue(greeting({ language: 'ar', facts: { name: 'أمينة' } }))
  await anOutbox(server.url).deliver(later(1))

  expect(server.taken.map(({ from, to }) => ({ from, to }))).toEqual([{ from: 'desk@lines.example.org', to: [AMINA] }])
  const mail = await simpleParser(server.taken[0]?.source ?? '')
  expect({ subject: mail.subject, date: mail.date, text: mail.text, html: mail.html }).toEqual({
    subject: 'Good day, أمينة',
    date: later(1),
    text: 'Good day, أمينة.',
    html: '<!doctype html><html lang="ar" dir="rtl"><p>Good day, أمينة.</p></html>',
  })
  expect(mail.from?.value).toEqual([{ name: 'Actionlines, the désk', address: 'desk@lines.example.org' }])
  expect([mail.to].flat().map((to) => to?.value)).toEqual([[{ name: '', address: AMINA }]])
  expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@lines\.example\.org>$/)
  expect(Object.fromEntries(['auto-submitted', 'content-language'].map((name) => [name, mail.headers.get(name)]))).toEqual({
    'auto-submitted': 'auto-generated',
    'content-language': 'ar',
  })
  expect(Object.keys(headersOf(server)).sort()).toEqual(HEADERS)
  expect(await state()).toEqual([{ to: AMINA, state: 'accepted', tries: 1, dueAt: null, lastReply: '250 taken' }])
})

test('a mail that can be answered says where, and one that answers by itself says so and what', async () => {
  const server = await aServer()
  await queue({ kind: 'answer', to: AMINA, language: 'en', facts: { answers: '<1@far.example>' } })
  await anOutbox(server.url).deliver(NOON)
  expect(headersOf(server)).toMatchObject({
    'reply-to': ['reply+17-ab@lines.example.org'],
    'in-reply-to': ['<1@far.example>'],
    references: ['<1@far.example>'],
    'auto-submitted': ['auto-replied'],
    'x-loop': ['desk@lines.example.org'],
  })
})

test('a mail that comes regularly can be stopped with one click', async () => {
  const server = await aServer()
  await queue({ kind: 'news', to: AMINA, language: 'en', facts: {} })
  await anOutbox(server.url).deliver(NOON)
  expect(headersOf(server)).toMatchObject({
    'list-unsubscribe': ['<https://lines.example.org/stop/7>'],
    'list-unsubscribe-post': ['List-Unsubscribe=One-Click'],
  })
})

test.each([
  ['CR and LF', 'Amina\r\nBcc: everybody@example.com\r\n\r\nbuy'],
  ['LF alone', 'Amina\nBcc: everybody@example.com'],
  ['CR alone', 'Amina\rBcc: everybody@example.com'],
  ['a line separator', 'Amina\u2028Bcc: everybody@example.com'],
  ['a NUL, a half character', 'Amina\0\ud800Bcc: everybody@example.com'],
  ['an encoded word', '=?utf-8?Q?Amina=0D=0ABcc:_everybody@example.com?='],
  ['a very long name', `${'Amina '.repeat(400)}Bcc: everybody@example.com`],
])('%s in what somebody typed begins no header', async (_, name) => {
  const server = await aServer()
  await queue(greeting({ facts: { name } }))
  await anOutbox(server.url).deliver(NOON)
  expect(server.taken.map(({ to }) => to)).toEqual([[AMINA]])
  expect(Object.keys(headersOf(server)).sort()).toEqual(HEADERS)
})

test.each([
  'amina@example.org\r\nBcc: everybody@example.com',
  'amina@example.org, everybody@example.com',
  'amina@example.org> SIZE=1\r\nRCPT TO:<everybody@example.com',
  'Amina <amina@example.org>',
  '"amina everybody"@example.com',
  'amina',
])('nothing is sent to %j, which is no address', async (to) => {
  const server = await aServer()
  await queue(greeting({ to }))
  await anOutbox(server.url).deliver(NOON)
  expect(server.taken).toEqual([])
  expect(await state()).toEqual([{ to, state: 'failed', tries: 1, dueAt: null, lastReply: 'This is no address that mail can be sent to.' }])
})

test('a signature of the domain can be verified, and covers what stops the mails', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const keyFile = join(aFolder(), 'dkim.pem')
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`
  const server = await aServer()
  await queue({ kind: 'news', to: AMINA, language: 'en', facts: {} })
  await anOutbox(server.url, { dkim: { domain: 'lines.example.org', selector: '2026', keyFile } }).deliver(NOON)

  const asked: string[] = []
  const { results } = await dkimVerify(server.taken[0]?.source ?? '', {
    resolver: async (name, type) => {
      asked.push(`${type} ${name}`)
      return [[record]]
    },
  })
  expect(asked).toEqual(['TXT 2026._domainkey.lines.example.org'])
  expect(results.map(({ signingDomain, status }) => [signingDomain, status.result])).toEqual([['lines.example.org', 'pass']])
  expect(headersOf(server)['dkim-signature']?.[0]?.replace(/\s/g, '')).toMatch(/h=[^;]*List-Unsubscribe:List-Unsubscribe-Post/i)
})

const HEADERS = [
  'auto-submitted',
  'content-language',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
  'x-loop',
]

/** The headers of the only mail that was taken, unfolded, by name in lower case. */
function headersOf(server: MailServer): Record<string, string[] | undefined> {
  const [mail, ...others] = server.taken
  if (!mail || others.length > 0) throw new Error(`${server.taken.length} mails were taken, not one`)
  const [head = ''] = mail.source.split('\r\n\r\n')
  const headers: Record<string, string[]> = {}
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const [, name = line, value = ''] = /^([^:]+): ?(.*)$/s.exec(line) ?? []
    headers[name.toLowerCase()] = [...(headers[name.toLowerCase()] ?? []), value]
  }
  return headers
}
