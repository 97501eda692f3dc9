/** What an import could not take in, in a file and in the terminal. In English, as all commands are. */
import { appendFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { stringify } from 'csv-stringify/sync'

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

export function figure(number: number): string {
  return number.toLocaleString('en')
}
