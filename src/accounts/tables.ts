/** The tables of the accounts, as the migrations make them. */
import type { Generated } from 'kysely'
import type { Role } from '../platform/auth.ts'
import type { Language } from '../platform/i18n.ts'

export interface AccountsTables {
  'accounts.person': {
    id: Generated<number>
    public_id: string
    name: Generated<string>
    language: Language
    created_at: Date
    erased_at: Date | null
  }
  'accounts.address': { id: Generated<number>; person_id: number; email: string; confirmed_at: Date; gets_mail: Generated<boolean> }
  'accounts.role': { person_id: number; role: Role; given_at: Date; given_by: number | null }
  'accounts.sign_in': {
    id: Generated<number>
    email: string | null
    language: Language
    person_id: number | null
    role: Role | null
    token_hash: Buffer | null
    code_hash: Buffer | null
    wrong_codes: Generated<number>
    next_path: string
    asked_at: Date
    expires_at: Date
    used_at: Date | null
  }
  'accounts.session': {
    id: Generated<number>
    person_id: number
    token_hash: Buffer
    device: string
    began_at: Date
    used_at: Date
    expires_at: Date
    ended_at: Date | null
  }
  'accounts.passkey': {
    id: Generated<number>
    person_id: number
    credential_id: Buffer
    public_key: Buffer
    counter: number
    transports: string[]
    label: string
    added_at: Date
    used_at: Date | null
  }
  'accounts.identity': { id: Generated<number>; person_id: number; issuer: string; subject: string; linked_at: Date }
  'accounts.provider_flow': { secret_hash: Buffer; language: Language; next_path: string; begun_at: Date; expires_at: Date }
  'accounts.draft': { id: Generated<number>; person_id: number | null; browser_hash: Buffer | null; path: string; kept_at: Date }
  'accounts.draft_field': { draft_id: number; position: number; field: string; value: string }
  'accounts.contact': { id: Generated<number>; address: string | null; set_at: Date; set_by: number }
  'accounts.passkey_challenge': { challenge_hash: Buffer; person_id: number | null; asked_at: Date; expires_at: Date }
  'accounts.preference': { person_id: number; purpose: string; frequency: 'at-once' | 'daily' | 'never'; changed_at: Date }
  'accounts.digest': { id: Generated<number>; person_id: number; day: string; made_at: Date }
  'accounts.notice': {
    id: Generated<number>
    person_id: number
    purpose: string
    kind: string
    about: number
    at: Date
    told_at: Date | null
    digest_id: number | null
  }
  'accounts.confirmation': {
    id: Generated<number>
    purpose: string
    subject: number | null
    email: string | null
    language: Language
    token_hash: Buffer | null
    asked_at: Date
    expires_at: Date
    confirmed_at: Date | null
    person_id: number | null
  }
}
