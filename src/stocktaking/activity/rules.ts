/** One activity: everything that its page shows, and how its texts, partners and languages are put in order. */
import type { Source } from '../../framework/index.ts'
import type { Language } from '../../platform/i18n.ts'
import type { StakeholderType } from '../../stakeholders/index.ts'
import { ROLES, type Role, type Status, type Text } from '../hits/index.ts'
import type { Origin } from '../tables.ts'

export type Activity = {
  publicId: string
  identifier: string
  origin: Origin
  /** Null where nobody reports it: an entry that came with the plan, or a row of a flat file. */
  reporter: (Text & { publicId: string; secondary: boolean }) | null
  status: Status | null
  /** IATI ActivityScope, 1 to 8. */
  scope: number | null
  start: Planned
  end: Planned
  year: number | null
  yearBasis: 'start' | 'award' | null
  /** The text that a shipped entry comes from. */
  source: Source | null
  sourceUrl: string | null
  dataset: string | null
  sourceUpdatedAt: Date | null
  recordedAt: Date
  updatedAt: Date
  withdrawnAt: Date | null
  texts: ActivityText[]
  lines: ActivityLine[]
  participants: Participant[]
  /** `code` is ISO 3166-1 alpha-2. */
  countries: { code: string; name: string; percentage: string | null }[]
  /** `name` is null for a code of a list that is not known here. */
  regions: { vocabulary: string; code: string; name: string | null; percentage: string | null }[]
  places: { name: string | null; latitude: number | null; longitude: number | null }[]
  sectors: Sector[]
  goals: { set: string; code: string; title: string | null }[]
  versions: { version: number; recordedAt: Date; sourceUpdatedAt: Date | null }[]
}

/** Days, `YYYY-MM-DD`. */
export type Planned = { planned: string | null; actual: string | null }

export type ActivityText = {
  language: string
  origin: 'original' | 'human' | 'machine'
  title: string | null
  description: string | null
  objectives: string | null
  targetGroups: string | null
  other: string | null
}

export type ActivityLine = {
  slug: string
  code: string
  shortTitle: string
  basis: 'stated' | 'suggested'
  /** Why it is suggested: a sector and, where that does not suffice, a word of its text. */
  sector: string | null
  word: string | null
}

/** `vocabulary` is IATI SectorVocabulary. */
export type Sector = { vocabulary: string; code: string; name: string | null; percentage: string | null }

export type Participant = {
  publicId: string | null
  name: string
  language: string
  type: StakeholderType
  role: Role | null
}

export type Partner = Omit<Participant, 'role'> & { roles: Role[] }

/** Each organisation once, with all that it does: records name one again for every role. */
export function partnersOf(participants: readonly Participant[]): Partner[] {
  const partners = new Map<string, Partner>()
  for (const { role, ...who } of participants) {
    const key = who.publicId ?? `name ${who.name}`
    const partner = partners.get(key) ?? { ...who, roles: [] }
    if (role !== null && !partner.roles.includes(role)) partner.roles.push(role)
    partners.set(key, partner)
  }
  return [...partners.values()].map((partner) => ({ ...partner, roles: ROLES.filter((role) => partner.roles.includes(role)) }))
}

/** The texts in the order in which a reader gets them: their own language, English, the others by code; one with a title first of all. */
export function inReadingOrder(texts: readonly ActivityText[], language: Language): ActivityText[] {
  const rank = (text: ActivityText) => (text.title === null ? 4 : 0) + (text.language === language ? 0 : text.language === 'en' ? 1 : 2)
  return [...texts].sort((a, b) => rank(a) - rank(b) || (a.language < b.language ? -1 : 1))
}

/** How much of a text is asked for, and how much of it stands on the page before one has to unfold the rest; in characters. */
export const LONGEST_TEXT = 12_000
const SHOWN_OF_TEXT = 3_000

/** A long text in two: what is shown, and what can be unfolded. It is cut between paragraphs or sentences where one ends near. */
export function folded(text: string): { shown: string; rest: string } {
  if (text.length <= SHOWN_OF_TEXT + SHOWN_OF_TEXT / 4) return { shown: text, rest: '' }
  const ends = [...text.slice(0, SHOWN_OF_TEXT).matchAll(/\n\s*\n|[.!?。؟]\s|\s/g)].map((match) => ({
    at: match.index + match[0].length,
    weight: match[0].length,
  }))
  const near = ends.filter(({ at }) => at > SHOWN_OF_TEXT * 0.8)
  const at = (near.findLast(({ weight }) => weight > 1) ?? near.at(-1))?.at ?? wholeCharacters(text, SHOWN_OF_TEXT)
  return { shown: text.slice(0, at).trimEnd(), rest: text.slice(at).trimStart() }
}

/** No pair of surrogates is cut in two. */
function wholeCharacters(text: string, at: number): number {
  const code = text.charCodeAt(at - 1)
  return code >= 0xd800 && code <= 0xdbff ? at - 1 : at
}

/** More than these, in a list of partners, places or sectors, are counted and left to the files. */
export const LONGEST_LIST = 40

/** What a language is called in the reader's; null where nothing names it. */
export function languageName(code: string, reader: Language): string | null {
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(code) || code === 'und') return null
  const names = namesFor.get(reader) ?? new Intl.DisplayNames([reader], { type: 'language', fallback: 'none' })
  namesFor.set(reader, names)
  return names.of(code) ?? null
}
/** Making one takes a hundred times as long as using it. */
const namesFor = new Map<Language, Intl.DisplayNames>()

/** Sectors that are goals are shown as goals: IATI SectorVocabulary 7 and 8. */
export function isGoal({ vocabulary }: Sector): boolean {
  return vocabulary === '7' || vocabulary === '8'
}
