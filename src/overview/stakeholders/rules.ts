/** Stakeholders as a list, and one of them with all that is on record for it. */
import type { Mandate } from '../../facilitation/index.ts'
import type { Correction, Line, Source } from '../../framework/index.ts'
import { type Member, STAKEHOLDER_TYPES, type Stakeholder, type StakeholderType, type Submission } from '../../stakeholders/index.ts'
import type { Found } from '../../stocktaking/index.ts'

/** How much there is of a stakeholder, and what its country is called. */
export type Figures = { country: string | null; mandates: number; activities: number }
export type StakeholderEntry = { stakeholder: Stakeholder; figures: Figures }

export const NOTHING: Figures = { country: null, mandates: 0, activities: 0 }

export type StakeholderView = {
  stakeholder: Stakeholder
  country: string | null
  names: readonly { language: string; name: string }[]
  members: readonly Member[]
  groups: readonly { publicId: string; name: string; language: string }[]
  mandates: readonly Mandate[]
  lines: readonly Line[]
  reported: Found
  participated: Found
  /** Of one that is not public: when it was registered, and what became of it. */
  submission: Submission | null
  /** By which text a shipped entry is here. */
  source: Source | null
  /** Of mandates, of the stakeholder, and of memberships of the group. */
  corrections: readonly Correction[]
}

export type Asked = { type: StakeholderType | undefined; page: number; refused: { field: 'type' | 'page'; typed: string } | null }

/** Reads what was asked of the list; the first value that means nothing is refused. */
export function readQuery(query: Readonly<Record<string, string>>): Asked {
  const type = STAKEHOLDER_TYPES.find((known) => known === query.type)
  const page = query.page ?? '1'
  const asked = { type, page: Number(page) }
  if (query.type !== undefined && type === undefined) return { ...asked, refused: { field: 'type', typed: query.type } }
  if (!/^[1-9]\d{0,6}$/.test(page)) return { ...asked, refused: { field: 'page', typed: page } }
  return { ...asked, refused: null }
}

/** The address of the list below its language. */
export function addressOf(type: StakeholderType | undefined, page = 1): string {
  const parameters = new URLSearchParams({ ...(type ? { type } : {}), ...(page > 1 ? { page: String(page) } : {}) }).toString()
  return parameters === '' ? '/stakeholders' : `/stakeholders?${parameters}`
}
