/** What becomes of a record that comes in: decided from what is stored under its identifier, and from nothing else. */
import type { ActivityRecord } from '../iati/index.ts'
import type { Suggestion } from '../suggestions/index.ts'

/** A record that was read, where it stands, and the lines that it is suggested for. */
export type Reading = { file: string; line: number; record: ActivityRecord; suggestions: readonly Suggestion[] }

/** What is stored under an identifier, as far as an import judges by it. `id` is null for what this batch is about to add. */
export type Known = {
  id: number | null
  version: number
  digest: Uint8Array
  updatedAt: Date | null
  /** The identifier of the organisation that reported it; null for what the plan ships. */
  reporter: string | null
  dataset: string | null
  /** When the secretariat withdrew it: an import does not put it back. */
  withdrawnAt?: Date | null
}

export type Verdict = 'added' | 'changed' | 'unchanged' | 'older' | 'conflict-content' | 'conflict-reporter'

/** `newer` of an unchanged record: its file says the same at a later date, which must be remembered or an older file could undo it. */
export type Decided = Reading & { verdict: Verdict; newer: boolean; version: number; known: Known | null }

/** A decided record that is to be written: its version is a new one. */
export function isWritten({ verdict }: Decided): boolean {
  return verdict === 'added' || verdict === 'changed'
}

/** Of each identifier of a batch the last that comes to say the same as what is stored, at a later date, with nothing new after it. */
export function confirmations(decided: readonly Decided[]): Decided[] {
  const last = new Map<string, Decided>()
  for (const one of decided) if (isWritten(one) || (one.verdict === 'unchanged' && one.newer)) last.set(one.record.identifier, one)
  return [...last.values()].filter((one) => !isWritten(one))
}

/**
 * The first of two records with the same date stays, and so does the organisation that reported it first; in all else the newer one
 * counts. The date is the record's own, else that of its file; no date is older than any.
 */
export function verdictOn(known: Known | null, record: ActivityRecord): Verdict {
  if (known === null) return 'added'
  if (sameBytes(known.digest, record.digest)) return 'unchanged'
  if (known.reporter !== record.reporter.identifier) return 'conflict-reporter'
  const order = compareDates(dateOf(record), known.updatedAt)
  if (order === 0) return 'conflict-content'
  return order > 0 ? 'changed' : 'older'
}

/** Decides a batch in the order in which it was read: of two records with one identifier the second meets what the first became. */
export function decide(stored: ReadonlyMap<string, Known>, readings: readonly Reading[]): Decided[] {
  const current = new Map(stored)
  return readings.map((reading) => {
    const { record } = reading
    const known = current.get(record.identifier) ?? null
    const verdict = verdictOn(known, record)
    const newer = known === null || compareDates(dateOf(record), known.updatedAt) > 0
    const decided: Decided = { ...reading, verdict, newer, known, version: (known?.version ?? 0) + 1 }
    const next = after(decided)
    if (next) current.set(record.identifier, next)
    return decided
  })
}

/** What is stored once the decision is carried out; null where nothing is. */
function after({ file, record, verdict, newer, version, known }: Decided): Known | null {
  const come = { updatedAt: dateOf(record), dataset: datasetOf(file) }
  if (verdict === 'added' || verdict === 'changed') {
    const { id = null, withdrawnAt } = known ?? {}
    return { id, version, digest: record.digest, reporter: record.reporter.identifier, ...come, ...(withdrawnAt ? { withdrawnAt } : {}) }
  }
  return verdict === 'unchanged' && newer && known ? { ...known, ...come } : null
}

/** The name of a file without its folders: publishers keep it from one edition to the next. */
export function datasetOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1)
}

export function dateOf(record: ActivityRecord): Date | null {
  return record.updatedAt === null ? null : new Date(record.updatedAt)
}

function compareDates(one: Date | null, other: Date | null): number {
  return (one?.getTime() ?? EARLIEST) - (other?.getTime() ?? EARLIEST)
}
const EARLIEST = -8.64e15

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}

export type Counts = {
  added: number
  changed: number
  unchanged: number
  older: number
  conflicts: number
  refused: number
  missing: number
}

export function noCounts(): Counts {
  return { added: 0, changed: 0, unchanged: 0, older: 0, conflicts: 0, refused: 0, missing: 0 }
}

/** The counts with a batch added. */
export function counted(counts: Counts, decided: readonly Decided[]): Counts {
  const sum = { ...counts }
  for (const { verdict } of decided) sum[countOf(verdict)] += 1
  return sum
}

function countOf(verdict: Verdict): keyof Counts {
  return verdict === 'conflict-content' || verdict === 'conflict-reporter' ? 'conflicts' : verdict
}
