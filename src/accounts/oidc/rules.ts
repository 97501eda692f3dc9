/** Signing in at a provider: what it must say of somebody, and why it opens nothing. */
import { z } from 'zod'
import { asKept, isAddress } from '../../platform/mail.ts'

/** In minutes: how long somebody may take at the provider. */
export const FLOW_MINUTES = 10

/** The keys of what the page says where nobody was signed in. */
export const REFUSALS = ['notBegun', 'down', 'declined', 'notAccepted', 'unverified'] as const
export type Refusal = (typeof REFUSALS)[number]

/** What the address of the page says that became of it; null: nothing, or something else. */
export function refusalIn(text: string | undefined): Refusal | null {
  return REFUSALS.find((known) => known === text) ?? null
}

/** The link between an account and somebody at a provider, as its owner sees it. */
export type Identity = { id: number; issuer: string; linkedAt: Date }

/** Some providers say `true` as a text. Whatever else they say is no. */
const Verified = z.object({ email: z.string(), emailVerified: z.literal([true, 'true']) })

/** The address that a provider says it has checked; null: it says so of none. */
export function verifiedAddress(claims: { email: unknown; emailVerified: unknown }): string | null {
  const said = Verified.safeParse(claims)
  if (!said.success) return null
  const address = asKept(said.data.email.trim())
  return isAddress(address) ? address : null
}

/** Who speaks, as people know it. */
export function hostOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : issuer
}
