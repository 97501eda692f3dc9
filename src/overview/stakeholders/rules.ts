/** Stakeholders as a list, and one of them with all that is on record for it. */
import type { Mandate } from '../../facilitation/index.ts'
import type { Correction, Line, Source } from '../../framework/index.ts'
import type { Member, Stakeholder, Submission, Trace } from '../../stakeholders/index.ts'
import type { Found } from '../../stocktaking/index.ts'

/** How much there is of a stakeholder, and what its country is called. */
export type Figures = { country: string | null; mandates: number; activities: number }
export type StakeholderEntry = { stakeholder: Stakeholder; figures: Figures }

export const NOTHING: Figures = { country: null, mandates: 0, activities: 0 }

export type StakeholderView = {
  stakeholder: Stakeholder
  country: string | null
  names: readonly { language: string; name: string }[]
  /** Of the entries that are known as it. */
  identifiers: readonly string[]
  members: readonly Member[]
  groups: readonly { publicId: string; name: string; language: string }[]
  mandates: readonly Mandate[]
  /** Whether the reader may say how it is reached on its lines. */
  mayPost: boolean
  lines: readonly Line[]
  reported: Found
  participated: Found
  /** Of one that is not public: when it was registered, and what became of it. */
  submission: Submission | null
  /** That it was entered on its behalf; null: it was not. */
  trace: Trace | null
  /** By which text a shipped entry is here. */
  source: Source | null
  /** Of mandates, of the stakeholder, and of memberships of the group. */
  corrections: readonly Correction[]
}
