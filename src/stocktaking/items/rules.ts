/** An activity as it is taken away: the fields that files and programs get of it, in the words of the site. */
import type { Texts } from '../../platform/best-text.ts'
import type { Scope } from '../facets/index.ts'
import type { Role, Status } from '../hits/index.ts'

/**
 * Lines are those that the record states, never suggestions. Days are `YYYY-MM-DD`, amounts and shares decimals as text; `start` and
 * `end` are the actual day, else the planned one; regions are codes of M49, sectors of the vocabularies of IATI's SectorVocabulary.
 */
export type Item = {
  id: number
  publicId: string
  identifier: string
  reporter: { publicId: string; identifier: string; names: Texts } | null
  titles: Texts
  descriptions: Texts
  lines: readonly string[]
  status: Status | null
  scope: Scope | null
  start: string | null
  end: string | null
  year: number | null
  countries: readonly string[]
  regions: readonly string[]
  goals: readonly string[]
  sectors: readonly { vocabulary: string; code: string; percentage: string | null }[]
  participants: readonly { stakeholder: string | null; identifier: string | null; name: string | null; type: string; role: Role | null }[]
  budgets: readonly { currency: string | null; value: string }[]
  recordedAt: Date
  updatedAt: Date
  withdrawnAt: Date | null
}
