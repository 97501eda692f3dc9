/** The tables of the mandates. The twin of migrations/*_facilitation.sql. */
import type { Generated } from 'kysely'
import type { Role, State } from './rules.ts'

export interface FacilitationTables {
  'facilitation.mandate': { id: Generated<number>; line_id: number; stakeholder_id: number; role: Role; position: number }
  'facilitation.contact': {
    id: Generated<number>
    mandate_id: number
    email: string | null
    telephone: string | null
    postal_address: string | null
    person: string | null
    deputy: string | null
    consent: true
    given_at: Date
    given_by: number
    ended_at: Date | null
    ended_by: number | null
    withdrawn_at: Date | null
  }
  'facilitation.mandate_state': {
    id: Generated<number>
    mandate_id: number
    line_id: number
    role: Role
    state: State
    /** A daterange: `[2005-11-18,)` */
    during: string
    attested_precision: 'day' | 'month' | null
    source_id: number
    confirming_kind: 'meeting' | 'decision' | null
    confirming_line: number | null
    recorded_at: Date
    superseded_at: Date | null
  }
}
