/** The functional contact of a body that facilitates a line: what a form about it must say. */
import { z } from 'zod'
import { asKept, isAddress } from '../../platform/mail.ts'

/** How a body is reached on a line, as it has posted it; null: not given. */
export type Contact = {
  id: number
  email: string | null
  telephone: string | null
  postalAddress: string | null
  /** Whom to ask for. */
  person: string | null
  deputy: string | null
  /** The day, `YYYY-MM-DD`. */
  givenOn: string
}

/** A mandate as the form about its contact needs it. */
export type Held = {
  stakeholder: { id: number; publicId: string; name: string; nameLanguage: string }
  line: { slug: string; title: string; titleLanguage: string; kind: string }
  /** In force today: only then can something new be given. */
  inForce: boolean
  contact: Contact | null
  /** Whether something of it is kept that can be erased. */
  kept: boolean
}

export const CONTACT_REFUSALS = [
  'emailWrong',
  'telephoneWrong',
  'tooLong',
  'nothingGiven',
  'consentMissing',
  'changedMeanwhile',
  'notInForce',
] as const
export type ContactRefusal = (typeof CONTACT_REFUSALS)[number]

const text = (most: number) =>
  z
    .string()
    .optional()
    .transform((typed) => (typed ?? '').replace(/[\s\p{Cc}]+/gu, ' ').trim() || null)
    .refine((kept) => kept === null || kept.length <= most, 'tooLong' satisfies ContactRefusal)

/** What is posted: at least one way to be reached, with the consent of whoever is named. */
export const ContactForm = z
  .object({
    email: text(254)
      .refine((typed) => typed === null || isAddress(typed), 'emailWrong' satisfies ContactRefusal)
      .transform((typed) => (typed === null ? null : asKept(typed))),
    telephone: text(50).refine(
      (typed) => typed === null || (/^[+\d][\d\s()./-]*([a-z]+\.?\s*\d+)?$/i.test(typed) && /\d{3}/.test(typed.replace(/\D/g, ''))),
      'telephoneWrong' satisfies ContactRefusal,
    ),
    postalAddress: text(300),
    person: text(200),
    deputy: text(200),
    consent: z.literal('yes', { error: 'consentMissing' satisfies ContactRefusal }).transform(() => true as const),
    known: z
      .string()
      .optional()
      .transform((typed) => (/^[1-9]\d{0,8}$/.test(typed ?? '') ? Number(typed) : null)),
  })
  .refine(({ email, telephone, postalAddress }) => email ?? telephone ?? postalAddress, {
    message: 'nothingGiven' satisfies ContactRefusal,
    path: ['email'],
  })
export type Given = z.output<typeof ContactForm>

/** The address of the form, below the language; `.vcf` after it is the card. */
export function contactPath(line: string, stakeholder: string): string {
  return `/facilitators/${line}/${stakeholder}/contact`
}
