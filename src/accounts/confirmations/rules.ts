/** What is asked for without an account, and counts once the link of a mail was pressed. */
import type { Language } from '../../platform/i18n.ts'

/** In days: how long such a link works, once. */
export const CONFIRM_DAYS = 7
/** In days after that: so long an address is kept that nobody needs any more. */
export const KEPT_DAYS = 30
/** Mails to one address within an hour, whatever is asked for; beyond that nothing is sent, and nobody is told. */
export const CONFIRMATIONS_AN_HOUR = 5

/** What somebody asks for. `subject`: the row number of it, in a table of the slice; null: it needs none. */
export type Asked = { email: string; language: Language; purpose: string; subject: number | null }

/** What was confirmed, and by which address. `person`: the row number of whose account has it; null: nobody's. */
export type Confirmed = { subject: number | null; email: string; person: number | null }

/** Where whoever confirmed is led, below the language; or that it could not be done, which `unable` of the words tells. */
export type Outcome = { ok: true; to: string } | { ok: false }

/** The words of a purpose: of the mail, and of the page with the button. */
export type Says = { subject: string; mail: string; why: string; title: string; hint: string; button: string; unable: string }
