/**
 * The secret of the site, and what is signed with it: addresses and reply codes that go out by mail and come back.
 *
 * What is signed can be read by everybody and made by nobody else. It is bound to a purpose, so that what opens one page opens no other.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refused } from './errors.ts'

export type Secret = { readonly key: string }

/** Characters of base32 (5 bits each): 100 bits, which nobody tries out, and short enough for the local part of an address. */
const SEAL = 20

/** The secret that is set, or else the one that DATA_DIR keeps; the first start makes it. Throws Refused where the file cannot be made. */
export function readSecret(set: string | null, dataDir: string): Secret {
  if (set !== null) return { key: set }
  const path = join(dataDir, 'secret')
  try {
    mkdirSync(dataDir, { recursive: true })
    // `wx`: of two processes that start at once, one makes it and both read it.
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
      throw new Refused(`No secret could be kept in ${path}. Set SECRET, or name a DATA_DIR that may be written.`)
  }
  return { key: readFileSync(path, 'utf8').trim() }
}

/**
 * What somebody may bring back: `parts` and a seal, as `part-part-seal`. Parts are digits and small letters, since the local part of a
 * mail's address is not always kept in its capitals.
 */
export function signed(secret: Secret, purpose: string, parts: readonly (string | number)[]): string {
  const body = parts.join('-')
  return `${body}-${seal(secret, purpose, body)}`
}

/** The parts of what was signed for this purpose; null: it was not, or not by this site. */
export function partsOf(secret: Secret, purpose: string, text: string): string[] | null {
  const written = text.toLowerCase()
  const cut = written.lastIndexOf('-')
  const body = written.slice(0, Math.max(cut, 0))
  const [own, given] = [Buffer.from(seal(secret, purpose, body)), Buffer.from(written.slice(cut + 1))]
  return own.length === given.length && timingSafeEqual(own, given) ? body.split('-') : null
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** RFC 4648's alphabet in small letters, five bits of each byte: as even as base32 is. */
function seal({ key }: Secret, purpose: string, body: string): string {
  const bytes = createHmac('sha256', key).update(`${purpose}\n${body}`).digest()
  return Array.from(bytes.subarray(0, SEAL), (byte) => BASE32[byte & 31]).join('')
}
