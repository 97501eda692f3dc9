/** What somebody entitled enters on behalf of an organisation: from what, of whom, and what the organisation says to it. */
import { z } from 'zod'
import type { Entered, Source } from '../framework/index.ts'
import { BadRequest } from '../platform/errors.ts'
import { type Errors, type Parsed, parse, rowIn, type Typed } from '../platform/forms.ts'
import { DEPUTY_REFUSALS, NamedDeputy } from './deputy-rules.ts'
import { type Organisation, oneLine, organisationOf, REGISTRATION_REFUSALS, websiteOf } from './registration-rules.ts'
import { publicIdOf, type StakeholderType } from './rules.ts'

export const SOURCE_KINDS = ['letter', 'document', 'meeting'] as const

const OWN_REFUSALS = [
  'sourceKindMissing',
  'sourceTitleMissing',
  'sourceTitleTooLong',
  'sourceDateWrong',
  'sourceUrlWrong',
  'organisationUnknown',
  'nothingEntered',
  'alikeKnown',
] as const
export const BEHALF_REFUSALS = [...OWN_REFUSALS, ...REGISTRATION_REFUSALS, ...DEPUTY_REFUSALS] as const
export type BehalfRefusal = (typeof BEHALF_REFUSALS)[number]

/** Why what was entered cannot be confirmed or corrected. */
export type EntryRefusal = 'alreadySettled' | 'ownEntry'

/** From what something is entered; `today` (`YYYY-MM-DD`): nothing comes from a day that is still to come. */
function sourceOf(today: string) {
  return z.object({
    sourceKind: z.enum(SOURCE_KINDS, { error: 'sourceKindMissing' satisfies BehalfRefusal }),
    sourceTitle: z
      .string({ error: 'sourceTitleMissing' satisfies BehalfRefusal })
      .transform(oneLine)
      .refine((title) => title !== '', 'sourceTitleMissing' satisfies BehalfRefusal)
      .refine((title) => title.length <= 300, 'sourceTitleTooLong' satisfies BehalfRefusal),
    sourceDate: z
      .string({ error: 'sourceDateWrong' satisfies BehalfRefusal })
      .trim()
      .refine((day) => isDay(day) && day <= today, 'sourceDateWrong' satisfies BehalfRefusal),
    sourceUrl: z
      .string()
      .optional()
      .transform((typed) => websiteOf(typed ?? ''))
      .refine((address) => address !== false, 'sourceUrlWrong' satisfies BehalfRefusal)
      .transform((address) => address || null),
  })
}

function isDay(text: string): boolean {
  return z.iso.date().safeParse(text).success
}

/** `organisation`: on record already, by its public identifier, or as it is said to be. */
export type Entry = {
  source: Entered
  organisation: { known: string } | { said: Organisation }
  representative: NamedDeputy | null
  /** Whether what is alike was looked at, and is another. */
  isAnother: boolean
}

/** Reads what is entered. `countries`: codes of ISO 3166-1. */
export function entryIn(
  typed: Typed,
  { countries, today }: { countries: ReadonlySet<string>; today: string },
): Parsed<Entry, BehalfRefusal> {
  const known = knownIn(typed)
  const source = parse(sourceOf(today), typed, BEHALF_REFUSALS)
  const said = known === null ? parse(organisationOf(countries), typed, BEHALF_REFUSALS) : null
  const named = isPersonNamed(typed) ? parse(NamedDeputy, typed, BEHALF_REFUSALS) : null

  const errors: Record<string, BehalfRefusal> = known !== null && named === null ? { personName: 'nothingEntered' } : {}
  for (const part of [source, said, named]) if (part?.ok === false) Object.assign(errors, part.errors satisfies Errors<BehalfRefusal>)
  const organisation = known !== null ? { known } : said?.ok ? { said: said.value } : null
  if (!source.ok || organisation === null || named?.ok === false || Object.keys(errors).length > 0) return { ok: false, typed, errors }

  const { sourceKind: kind, sourceTitle: title, sourceDate: date, sourceUrl: url } = source.value
  const representative = named?.value ?? null
  return { ok: true, value: { source: { kind, title, date, url }, organisation, representative, isAnother: typed.another === 'new' } }
}

const isPersonNamed = ({ personName = '', personEmail = '' }: Typed) => `${personName}${personEmail}`.trim() !== ''

/** An organisation by the address of its page or its identifier, or as it was chosen among those that are alike; null: it is new. */
function knownIn({ organisation = '', another = '' }: Typed): string | null {
  if (/^[a-z2-7]{10}$/.test(another)) return another
  const text = organisation.trim()
  if (text === '') return null
  return /(?:^|\/stakeholders\/)([a-z2-7]{10})(?:$|[/?#])/.exec(text)?.[1] ?? publicIdOf(text)
}

/** What an organisation was on record as, until it was corrected. */
export type Version = {
  until: Date
  name: string
  language: string
  type: StakeholderType
  country: string | null
  website: string | null
}

/** That an organisation was entered in its name, and what it said to it. */
export type Trace = {
  id: number
  enteredAt: Date
  source: Source
  confirmedAt: Date | null
  /** As it was before it was corrected; null: it was not. */
  before: Version | null
}

/** Something that was entered in the name of a stakeholder, which nobody of it has confirmed or corrected. */
export type Awaiting = {
  id: number
  kind: string
  subject: string
  publicId: string
  name: string
  nameLanguage: string
  enteredAt: Date
  source: Source
}

/** Somebody whom the secretariat has named, and who has not answered yet. */
export type NamedPerson = { id: number; person: string; publicId: string; name: string; nameLanguage: string; invitedAt: Date }

/** What somebody of the organisation says to what was entered. Throws BadRequest where no button of ours was pressed. */
export function settlementIn(typed: Typed): { entry: number; act: 'confirm' | 'correct' } {
  const entry = rowIn(typed.entry)
  if (entry === null || (typed.act !== 'confirm' && typed.act !== 'correct')) throw new BadRequest('act')
  return { entry, act: typed.act }
}
