/** The tables of the stakeholders. The twin of migrations/*_stakeholders.sql. */
import type { Generated } from 'kysely'
import type { Language } from '../platform/i18n.ts'
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
    withdrawn_at: Generated<Date | null>
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
  'stakeholders.withdrawal': {
    id: Generated<number>
    stakeholder_id: number
    withdrawn_at: Date
    withdrawn_by: number
    reason: string
    put_back_at: Date | null
    put_back_by: number | null
  }
  'stakeholders.invited': {
    id: Generated<number>
    email: string | null
    name: string
    language: Language
    message: string
    organisation: string
    stakeholder_id: number | null
    kind: Generated<'organisation'>
    invited_by: number
    invited_at: Date
    expires_at: Date
    mail_id: number | null
    token_hash: Buffer | null
    accepted_at: Date | null
    accepted_by: number | null
    declined_at: Date | null
    withdrawn_at: Date | null
    withdrawn_by: number | null
    erased_at: Date | null
  }
  'stakeholders.uninvited': { address_hash: Buffer; since: Date; invitation_id: number }
  'stakeholders.iati_type': { code: string; type: StakeholderType }
}
