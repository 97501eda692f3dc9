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
  'stakeholders.conversation': {
    id: Generated<number>
    stakeholder_id: number
    kind: Generated<'organisation'>
    writer_id: number
    subject: string
    began_at: Date
  }
  'stakeholders.message': {
    id: Generated<number>
    conversation_id: number
    stakeholder_id: number
    person_id: number
    as_writer: number | null
    as_representative: number | null
    text: string
    had_files: Generated<boolean>
    came_by: 'page' | 'mail'
    written_at: Date
    blanked_at: Date | null
    reported_at: Date | null
    reported_by: number | null
    looked_at: Date | null
    looked_by: number | null
    is_abuse: boolean | null
  }
  'stakeholders.iati_type': { code: string; type: StakeholderType }
}
