import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('nothing need be set', () => {
  expect(readConfig({ PORT: '' })).toEqual({
    port: 8000,
    host: '127.0.0.1',
    dataDir: './var',
    databaseUrl: null,
    publicUrl: 'http://localhost:8000',
    contact: null,
    trustProxy: false,
    dumps: true,
    rateLimit: 600,
    logLevel: 'info',
    smtpUrl: null,
    mailFrom: { name: 'Actionlines', address: 'actionlines@localhost' },
    mailIn: null,
    dkim: null,
    secret: null,
    oidc: null,
  })
})

test.each([
  ['desk@example.org', { name: '', address: 'desk@example.org' }],
  ['Action lines desk <desk@example.org>', { name: 'Action lines desk', address: 'desk@example.org' }],
  ['"Désk, the" <desk@example.org>', { name: 'Désk, the', address: 'desk@example.org' }],
])('mail is sent by %s', (MAIL_FROM, sender) => {
  expect(readConfig({ MAIL_FROM }).mailFrom).toEqual(sender)
})

test('mail is sent from the host of PUBLIC_URL where nothing else is said', () => {
  expect(readConfig({ PUBLIC_URL: 'https://lines.example.org:8443/' }).mailFrom.address).toBe('actionlines@lines.example.org')
})

test('mail comes into a folder, where one is named', () => {
  expect(readConfig({ MAIL_IN: '/var/mail/lines' }).mailIn).toBe('/var/mail/lines')
})

test('the three settings of DKIM belong together', () => {
  expect(readConfig({ DKIM_DOMAIN: 'example.org', DKIM_SELECTOR: '2026', DKIM_KEY_FILE: 'dkim.pem' }).dkim).toEqual({
    domain: 'example.org',
    selector: '2026',
    keyFile: 'dkim.pem',
  })
  expect(() => readConfig({ DKIM_DOMAIN: 'example.org', DKIM_KEY_FILE: 'dkim.pem' })).toThrow('set all three, or none')
})

test('a provider needs three settings, and is called after its host where nothing else is said', () => {
  const set = { OIDC_ISSUER: 'https://login.example.org/realm', OIDC_CLIENT_ID: 'lines', OIDC_CLIENT_SECRET: 'a secret' }
  const oidc = { issuer: 'https://login.example.org/realm', clientId: 'lines', clientSecret: 'a secret', name: 'login.example.org' }
  expect(readConfig(set).oidc).toEqual(oidc)
  expect(readConfig({ ...set, OIDC_NAME: 'the Organisation' }).oidc).toEqual({ ...oidc, name: 'the Organisation' })
  expect(() => readConfig({ ...set, OIDC_CLIENT_SECRET: '' })).toThrow('set all three, or none')
  expect(() => readConfig({ OIDC_NAME: 'the Organisation' })).toThrow('set all three, or none')
})

test.each([['http://localhost:8080'], ['http://127.0.0.1:8080'], ['http://[::1]:8080']])('%s may be a provider, to be tried', (issuer) => {
  expect(readConfig({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'lines', OIDC_CLIENT_SECRET: 'a secret' }).oidc?.issuer).toBe(issuer)
})

test.each([
  [{ PORT: 'eighty' }, 'PORT'],
  [{ DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL: must be an address that begins with postgres:// or postgresql://'],
  [{ PUBLIC_URL: 'example.org' }, 'PUBLIC_URL'],
  [{ CONTACT: 'somebody' }, 'CONTACT'],
  [{ TRUST_PROXY: 'maybe' }, 'TRUST_PROXY'],
  [{ RATE_LIMIT: '-1' }, 'RATE_LIMIT'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  [{ SMTP_URL: 'mail.example.org' }, 'SMTP_URL: must be an address that begins with smtp:// or smtps://'],
  [{ MAIL_FROM: 'somebody' }, 'MAIL_FROM: must be an address'],
  [{ MAIL_FROM: 'Desk <a@example.org>\nBcc: b@example.org' }, 'MAIL_FROM'],
  [{ OIDC_ISSUER: 'http://login.example.org' }, 'OIDC_ISSUER: must begin with https://'],
  [{ OIDC_ISSUER: 'http://localhost.example.org' }, 'OIDC_ISSUER: must begin with https://'],
  [{ OIDC_ISSUER: 'login.example.org' }, 'OIDC_ISSUER'],
  [{ DKIM_DOMAIN: 'example.org/x' }, 'DKIM_DOMAIN: must be a name of the DNS'],
])('%o is refused by name', (environment, name) => {
  expect(() => readConfig(environment)).toThrow(name)
})
