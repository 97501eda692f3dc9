/** The tables of the stakeholders. The twin of migrations/*_stakeholders.sql. */
import type { Generated } from 'kysely'
import type { Language } from '../platform/i18n.ts'
import type { As } from './acting-rules.ts'
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
    /** As what it is known: the entry that it was merged into, at the end of the chain. A trigger writes it. */
    merged_into: Generated<number | null>
    /** The transaction that last changed its type or as what it is known, a number as text; a trigger sees to it. */
    changed_in: Generated<string>
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
    confirmed_at: Generated<Date | null>
    confirmed_by: Generated<number | null>
    ended_at: Date | null
    ended_by: Generated<number | null>
    ended_because: Generated<string | null>
  }
  'stakeholders.invitation': {
    id: Generated<number>
    stakeholder_id: number
    kind: Generated<'organisation'>
    role: As
    invited_by: number
    invited_as: number | null
    invited_at: Date
    expires_at: Date
    name: string | null
    email: string | null
    accepted_at: Generated<Date | null>
    declined_at: Generated<Date | null>
    answered_by: Generated<number | null>
    ended_at: Generated<Date | null>
  }
  'stakeholders.deputy': {
    id: Generated<number>
    stakeholder_id: number
    person_id: number
    named_as: number
    named_by: number
    invitation_id: number
    since: Date
    ended_at: Generated<Date | null>
    ended_by: Generated<number | null>
  }
  'stakeholders.behalf': {
    id: Generated<number>
    stakeholder_id: number
    kind: string
    subject: string
    source_id: number
    entered_by: number
    entered_at: Date
    confirmed_at: Generated<Date | null>
    confirmed_by: Generated<number | null>
    corrected_at: Generated<Date | null>
    corrected_by: Generated<number | null>
    correction: Generated<string | null>
  }
  'stakeholders.version': {
    behalf_id: number
    stakeholder_id: number
    since: Date
    until: Date
    name: string
    language: string
    type: StakeholderType
    country: string | null
    website: string | null
  }
  'stakeholders.merger': {
    id: Generated<number>
    loser_id: number
    winner_id: number
    kind: Kind
    reason: string
    proposed_by: number
    proposed_at: Date
    due_at: Date
    told_at: Date | null
    loser_agreed_at: Date | null
    loser_agreed_by: number | null
    loser_agreed_as: number | null
    winner_agreed_at: Date | null
    winner_agreed_by: number | null
    winner_agreed_as: number | null
    merged_at: Date | null
    ground: 'both' | 'silence' | 'secretariat' | null
    merged_by: number | null
    loser_registered: number | null
    winner_registered: number | null
    refused_at: Date | null
    refused_by: number | null
    refused_because: string | null
    withdrawn_at: Date | null
    loser_undoes_at: Date | null
    loser_undoes_by: number | null
    loser_undoes_as: number | null
    winner_undoes_at: Date | null
    winner_undoes_by: number | null
    winner_undoes_as: number | null
    reversed_at: Date | null
    reversed_by: number | null
    reversed_because: string | null
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
  'stakeholders.import_run': {
    run_id: number
    source_id: number | null
    added: Generated<number>
    completed: Generated<number>
    unchanged: Generated<number>
    refused: Generated<number>
  }
  'stakeholders.import_entry': { run_id: number; stakeholder_id: number; outcome: 'added' | 'completed' }
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
