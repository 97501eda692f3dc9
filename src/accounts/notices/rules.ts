/** Mails that nobody asked for: what they are about, how often each person wants them, and how they are put together. */
import { z } from 'zod'
import type { Role } from '../../platform/auth.ts'
import { LANGUAGES, type Language } from '../../platform/i18n.ts'
import { asKept, domainOf, isAddress } from '../../platform/mail.ts'

/**
 * What such mails are about, in the order in which they are shown. A further one stands here, as a field of `Chosen`, and with a name and
 * a reason in strings.ts; the database takes any.
 */
export const PURPOSES = ['organisations', 'secretariat'] as const
export type Purpose = (typeof PURPOSES)[number]

export const FREQUENCIES = ['at-once', 'daily', 'never'] as const
export type Frequency = (typeof FREQUENCIES)[number]

/** How often, of each purpose that can concern a person. */
export type Preferences = readonly { purpose: Purpose; frequency: Frequency }[]

/** Of some purposes only those are told who hold a role. */
const ONLY_FOR: Readonly<Partial<Record<Purpose, Role>>> = { secretariat: 'secretariat' }

/** The purposes that can concern somebody with these roles. */
export function purposesOf(roles: readonly Role[]): readonly Purpose[] {
  return PURPOSES.filter((purpose) => {
    const role = ONLY_FOR[purpose]
    return role === undefined || roles.includes(role)
  })
}

/** The keys of what the forms of mails are refused with. */
export const REFUSALS = ['emailMissing', 'emailWrong', 'frequencyUnknown', 'languageUnknown'] as const
export type Refusal = (typeof REFUSALS)[number]

const Often = z.enum(FREQUENCIES, { error: 'frequencyUnknown' satisfies Refusal }).optional()
const often = { organisations: Often, secretariat: Often } satisfies Record<Purpose, typeof Often>

/** What the page of preferences sends: a purpose that it does not show stays as it is. */
export const Chosen = z.object({ language: z.enum(LANGUAGES, { error: 'languageUnknown' satisfies Refusal }), ...often })
export type Chosen = z.infer<typeof Chosen>

/** The address of somebody who has lost the link to their preferences. */
export const AskedForLink = z.object({
  email: z
    .string({ error: 'emailMissing' satisfies Refusal })
    .trim()
    .min(1, 'emailMissing' satisfies Refusal)
    .transform(asKept)
    .refine((email) => isAddress(email) && domainOf(email).includes('.'), 'emailWrong' satisfies Refusal),
})

/** Whose mails they are. */
export type Reader = { id: number; publicId: string; language: Language; roles: readonly Role[] }

/** What one link stops: a purpose, or `digest`, all that comes once a day. */
export type Stoppable = Purpose | 'digest'

export function stoppableIn(text: string | undefined): Stoppable | null {
  return [...PURPOSES, 'digest' as const].find((known) => known === text) ?? null
}

/** At this hour (UTC) what waits is told. */
export const DIGEST_HOUR = 6

/** The last time at which what waits was due to be told, and its day: what came before it should have been told by now. */
export function lastDigest(now: Date): { due: Date; day: string } {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), DIGEST_HOUR)
  const due = new Date(today <= now.getTime() ? today : today - 24 * 60 * 60 * 1000)
  return { due, day: due.toISOString().slice(0, 10) }
}

/**
 * A notice in words: of one source are both its line in a digest and its own mail.
 * `subject`: of its own mail. `line`: a whole sentence. `under`: the organisation that it is about, as a heading. `button`: what to do;
 * its address is whole, with its scheme.
 */
export type Told = { subject: string; line: string; under: string | null; button: { label: string; address: string } }

export type Line = Told & { purpose: Purpose }

/** A digest's lines, in the order of the purposes; within one, those of an organisation together, where the newest is. */
export function grouped(lines: readonly Line[]): { purpose: Purpose; groups: { under: string | null; lines: Line[] }[] }[] {
  return PURPOSES.map((purpose) => ({ purpose, groups: groupsOf(lines.filter((line) => line.purpose === purpose)) })).filter(
    ({ groups }) => groups.length > 0,
  )
}

function groupsOf(lines: readonly Line[]): { under: string | null; lines: Line[] }[] {
  const groups = new Map<string | null, Line[]>()
  for (const line of lines) groups.set(line.under, [...(groups.get(line.under) ?? []), line])
  return [...groups].map(([under, own]) => ({ under, lines: own }))
}
