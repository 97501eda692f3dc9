/** `import iati` and `import csv`: files in, a summary out. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import type { Database } from '../../platform/db.ts'
import { Refused } from '../../platform/errors.ts'
import { figure, Report } from '../../platform/report.ts'
import { readRows } from '../csv/index.ts'
import { type ActivityRecord, type Reading, type ReadingOptions, readActivities, sentenceOf } from '../iati/index.ts'
import { readSuggestions, type Suggestion, suggestLines } from '../suggestions/index.ts'
import { type Item, importActivities } from './pipeline.ts'
import { progressOn, type Terminal } from './progress.ts'
import { summaryOf } from './report.ts'
import { noCounts } from './rules.ts'
import { endImport, type Import, readCodes, type Tables } from './store.ts'

const USAGE = `Say what to import:

  actionlines import iati FILE|DIR…
  actionlines import csv FILE… --columns MAP.csv [--encoding NAME]

  actionlines import stakeholders FILE.csv… [--source TITLE [--url URL]] [--encoding NAME]

  --verbose   says when each batch of activities is written`

export type ImportSettings = {
  /** Where reports are kept, in imports/. */
  dataDir: string
  /** The folder of what ships as data: there are the words by which lines are suggested. */
  shipped: string
  clock?: () => Date
  /** Where progress and problems are shown. */
  terminal?: Terminal
  /** Where the summary goes. */
  print?: (line: string) => void
}

/**
 * Imports files. Throws Refused when the command cannot be understood, and when the database fails on the way: what was committed
 * before that stays, and the same command goes on from there.
 * @returns 1 when a file could not be read to its end, else 0: records that were refused have been reported, and no more can be done
 */
export async function importCommand(args: readonly string[], { db }: { db: Database<Tables> }, settings: ImportSettings): Promise<number> {
  const { dataDir, shipped, clock = () => new Date(), terminal = process.stderr, print = console.log } = settings
  const command = parsed(args)
  keepMemoryFlat()
  const began = performance.now()
  const { codes, vocabularyUri } = await readCodes(db)
  const current: Import = { kind: command.kind, startedAt: clock(), codes, run: null, counts: noCounts(), unindexed: [] }
  const report = new Report(join(dataDir, 'imports', `${current.startedAt.toISOString().replaceAll(':', '')}-${command.kind}.csv`))
  const progress = progressOn(terminal, bytesOf(command), command.verbose)
  const suggestions = readSuggestions(shipped)
  const files = new Files(command, (record) => suggestLines(suggestions, record), { vocabularyUri, onBytes: progress.bytes })
  try {
    await importActivities(db, current, files.items(), { report, progress })
    await endImport(db, current, clock())
  } catch (error) {
    throw stopped(error, current)
  } finally {
    progress.end()
  }
  for (const line of report.lines()) terminal.write(`${line}\n`)
  print(summaryOf(current.counts, command.files.length, (performance.now() - began) / 1000))
  if (files.unread.length > 0) print(`Not read to the end: ${files.unread.join(', ')}`)
  return files.unread.length > 0 ? 1 : 0
}

/**
 * A batch lives long enough to be taken for lasting, so what is left of it is only collected once the heap has grown to several times
 * what is in use: by half is soon enough. Costs no time that could be measured, and halves what a long import takes.
 */
function keepMemoryFlat(): void {
  setFlagsFromString('--heap-growing-percent=50')
}

/** A database that is gone, or a disk that is full, ends the import: nothing else can be done with the records that are left. */
function stopped(error: unknown, { counts }: Import): unknown {
  if (!(error instanceof Error) || error instanceof Refused || MISTAKES.some((mistake) => error instanceof mistake)) return error
  const written = `The ${figure(counts.added + counts.changed)} activities that were written stay. Run the same command again to go on.`
  return new Refused(`The import stopped: ${error.message}\n${written}`, { cause: error })
}
/** Of the program: they are shown with the place where they were made. */
const MISTAKES = [TypeError, RangeError, ReferenceError, SyntaxError]

type Command = { kind: Import['kind']; files: string[]; columns: string | null; encoding: string | undefined; verbose: boolean }

function parsed(args: readonly string[]): Command {
  const { format, paths, values } = split(args)
  if (paths.length === 0) throw new Refused(USAGE)
  if (format === 'iati' && values.columns === undefined && values.encoding === undefined) {
    const files = paths.flatMap(filesAt)
    if (files.length === 0) throw new Refused(`There is no file that ends in .xml in ${paths.join(', ')}.`)
    return { kind: 'import-iati', files, columns: null, encoding: undefined, verbose: values.verbose }
  }
  if (format !== 'csv' || values.columns === undefined) throw new Refused(USAGE)
  const files = [...paths, values.columns].map(existing).slice(0, -1)
  return { kind: 'import-csv', files, columns: values.columns, encoding: values.encoding, verbose: values.verbose }
}

function split(args: readonly string[]) {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { columns: { type: 'string' }, encoding: { type: 'string' }, verbose: { type: 'boolean', default: false } },
    })
    const [format, ...paths] = positionals
    return { format, paths, values }
  } catch (error) {
    throw new Refused(`${error instanceof Error ? error.message : error}\n\n${USAGE}`)
  }
}

/** A file, or all that end in .xml in a folder and those below, in the order of their names. */
function filesAt(path: string): string[] {
  if (!statSync(existing(path)).isDirectory()) return [path]
  const entries = readdirSync(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory() && /\.xml$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function existing(path: string): string {
  if (!existsSync(path)) throw new Refused(`There is no ${path}.`)
  return path
}

/** 0 where it is not known how much there is to read: of a pipe, and of flat files, whose reader does not tell how far it is. */
function bytesOf({ kind, files }: Command): number {
  if (kind === 'import-csv') return 0
  return files.reduce((sum, file) => sum + statSync(file).size, 0)
}

type Suggest = (record: ActivityRecord) => readonly Suggestion[]

class Files {
  /** Those whose end has not been read. */
  readonly unread: string[] = []
  readonly #command: Command
  readonly #suggest: Suggest
  readonly #options: ReadingOptions

  constructor(command: Command, suggest: Suggest, options: ReadingOptions) {
    this.#command = command
    this.#suggest = suggest
    this.#options = options
  }

  async *items(): AsyncGenerator<Item> {
    for (const file of this.#command.files) {
      for await (const reading of this.#read(file)) yield this.#itemOf(file, reading)
    }
  }

  #read(file: string): AsyncGenerator<Reading> {
    const { columns, encoding } = this.#command
    return columns === null ? readActivities(file, this.#options) : readRows(file, columns, encoding)
  }

  #itemOf(file: string, reading: Reading): Item {
    if (reading.kind === 'record') return { ...reading, file, suggestions: this.#suggest(reading.record) }
    if (reading.kind === 'refused')
      return { kind: 'refused', file, line: reading.line, identifier: reading.identifier, reason: sentenceOf(reading) }
    if (!reading.complete) this.unread.push(file)
    return { ...reading, file }
  }
}
