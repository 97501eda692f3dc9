/** Correcting who facilitates what. */
import { correctionWords, type FrameworkTables, type Loaded, offerCorrection } from '../framework/index.ts'
import type { PlatformTables } from '../platform/events.ts'
import { slice } from '../platform/http.ts'
import type { View } from '../platform/i18n.ts'
import type { StakeholdersTables } from '../stakeholders/index.ts'
import { mandateIn, NEVER, type StateRow, valuesOf } from './correction-rules.ts'
import { correctState, statesOf } from './correction-store.ts'
import { type MandateKey, ROLES, STATES, subjectOf } from './rules.ts'
import { strings } from './strings.ts'
import type { FacilitationTables } from './tables.ts'

type Tables = FrameworkTables & StakeholdersTables & FacilitationTables & PlatformTables
type LoadedState = Loaded & { row: StateRow; key: MandateKey }

export const mandateCorrection = slice<Tables>('framework', 'stakeholders', 'facilitation')

offerCorrection<Tables, LoadedState>(mandateCorrection, {
  path: '/facilitators/:line{[a-z0-9-]+}/:stakeholder{[a-z2-7]+}/:role{[a-z-]+}/correct',
  query: ['from'],
  own: (db) => db,
  load: async (db, { view, param, choice }) => {
    const key = { line: param('line'), stakeholder: param('stakeholder'), role: param('role') }
    const states = await statesOf(db, key, view.language)
    // Of one that somebody has corrected meanwhile the beginning may have moved.
    const row = states.find(({ from }) => from === choice.from) ?? states.at(-1) ?? states[0]
    const path = `/facilitators/${subjectOf(key)}/correct`
    return {
      ...{ kind: 'mandate', subject: subjectOf(key), lock: `mandates of ${key.line}`, row, key, path },
      ...{ line: key.line, title: `${row.name} · ${key.line}`, titleLanguage: row.nameLanguage, present: valuesOf(row) },
      back: key.line === 'plan' ? '/facilitators' : `/lines/${key.line}`,
      hidden: { from: row.from },
      fields: fieldsOf(view),
      others: states.filter((other) => other !== row).map((other) => ({ label: labelOf(view, other), path: `${path}?from=${other.from}` })),
    }
  },
  parse: (typed, { key }, source) => mandateIn(typed, key.line, source),
  write: correctState,
  constraints: { one_state_at_a_time: ['since', 'statesOverlap'], one_focal_point_per_line: ['since', 'secondFocalPoint'] },
  slices: ['facilitation'],
})

function fieldsOf(view: View): Loaded['fields'] {
  const t = view.words(strings)
  const correction = view.words(correctionWords)
  const never = { value: NEVER, label: correction('never') }
  return [
    {
      name: 'role',
      options: ROLES.map((role) => ({ value: role, label: t('roleWord', { role: role === 'focal-point' ? 'focal' : role }) })),
    },
    { name: 'position' },
    { name: 'state', options: [...STATES.map((state) => ({ value: state, label: t('stateWord', { state }) })), never] },
    { name: 'since', hint: correction('sinceHint') },
    { name: 'attested', hint: correction('attestedHint') },
    { name: 'until', hint: correction('untilHint') },
  ]
}

function labelOf(view: View, { state, from }: StateRow): string {
  return `${view.words(strings)('stateWord', { state })} · ${view.date(from)}`
}
