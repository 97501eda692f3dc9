/** Activities as entries of a list: what an entry shows, and how much of it. */

/** What an activity is at, in the order of IATI's ActivityStatus, which begins with 1. */
export const STATUSES = ['pipeline', 'implementation', 'finalisation', 'closed', 'cancelled', 'suspended'] as const
export type Status = (typeof STATUSES)[number]

/** From a code of IATI's ActivityStatus. */
export function statusOf(code: number | null): Status | null {
  return code === null ? null : (STATUSES[code - 1] ?? null)
}

/** What an organisation does in an activity, in the order of IATI's OrganisationRole, which begins with 1. */
export const ROLES = ['funding', 'accountable', 'extending', 'implementing'] as const
export type Role = (typeof ROLES)[number]

/** From a code of IATI's OrganisationRole. */
export function roleOf(code: number | null): Role | null {
  return code === null ? null : (ROLES[code - 1] ?? null)
}

/** A text of somebody's, in its language (BCP 47, or `und`). */
export type Text = { text: string; language: string }

/** A text with the places in it that a search has found: from one to before another. */
export type MarkedText = Text & { marks?: readonly (readonly [from: number, to: number])[] }

/** A line of an activity: said by its record, or suggested here. */
export type HitLine = { slug: string; code: string; shortTitle: string; basis: 'stated' | 'suggested' }

/** An activity as it stands in a list. */
export type Hit = {
  publicId: string
  title: MarkedText
  /** Its first words, or those around what was found. */
  description: MarkedText | null
  organisation: MarkedText | null
  countries: string[]
  lines: HitLine[]
  year: number | null
  yearBasis: 'start' | 'award' | null
  status: Status | null
  /** Of the organisation whose activities were asked for; else none. */
  roles: Role[]
}

export type Found = { found: number; hits: Hit[] }

/** A title is shown whole, unless somebody wrote a book into it; in characters. */
export const LONGEST_TITLE = 500

/** How much of a description a list asks for and shows, in characters. */
export const ASKED_OF_DESCRIPTION = 320
export const SHOWN_OF_DESCRIPTION = 220
/** The same where something is to be found in it. */
export const SEARCHED_OF_DESCRIPTION = 1000

/** The first words of a text: cut at a space where one is near, never within a character. */
export function firstWords(text: string, longest = SHOWN_OF_DESCRIPTION): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (plain.length <= longest) return plain
  const characters = Array.from(plain.slice(0, 2 * longest + 1)) // one is written in two units at most
  if (characters.length <= longest) return plain
  const cut = characters.slice(0, longest).join('')
  const space = cut.lastIndexOf(' ')
  return `${space > Math.max(0, cut.length - 30) ? cut.slice(0, space) : cut}…`
}
