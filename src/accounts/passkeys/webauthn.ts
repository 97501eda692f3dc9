/**
 * What a device is asked, and whether its answer is good (WebAuthn Level 3, §7). Pure: whom a passkey belongs to, and whether a challenge
 * still stands, is known to the store.
 */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type WebAuthnCredential,
} from '@simplewebauthn/server'
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers'
import { CHALLENGE_MINUTES, type Created, isCredentialId, type Signed } from './rules.ts'

/** What the device does: makes a key, or signs with one. The browser is told in the same words. */
export type Asked =
  | { ceremony: 'create'; options: PublicKeyCredentialCreationOptionsJSON }
  | { ceremony: 'get'; options: PublicKeyCredentialRequestOptionsJSON }

/** Who adds a passkey, as the device shows it when there is a choice. `publicId` is what it gives back. */
export type Owner = { publicId: string; account: string; name: string }
/** A passkey that the person has already: a device that holds it refuses to make another. */
export type Known = { id: string; transports: string[] }

const TIMEOUT = CHALLENGE_MINUTES * 60 * 1000

/** Asks for a key that the device finds by itself: whoever signs in later has typed no name. */
export async function askToCreate(origin: string, challenge: string, owner: Owner, known: readonly Known[]): Promise<Asked> {
  const options = await generateRegistrationOptions({
    rpName: 'Actionlines',
    rpID: siteOf(origin),
    userID: isoBase64URL.toBuffer(handleOf(owner.publicId)),
    userName: owner.account,
    userDisplayName: owner.name,
    challenge: isoBase64URL.toBuffer(challenge),
    timeout: TIMEOUT,
    attestationType: 'none',
    excludeCredentials: [...known],
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
  })
  return { ceremony: 'create', options }
}

export async function askToSign(origin: string, challenge: string): Promise<Asked> {
  const options = await generateAuthenticationOptions({
    rpID: siteOf(origin),
    challenge: isoBase64URL.toBuffer(challenge),
    timeout: TIMEOUT,
    userVerification: 'preferred',
  })
  return { ceremony: 'get', options }
}

/** The key that a device has made; null: the answer is not good. */
export async function keyIn(answer: Created, challenge: string, origin: string): Promise<WebAuthnCredential | null> {
  return orNull(async () => {
    if (namesItsMaker(answer)) return null
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...answer, clientExtensionResults: {} },
      expectedChallenge: challenge,
      ...expected(origin),
    })
    return verified && isCredentialId(registrationInfo.credential.id) ? registrationInfo.credential : null
  })
}

/**
 * We ask nobody who made their device, and a browser takes it out: an answer that says it nevertheless is not looked at, because its
 * certificates would be, and they point to lists elsewhere that would be fetched.
 */
function namesItsMaker({ response }: Created): boolean {
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject))
  const format = attestation.get('fmt')
  return !(format === 'none' || (format === 'packed' && attestation.get('attStmt').get('x5c') === undefined))
}

/** Whether the device has signed, as the passkey of this person and no other. @returns its counter now; null: the answer is not good */
export async function counterIn(
  answer: Signed,
  challenge: string,
  origin: string,
  credential: WebAuthnCredential,
  publicId: string,
): Promise<number | null> {
  const { userHandle, ...response } = answer.response
  if (userHandle && userHandle !== handleOf(publicId)) return null
  return orNull(async () => {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...answer, response, clientExtensionResults: {} },
      expectedChallenge: challenge,
      ...expected(origin),
      credential,
    })
    return verified ? authenticationInfo.newCounter : null
  })
}

/** What a device gives back of whom its key belongs to. */
const handleOf = (publicId: string) => isoBase64URL.fromUTF8String(publicId)

/** The device looks at finger, face or PIN where it can: one that cannot is still more than a mail. */
const expected = (origin: string) => ({
  expectedOrigin: new URL(origin).origin,
  expectedRPID: siteOf(origin),
  requireUserVerification: false,
})

/** A passkey belongs to a name without port: all that is reached under it. */
const siteOf = (origin: string) => new URL(origin).hostname

/** The library says no by throwing, whatever it dislikes. */
async function orNull<Value>(look: () => Promise<Value>): Promise<Value | null> {
  try {
    return await look()
  } catch {
    return null
  }
}
