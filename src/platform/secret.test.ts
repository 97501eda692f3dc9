import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { partsOf, readSecret, signed } from './secret.ts'

const folder = mkdtempSync(join(tmpdir(), 'secret-'))
afterAll(() => rmSync(folder, { recursive: true }))

const SECRET = { key: 'a secret of the town of Nakuru, long enough' }
const SIGNED = signed(SECRET, 'reply', [17, 'c7'])

test.each([
  ['as it went out', SECRET, 'reply', SIGNED, ['17', 'c7']],
  ['in capitals, as some mail programs write addresses', SECRET, 'reply', SIGNED.toUpperCase(), ['17', 'c7']],
  ['for another purpose', SECRET, 'preferences', SIGNED, null],
  ['by another site', { key: 'another' }, 'reply', SIGNED, null],
  ['for another person', SECRET, 'reply', SIGNED.replace('17', '18'), null],
  ['cut short', SECRET, 'reply', SIGNED.slice(0, -1), null],
  ['nothing', SECRET, 'reply', '', null],
] as const)('what was signed comes back: %s', (_, secret, purpose, text, parts) => {
  expect(partsOf(secret, purpose, text)).toEqual(parts)
})

test('the secret is made once, and only its owner may read it', () => {
  const made = readSecret(null, folder)
  expect(made.key).toMatch(/^[\w-]{43}$/)
  expect(readSecret(null, folder)).toEqual(made)
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
  expect(readSecret('one that is set, of thirty-two characters', folder).key).toBe('one that is set, of thirty-two characters')
})
