/** What an import could not take in, in a file and in the terminal, and what it says at its end. In English, as all commands are. */
import { appendFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import type { Counts, Decided } from './rules.ts'

/** `line` is null for what a file does not have. */
export type Problem = {
  file: string
  line: number | null
  identifier: string | null
  outcome: 'refused' | 'conflict' | 'missing' | 'withdrawn'
  reason: string
}

const COLUMNS = ['file', 'line', 'identifier', 'outcome', 'reason'] as const

/** How many problems the terminal shows. */
const SHOWN = 20

/** Problems go to the file as they come, so that a crash does not take them away; the file is made for the first. */
export class Report {
  readonly path: string
  readonly #first: Problem[] = []
  #count = 0

  constructor(path: string) {
    this.path = path
  }

  add(problems: readonly Problem[]): void {
    if (problems.length === 0) return
    if (this.#count === 0) mkdirSync(dirname(this.path), { recursive: true })
    const header = this.#count === 0
    appendFileSync(this.path, stringify([...problems], { header, columns: [...COLUMNS], escape_formulas: true }))
    this.#first.push(...problems.slice(0, SHOWN - this.#first.length))
    this.#count += problems.length
  }

  /** The first problems, a line each, and where the others are; empty where there is none. */
  lines(): string[] {
    const rest = this.#count - this.#first.length
    const shown = this.#first.map((problem) => printable(`  ${placeOf(problem)}: ${problem.outcome}. ${problem.reason}`))
    if (this.#count === 0) return []
    return [...shown, ...(rest > 0 ? [`  … and ${figure(rest)} more`] : []), `All of them, by file and line: ${this.path}`]
  }
}

function placeOf({ file, line, identifier }: Problem): string {
  return [`${file}${line === null ? '' : `:${line}`}`, identifier].filter((part) => part !== null).join(' ')
}

/** A file's own words must not move the cursor or turn the direction of the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}|\p{Bidi_Control}/gu, '\ufffd')
}

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

export function figure(number: number): string {
  return number.toLocaleString('en')
}
