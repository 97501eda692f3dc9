/** An activity as a file: the whole of what is kept of it, in the words of the site. */
import type { Role, Status } from '../hits/index.ts'
import type { Result } from '../results/index.ts'
import type { Origin } from '../tables.ts'

/** Every field of an activity. Days are `YYYY-MM-DD`, amounts and shares decimals as text, times ISO 8601 in UTC. */
export type Whole = {
  id: string
  identifier: string
  origin: Origin
  language: string | null
  reporter: { id: string; identifier: string; secondary: boolean } | null
  texts: {
    language: string
    origin: 'original' | 'human' | 'machine'
    title: string | null
    description: string | null
    objectives: string | null
    targetGroups: string | null
    other: string | null
  }[]
  lines: { line: string; basis: 'stated' | 'suggested'; sector: string | null; word: string | null }[]
  status: Status | null
  /** IATI ActivityScope */
  scope: number | null
  hierarchy: number | null
  start: { planned: string | null; actual: string | null }
  end: { planned: string | null; actual: string | null }
  year: number | null
  yearBasis: 'start' | 'award' | null
  participants: {
    stakeholder: string | null
    identifier: string | null
    name: string | null
    language: string | null
    type: string
    role: Role | null
  }[]
  countries: { country: string; percentage: string | null }[]
  regions: { vocabulary: string; code: string; percentage: string | null }[]
  places: { name: string | null; latitude: number | null; longitude: number | null }[]
  sectors: { vocabulary: string; code: string; name: string | null; percentage: string | null }[]
  goals: { set: string; goal: string }[]
  currency: string | null
  budgets: {
    type: number | null
    status: number | null
    startsOn: string | null
    endsOn: string | null
    valueOn: string | null
    currency: string | null
    value: string
  }[]
  /** `type` is a word of ours, or the code as it came where IATI's TransactionType does not have it. */
  transactions: { type: string; happenedOn: string | null; valueOn: string | null; currency: string | null; value: string }[]
  results: Result[]
  source: { title: string; url: string | null } | null
  sourceUrl: string | null
  dataset: string | null
  sourceUpdatedAt: Date | null
  version: number
  recordedAt: Date
  updatedAt: Date
  withdrawnAt: Date | null
}
