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
  })
})

test.each([
  [{ PORT: 'eighty' }, 'PORT'],
  [{ DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL: must be an address that begins with postgres:// or postgresql://'],
  [{ PUBLIC_URL: 'example.org' }, 'PUBLIC_URL'],
  [{ CONTACT: 'somebody' }, 'CONTACT'],
  [{ TRUST_PROXY: 'maybe' }, 'TRUST_PROXY'],
  [{ RATE_LIMIT: '-1' }, 'RATE_LIMIT'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
])('%o is refused by name', (environment, name) => {
  expect(() => readConfig(environment)).toThrow(name)
})
