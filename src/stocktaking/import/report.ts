/** What an import of activities could not take in, and what it says at its end. In English, as all commands are. */
import { figure, type Problem } from '../../platform/report.ts'
import type { Counts, Decided } from './rules.ts'

/** What stands against a record that stays out, told with what it met; null where nothing does. */
export function conflictOf({ file, line, record, verdict, known }: Decided): Problem | null {
  const met = `the stored one of ${whenOf(known?.updatedAt ?? null)}${known?.dataset ? `, which came in ${known.dataset}` : ''}`
  const problem = (reason: string): Problem => ({ file, line, identifier: record.identifier, outcome: 'conflict', reason })
  switch (verdict) {
    case 'conflict-content':
      return problem(`The record has the same date as ${met}, but not the same content. The stored one stays.`)
    case 'conflict-reporter':
      return problem(
        `The record is reported by ${record.reporter.identifier}, ${met}, by ${known?.reporter ?? 'nobody'}. The stored one stays.`,
      )
    default:
      return known?.withdrawnAt
        ? {
            ...problem(`The activity was withdrawn here on ${whenOf(known.withdrawnAt)}, and stays so until the secretariat puts it back.`),
            outcome: 'withdrawn',
          }
        : null
  }
}

export function missingProblem(file: string, { identifier, updatedAt }: { identifier: string; updatedAt: Date }): Problem {
  const reason = `The stored record of ${whenOf(updatedAt)} came in a file of this name; this newer one does not have it. The stored one stays.`
  return { file, line: null, identifier, outcome: 'missing', reason }
}

function whenOf(date: Date | null): string {
  return date === null ? 'no date' : date.toISOString()
}

const VERBS: [keyof Counts, string][] = [
  ['added', 'added'],
  ['changed', 'changed'],
  ['unchanged', 'unchanged'],
  ['older', 'older than what is stored and skipped'],
  ['conflicts', 'in conflict with what is stored and left out'],
  ['refused', 'refused'],
]

/** The end of an import in one or two sentences. */
export function summaryOf(counts: Counts, files: number, seconds: number): string {
  const parts = VERBS.filter(([count]) => counts[count] > 0).map(([count, verb]) => `${figure(counts[count])} ${verb}`)
  const read = VERBS.reduce((sum, [count]) => sum + counts[count], 0)
  const pace = seconds >= 1 ? ` (${figure(Math.round(read / seconds))} a second)` : ''
  const head = `${figure(read)} ${read === 1 ? 'record' : 'records'} in ${figure(files)} ${files === 1 ? 'file' : 'files'}${pace}`
  const written = counts.added + counts.changed > 0 ? [] : ['No activity was written.']
  const missing = counts.missing === 0 ? [] : [missingSentence(counts.missing)]
  return [parts.length === 0 ? `${head}.` : `${head}: ${parts.join(', ')}.`, ...missing, ...written].join(' ')
}

function missingSentence(count: number): string {
  if (count === 1) return '1 that is stored is missing from a newer file; it stays.'
  return `${figure(count)} that are stored are missing from newer files; they stay.`
}
