/** The tables of the stakeholders. The twin of migrations/*_stakeholders.sql. */
import type { Generated } from 'kysely'
import type { Way } from './representative-rules.ts'
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
  'stakeholders.submission': {
    stakeholder_id: number
    standing: Exclude<Standing, 'mentioned'>
    submitted_by: number
    submitted_at: Date
    due_at: Date
    published_at: Date | null
    looked_at: Date | null
    looked_by: number | null
    held_because: string | null
  }
  'stakeholders.representative': {
    id: Generated<number>
    stakeholder_id: number
    kind: Generated<'organisation'>
    person_id: number
    asked_at: Date
    approved_at: Date | null
    ground: Way | null
    approved_by: number | null
    approved_as: number | null
    refused_at: Date | null
    refused_by: number | null
    refused_because: string | null
    ended_at: Date | null
  }
  'stakeholders.import_run': {
    run_id: number
    source_id: number | null
    added: Generated<number>
    completed: Generated<number>
    unchanged: Generated<number>
    refused: Generated<number>
  }
  'stakeholders.import_entry': { run_id: number; stakeholder_id: number; outcome: 'added' | 'completed' }
  'stakeholders.iati_type': { code: string; type: StakeholderType }
}
