/** The tables of the stakeholders. The twin of migrations/*_stakeholders.sql. */
import type { Generated } from 'kysely'
import type { Kind, StakeholderType, Standing } from './rules.ts'

export interface StakeholdersTables {
  'stakeholders.stakeholder': {
    id: Generated<number>
    public_id: string
    identifier: string
    kind: Kind
    type: StakeholderType
    standing: Standing
    acronym: string | null
    country: string | null
    website: string | null
    source_id: number | null
    created_at: Date
  }
  'stakeholders.name': { stakeholder_id: number; language: string; name: string; folded: string | null }
  'stakeholders.membership': {
    group_id: number
    group_kind: Generated<'group'>
    member_id: number
    /** A daterange: `[2005-11-18,)` */
    during: string
    region: string | null
    source_id: number
  }
  'stakeholders.iati_type': { code: string; type: StakeholderType }
}
