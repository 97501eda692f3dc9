/** What a corrected mandate must say. */
import { z } from 'zod'
import { asTyped, CORRECTION_REFUSALS, type CorrectionRefusal, dateIn, text, type Values } from '../framework/index.ts'
import { type Parsed, parse, type Typed } from '../platform/forms.ts'
import { Day, ROLES, type Role, STATES, STATES_OF, type State } from './rules.ts'

/** A state that is taken off the record: it never was. */
export const NEVER = 'never'

/** A state of a mandate as it stands on record. */
export type StateRow = {
  id: number
  mandate: number
  line: number
  stakeholder: number
  role: Role
  position: number
  state: State
  from: string
  until: string | null
  attested: 'day' | 'month' | null
}

/** As its form shows it. */
export function valuesOf({ role, position, state, from, until, attested }: StateRow): Values {
  const begins = { since: attested === null ? from : '', attested: attested === null ? '' : asTyped(from, attested) }
  return { role, position: String(position), state, ...begins, until: until ?? '' }
}

const day = text(20).refine((typed) => typed === '' || Day.safeParse(typed).success, 'dayWrong' satisfies CorrectionRefusal)

const Fields = z.object({
  role: z.enum(ROLES, { error: 'valueUnknown' satisfies CorrectionRefusal }),
  position: text(20).refine((typed) => /^[1-9]\d{0,3}$/.test(typed), 'positionWrong' satisfies CorrectionRefusal),
  state: z.enum([...STATES, NEVER], { error: 'valueUnknown' satisfies CorrectionRefusal }),
  since: day,
  attested: text(20).refine((typed) => typed === '' || witnessIn(typed) !== null, 'witnessWrong' satisfies CorrectionRefusal),
  until: day,
})
type Fields = z.output<typeof Fields>

/** Reads the form. `source`: of what kind it is and of which line; `line`: that of the mandate. */
export function mandateIn(
  typed: Typed,
  line: string,
  source: { kind: string; line: string | null } | null,
): Parsed<Values, CorrectionRefusal> {
  const form = parse(Fields, typed, CORRECTION_REFUSALS)
  if (!form.ok) return form
  const refused = refusalOf(form.value, line, source)
  return refused ? { ok: false, typed, errors: { [refused[0]]: refused[1] } } : form
}

function refusalOf(
  { role, state, since, attested, until }: Fields,
  line: string,
  source: { kind: string; line: string | null } | null,
): [field: keyof Fields, why: CorrectionRefusal] | null {
  if (state === NEVER) return null
  if (!STATES_OF[role].includes(state)) return ['state', 'stateNotOfRole']
  if (since === '' && attested === '') return ['since', 'beginningMissing']
  if (since !== '' && attested !== '') return ['since', 'beginningTwice']
  if (until !== '' && until <= beginningOf({ since, attested }).from) return ['until', 'untilNotAfter']
  if (state === 'confirmed' && source !== null && !confirms(source, line)) return ['state', 'confirmedNeedsMeeting']
  return null
}

/** The first day, and how precisely a witness is known, where only one is. */
export function beginningOf({ since, attested }: Values): { from: string; attested: 'day' | 'month' | null } {
  return witnessIn(attested ?? '') ?? { from: since ?? '', attested: null }
}

function witnessIn(typed: string): { from: string; attested: 'day' | 'month' } | null {
  const date = dateIn(typed)
  if (!date || (date.precision !== 'day' && date.precision !== 'month')) return null
  return { from: date.on, attested: date.precision }
}

/** Only a meeting or a decision of the line confirms a focal point. */
function confirms({ kind, line }: { kind: string; line: string | null }, of: string): boolean {
  return (kind === 'meeting' || kind === 'decision') && line === of
}
