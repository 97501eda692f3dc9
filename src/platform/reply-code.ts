/** The address at which an answer comes in: `reply+CODE@`, whose code says whose answer it is and to what, and that we have said so. */
import { partsOf, type Secret, signed } from './secret.ts'

/** RFC 5321 §4.5.3.1.1: what stands before the `@`. */
const LONGEST_LOCAL_PART = 64

/** Whose answer it is (the row number of a person) and to what, as its handler understands it: row numbers, or words of small letters. */
export type Replying = { purpose: string; person: number; parts: readonly (string | number)[] }

/** @param domain at which mail comes in */
export function replyAddress(secret: Secret, { purpose, person, parts }: Replying, domain: string): string {
  const local = `reply+${signed(secret, sealFor(purpose), [person, ...parts])}`
  if (local.length > LONGEST_LOCAL_PART) throw new Error(`the reply code of ${purpose} is too long for an address`)
  return `${local}@${domain}`
}

/** What a code says, where it is one of ours for one of these purposes; null: it is not. */
export function replyingIn(secret: Secret, purposes: readonly string[], code: string): (Replying & { parts: readonly string[] }) | null {
  for (const purpose of purposes) {
    const [person, ...parts] = partsOf(secret, sealFor(purpose), code) ?? []
    if (person !== undefined) return { purpose, person: Number(person), parts }
  }
  return null
}

const sealFor = (purpose: string) => `reply ${purpose}`
