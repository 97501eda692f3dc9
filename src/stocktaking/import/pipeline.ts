/** From what readers yield to what is stored: in batches, the next of which is read while one is written. */
import { setImmediate } from 'node:timers/promises'
import type { Database } from '../../platform/db.ts'
import type { Problem, Report } from '../../platform/report.ts'
import type { Progress } from './progress.ts'
import { conflictOf, missingProblem } from './report.ts'
import { type Decided, datasetOf, type Reading } from './rules.ts'
import { type Import, indexWritten, missingFrom, storeBatch, type Tables } from './store.ts'

/** What the readers of all formats yield, file after file. The `end` of a file comes last; `generatedAt` is the date of the file itself. */
export type Item =
  | ({ kind: 'record' } & Reading)
  | { kind: 'refused'; file: string; line: number; identifier: string | null; reason: string }
  | { kind: 'end'; file: string; complete: boolean; generatedAt: string | null; reporters: readonly string[] }

/** Records in a transaction: enough that its sync costs little, few enough that memory is flat. */
const BATCH = 250

type Outlets = { report: Report; progress: Progress }

/** Imports all items. Throws what the database throws: what was committed before that stays. */
export async function importActivities(db: Database<Tables>, current: Import, items: AsyncIterable<Item>, outlets: Outlets): Promise<void> {
  const importing = new Importing(db, current, outlets)
  let writing: Promise<void> = Promise.resolve()
  for await (const batch of batchesOf(items)) {
    await writing
    writing = importing.take(batch)
    // It is awaited when the next batch is complete; until then nobody listens, and a failure must not end the process.
    writing.catch(() => {})
  }
  await writing
  await importing.end()
}

/** Reading gives way after each record: an answer of the database for the batch before must not wait until a piece of file is read. */
async function* batchesOf(items: AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let batch: Item[] = []
  for await (const item of items) {
    batch.push(item)
    await setImmediate()
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

class Importing {
  readonly #db: Database<Tables>
  readonly #current: Import
  readonly #outlets: Outlets
  #batch = 0
  #records = 0
  /** The identifiers of the file that is being read. */
  #seen = new Set<string>()
  #indexing: Promise<void> = Promise.resolve()

  constructor(db: Database<Tables>, current: Import, outlets: Outlets) {
    this.#db = db
    this.#current = current
    this.#outlets = outlets
  }

  async take(items: readonly Item[]): Promise<void> {
    const { progress } = this.#outlets
    const records = items.filter((item) => item.kind === 'record')
    this.#refuse(items.filter((item) => item.kind === 'refused').map((item) => ({ ...item, outcome: 'refused' })))
    if (records.length > 0) {
      progress.writing(++this.#batch)
      this.#report(await this.#store(records))
      await this.#index()
      this.#records += records.length
      progress.written(this.#batch, this.#records)
    }
    for (const item of items) await this.#look(item)
  }

  /** What the last batch wrote is made searchable while the next one is written. */
  async #index(): Promise<void> {
    await this.#indexing
    this.#indexing = indexWritten(this.#db, this.#current)
    this.#indexing.catch(() => {})
  }

  async end(): Promise<void> {
    await this.#index()
    await this.#indexing
  }

  /** One record that the database does not take must not keep the others out: then each is tried on its own. */
  async #store(readings: readonly Reading[]): Promise<Decided[]> {
    try {
      return await storeBatch(this.#db, this.#current, readings)
    } catch (error) {
      if (!isAboutData(error)) throw error
      return readings.length > 1 ? this.#storeEach(readings) : this.#refuseUnfit(readings, error)
    }
  }

  async #storeEach(readings: readonly Reading[]): Promise<Decided[]> {
    const decided: Decided[] = []
    for (const reading of readings) decided.push(...(await this.#store([reading])))
    return decided
  }

  #refuseUnfit(readings: readonly Reading[], { message }: Error): Decided[] {
    const reason = `The database does not take it: ${message}.`
    this.#refuse(readings.map(({ file, line, record }) => ({ file, line, identifier: record.identifier, outcome: 'refused', reason })))
    return []
  }

  #refuse(problems: Problem[]): void {
    this.#current.counts = { ...this.#current.counts, refused: this.#current.counts.refused + problems.length }
    this.#outlets.report.add(problems)
  }

  #report(decided: readonly Decided[]): void {
    this.#outlets.report.add(decided.map(conflictOf).filter((problem) => problem !== null))
  }

  /** Follows the files: at the end of one, what it no longer has is looked for. */
  async #look(item: Item): Promise<void> {
    if (item.kind === 'record') this.#seen.add(item.record.identifier)
    if (item.kind === 'refused' && item.identifier !== null) this.#seen.add(item.identifier)
    if (item.kind !== 'end') return
    if (item.complete && item.generatedAt !== null) await this.#reportMissing(item.file, new Date(item.generatedAt), item.reporters)
    this.#seen = new Set()
  }

  async #reportMissing(file: string, generatedAt: Date, reporters: readonly string[]): Promise<void> {
    const missing = await missingFrom(this.#db, { name: datasetOf(file), generatedAt, reporters }, this.#seen)
    this.#current.counts = { ...this.#current.counts, missing: this.#current.counts.missing + missing.length }
    this.#outlets.report.add(missing.map((one) => missingProblem(file, one)))
  }
}

/** SQLSTATE classes 22 (data exception), 23 (integrity constraint violation) and 54 (program limit exceeded). */
function isAboutData(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(22|23|54)...$/.test(error.code)
}
