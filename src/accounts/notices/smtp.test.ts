/** A digest as a mail server takes it: signed, with what stops it in its headers, and stopped by what stands there. */
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dkimVerify } from 'mailauth'
import { simpleParser } from 'mailparser'
import { expect, onTestFinished, test } from 'vitest'
import { aServer } from '../../../test/outboxes.ts'
import { aWorld } from '../../../test/world.ts'
import { tellDaily } from '../index.ts'
import { noticesIn } from './testing.ts'

test('a digest can be stopped by one click, and its signature covers that (RFC 8058)', async () => {
  const world = await aWorld()
  await noticesIn(() => world).somebodyAsks()
  await world.deliver()

  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const keyFile = join(mkdtempSync(join(process.env.ACTIONLINES_TEST_FOLDER ?? tmpdir(), 'dkim-')), 'dkim.pem')
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const server = await aServer()
  const { app, outbox } = await world.build({
    ...{ SMTP_URL: server.url, PUBLIC_URL: 'https://lines.example.org' },
    ...{ DKIM_DOMAIN: 'lines.example.org', DKIM_SELECTOR: '2026', DKIM_KEY_FILE: keyFile },
  })
  onTestFinished(() => outbox.close())

  world.at('2026-02-25T06:00:00Z')
  await tellDaily(world.db, world.now())
  await outbox.deliver(world.now())
  const source = server.taken.find(({ to }) => to.includes('ada@home.example'))?.source ?? ''
  const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`
  const { results } = await dkimVerify(source, { resolver: async () => [[record]] })
  expect(results.map(({ status }) => status.result)).toEqual(['pass'])
  expect(signedHeaders(source)).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post']))

  const mail = await simpleParser(source)
  const header = (name: string) =>
    mail.headerLines
      .find(({ key }) => key === name)
      ?.line.replace(/^[^:]+:\s*/, '')
      .replace(/\s+/g, '')
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  const [, address = ''] = /^<(https:\/\/lines\.example\.org\/en\/mail\/[a-z0-9-]+\/stop)>$/.exec(header('list-unsubscribe') ?? '') ?? []
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  expect((await app.request(address, { method: 'POST', body: 'List-Unsubscribe=One-Click', headers })).status).toBe(200)
  expect(await world.db.selectFrom('accounts.preference').select(['purpose', 'frequency']).execute()).toEqual([
    { purpose: 'all', frequency: 'never' },
  ])
})

/** The names of the headers that the signature covers, in lower case. */
function signedHeaders(source: string): string[] {
  const [head = ''] = source.split('\r\n\r\n')
  const signature = /^DKIM-Signature:.*$/im.exec(head.replace(/\r\n[ \t]+/g, ' '))?.[0] ?? ''
  const [, names = ''] = /\bh=([^;]*)/.exec(signature) ?? []
  return names.split(':').map((name) => name.trim().toLowerCase())
}
