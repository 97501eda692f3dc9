/** What the columns hold of an entry, as far as IATI has a place for it; and what it takes to be an activity of IATI at all. */
import type { StakeholderType } from '../../stakeholders/index.ts'
import type { DescriptionKind } from '../iati/index.ts'
import type { Origin } from '../tables.ts'

/** Days are `YYYY-MM-DD`, decimals are text. Lists with a `position` are in its order. */
export type Held = Facts & {
  id: number
  identifier: string
  origin: Origin
  language: string | null
  currency: string | null
  hierarchy: number | null
  status: number | null
  scope: number | null
  startPlanned: string | null
  startActual: string | null
  endPlanned: string | null
  endActual: string | null
  sourceUpdatedAt: Date | null
  reporter: { identifier: string; type: StakeholderType; names: { language: string; name: string }[] | null } | null
  reporterSecondary: boolean
  /** Machine translations are not given out as the texts of a publisher. */
  texts: Text[]
  /** Slugs of the lines that are stated. */
  lines: string[]
  countries: { code: string; percentage: string | null }[]
  regions: { vocabulary: string; code: string; percentage: string | null }[]
  places: Place[]
  sectors: { vocabulary: string; code: string; name: string | null; percentage: string | null }[]
  /** Goals and targets of the 2030 Agenda: `3`, `3.8`. */
  goals: string[]
  participants: Participant[]
  budgets: Budget[]
  transactions: Transaction[]
  results: Result[]
  /** The XML that was kept of it; empty where it did not come as IATI. */
  record: string
}

export type Text = { language: string; title: string | null } & Record<DescriptionKind, string | null>
export type Place = { position: number; name: string | null; latitude: number | null; longitude: number | null }
export type Participant = {
  position: number
  identifier: string | null
  name: string | null
  language: string | null
  type: StakeholderType
  role: number | null
}
type Amount = { position: number; valueOn: string | null; currency: string | null; value: string }
export type Budget = Amount & { type: number | null; status: number | null; startsOn: string | null; endsOn: string | null }
export type Transaction = Amount & { type: string; happenedOn: string | null }
export type Result = {
  position: number
  type: number | null
  title: string | null
  language: string | null
  indicators: Indicator[] | null
}
export type Indicator = {
  position: number
  measure: number | null
  ascending: boolean
  title: string | null
  language: string | null
  baselineYear: number | null
  baselineValue: string | null
  periods: Period[] | null
}
export type Period = { position: number; startsOn: string | null; endsOn: string | null; target: string | null; actual: string | null }

/** What the plan and the stakeholders' tables say of codes: those that no column holds stay as they are written in a record. */
export type Codes = {
  vocabularyUri: string
  lines: ReadonlySet<string>
  goals: ReadonlySet<string>
  countries: ReadonlySet<string>
  /** From IATI's OrganisationType to our types. */
  types: ReadonlyMap<string, StakeholderType>
}

/** Whether an entry has each of what IATI 2.03 requires of an activity beside its identifier. */
export type Facts = Record<`has${Capitalize<MissingPart>}`, boolean>

export const MISSING_PARTS = ['title', 'description', 'date', 'status', 'participant', 'reporter'] as const
export type MissingPart = (typeof MISSING_PARTS)[number]

/** What an entry lacks that IATI requires; one that lacks nothing has XML. A participant counts if it is said what it does. */
export function missingOf(facts: Facts): MissingPart[] {
  const has: Record<MissingPart, boolean> = {
    title: facts.hasTitle,
    description: facts.hasDescription,
    date: facts.hasDate,
    status: facts.hasStatus,
    participant: facts.hasParticipant,
    reporter: facts.hasReporter,
  }
  return MISSING_PARTS.filter((part) => !has[part])
}
