/** Corrections: what was on record, what is, and by which source. */
import type { Typed } from '../../platform/forms.ts'
import type { Source } from '../sources/index.ts'

export const CORRECTED = ['mandate', 'stakeholder', 'membership', 'line', 'process', 'source'] as const
export type Corrected = (typeof CORRECTED)[number]

/** A thing as its form shows it: by field, empty where there is nothing. */
export type Values = Readonly<Record<string, string>>

export type Change = { field: string; before: string; after: string }

/** What was corrected at a moment. `subject`: the thing, as addresses know it. */
export type Correction = { kind: Corrected; subject: string; at: Date; source: Source; changes: readonly Change[] }

/** The fields that differ, in the order of the form. */
export function changesOf(before: Values, after: Values): Change[] {
  return Object.keys({ ...before, ...after })
    .map((field) => ({ field, before: before[field] ?? '', after: after[field] ?? '' }))
    .filter((change) => change.before !== change.after)
}

/** A thing as it was known at a moment: what was corrected later is taken back, the newest first. */
export function knownAt(values: Values, corrections: readonly Pick<Correction, 'at' | 'changes'>[], moment: Date): Values {
  const later = corrections.filter(({ at }) => at > moment).sort((a, b) => b.at.getTime() - a.at.getTime())
  const takenBack = later.flatMap(({ changes }) => changes).map(({ field, before }) => [field, before])
  return { ...values, ...Object.fromEntries(takenBack) }
}

/** What two persons made of a field in one time. */
export type Clash = { field: string; yours: string; theirs: string }

/** A form that somebody filled in from what is not on record any more: what they changed stays, the rest is what is on record now. */
export function rebased(typed: Typed, { was, present }: { was: Values; present: Values }): { typed: Typed; clashes: Clash[] } {
  const moved = changesOf(was, present)
  const kept = moved.filter(({ field }) => typed[field] === was[field])
  const clashes = moved.map(({ field, after }) => ({ field, yours: typed[field] ?? '', theirs: after }))
  return { typed: { ...typed, ...Object.fromEntries(kept.map(({ field, after }) => [field, after])) }, clashes }
}

/** The hidden field that says what stood in a field when its form was made. */
export const wasOf = (field: string) => `was-${field}`

/** What was on record when a form was made, of the fields that a thing has. */
export function wasIn(typed: Typed, present: Values): Values {
  return Object.fromEntries(Object.keys(present).map((field) => [field, typed[wasOf(field)] ?? '']))
}
