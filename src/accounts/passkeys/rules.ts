/** Passkeys: what is true of them, and the shape of what a browser answers (WebAuthn §5.1, as JSON). */
import { z } from 'zod'

/** In minutes: how long a device may take to sign what it was asked to, from when the page was made. */
export const CHALLENGE_MINUTES = 5

/** In characters. */
export const LONGEST_LABEL = 200

/** The keys of what these forms are refused with. */
export const REFUSALS = ['tooLate', 'notAdded', 'alreadyHere', 'notAccepted'] as const
export type Refusal = (typeof REFUSALS)[number]

/** A passkey as its owner sees it. */
export type Passkey = { id: number; label: string; addedAt: Date; usedAt: Date | null }

/** How a browser comes to a device, as it says itself; what is unknown to us is kept for it. */
const Transports = z.array(z.string().regex(/^[a-z-]{1,40}$/)).max(10)
const Base64Url = z.string().regex(/^[\w-]+$/)
/** A device chooses up to 1,023 bytes (WebAuthn §4, Credential ID). */
const CredentialId = Base64Url.max(1364)
export const isCredentialId = (id: string) => CredentialId.safeParse(id).success

const Credential = z.object({ id: CredentialId, rawId: CredentialId, type: z.literal('public-key') })

const Created = Credential.extend({
  response: z.object({ clientDataJSON: Base64Url, attestationObject: Base64Url, transports: Transports.default([]) }),
})
const Signed = Credential.extend({
  response: z.object({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.nullish(),
  }),
})
export type Created = z.infer<typeof Created>
export type Signed = z.infer<typeof Signed>

/** What the script puts into the field: JSON in a text. */
const answered = <Schema extends z.ZodType>(schema: Schema, refusal: Refusal) =>
  z
    .string({ error: refusal })
    .transform((text, { addIssue }): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        addIssue(refusal)
        return z.NEVER
      }
    })
    .transform((json, { addIssue }): z.output<Schema> => {
      const answer = schema.safeParse(json)
      if (answer.success) return answer.data
      addIssue(refusal)
      return z.NEVER
    })

const challenge = z.string({ error: 'tooLate' satisfies Refusal })

export const NewPasskey = z.object({
  // Never a reason to refuse: by now the device has made its key.
  label: z.string().trim().catch(''),
  challenge,
  answer: answered(Created, 'notAdded'),
})

export const UsedPasskey = z.object({ challenge, answer: answered(Signed, 'notAccepted'), next: z.string().optional() })
