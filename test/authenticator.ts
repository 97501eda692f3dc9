/**
 * A device that keeps passkeys, as far as WebAuthn Level 3 §6 goes: makes keys (ES256) and signs with them, for whatever origin it believes
 * to be at. Its answers are what public/passkey.js puts into the form.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import { z } from 'zod'

const Options = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string() }).optional(),
  rpId: z.string().optional(),
  user: z.object({ id: z.string() }).optional(),
})
export type Options = z.infer<typeof Options>

/** What a page asks the device for. */
export function askedOn(html: string): Options {
  const [, data = ''] = /data-options="([^"]*)"/.exec(html) ?? []
  return Options.parse(JSON.parse(data.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')))
}

type Key = { id: Buffer; private: KeyObject; user: string; uses: number }

export function aDevice({ counts = true }: { counts?: boolean } = {}) {
  const keys: Key[] = []
  const last = () => {
    const key = keys.at(-1)
    if (!key) throw new Error('this device holds no passkey')
    return key
  }
  return {
    keys,
    /** Makes a key. */
    create: (options: Options, origin = 'http://localhost') => {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const key = { id: randomBytes(32), private: pair.privateKey, user: options.user?.id ?? '', uses: 0 }
      keys.push(key)
      const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' })
      const cose = new Map<number, number | Uint8Array>([
        [1, 2], // kty: EC2
        [3, -7], // alg: ES256
        [-1, 1], // crv: P-256
        [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
      ])
      const attested = Buffer.concat([Buffer.alloc(16), uint16(key.id.length), key.id, isoCBOR.encode(cose)])
      const data = Buffer.concat([authenticatorData(options.rp?.id ?? '', PRESENT | ATTESTED, 0), attested])
      const attestation = new Map<string, string | Map<string, string> | Uint8Array>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(data)],
      ])
      return answer(key, {
        clientDataJSON: clientData('webauthn.create', options.challenge, origin).toString('base64url'),
        attestationObject: Buffer.from(isoCBOR.encode(attestation)).toString('base64url'),
        transports: ['internal', 'hybrid'],
      })
    },
    /** Signs with the key that it made last. `user` is what it says of whose key that is. */
    get: (options: Options, origin = 'http://localhost', user = last().user) => {
      const key = last()
      if (counts) key.uses += 1
      const data = authenticatorData(options.rpId ?? '', PRESENT, key.uses)
      const client = clientData('webauthn.get', options.challenge, origin)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), key.private)
      return answer(key, {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: user,
      })
    },
  }
}

/** Flags of §6.1. */
const PRESENT = 0x01
const ATTESTED = 0x40

function authenticatorData(site: string, flags: number, counter: number): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  return Buffer.concat([sha256(site), Buffer.from([flags]), count])
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()

function answer(key: Key, response: Record<string, string | string[]>): string {
  const id = key.id.toString('base64url')
  return JSON.stringify({ id, rawId: id, type: 'public-key', response })
}
