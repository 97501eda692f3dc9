/** `import stakeholders`: lists of organisations in, a summary out. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Database } from '../../platform/db.ts'
import { Refused } from '../../platform/errors.ts'
import { figure, Report } from '../../platform/report.ts'
import { type Reading, readList } from './reader.ts'
import { type Counts, noCounts } from './rules.ts'
import { endImport, type ListImport, readCodes, storeBatch, type Tables } from './store.ts'

const USAGE = `Say which lists of organisations to import:

  actionlines import stakeholders FILE.csv… [--source TITLE [--url URL]] [--encoding NAME]

Each has a row for an organisation and a header that names its columns: identifier and name, which must be there, name_fr (or another
language), type, country, website, acronym. The columns of the IATI Registry's list of publishers are known too.`

export type ListSettings = {
  /** Where reports are kept, in imports/. */
  dataDir: string
  clock?: () => Date
  /** Where problems are shown. */
  terminal?: { write(text: string): unknown }
  /** Where the summary goes. */
  print?: (line: string) => void
}

/**
 * Imports lists of organisations by identifier. Throws Refused when the command cannot be understood. The same lists can be imported
 * again at any time: what was written stays, and what is on record already is not written again.
 * @returns 1 when a file could not be read to its end, else 0
 */
export async function importStakeholders(args: readonly string[], { db }: { db: Database<Tables> }, settings: ListSettings) {
  const { dataDir, clock = () => new Date(), terminal = process.stderr, print = console.log } = settings
  const { files, source, encoding } = parsed(args)
  const current: ListImport = { startedAt: clock(), source, run: null, counts: noCounts() }
  const report = new Report(join(dataDir, 'imports', `${current.startedAt.toISOString().replaceAll(':', '')}-import-stakeholders.csv`))
  const codes = await readCodes(db)
  const unread: string[] = []
  for (const file of files) {
    for await (const readings of batchesOf(readList(file, codes, encoding))) {
      await take(db, current, readings)
      report.add(readings.flatMap((reading) => (reading.kind === 'refused' ? [{ ...reading, file, outcome: 'refused' as const }] : [])))
      for (const reading of readings) {
        if (reading.kind === 'columns' && reading.others.length > 0)
          print(`Columns of ${file} that are not read: ${reading.others.join(', ')}`)
        if (reading.kind === 'end' && !reading.complete) unread.push(file)
      }
    }
  }
  await endImport(db, current, clock())
  for (const line of report.lines()) terminal.write(`${line}\n`)
  print(summaryOf(current.counts, files.length))
  if (unread.length > 0) print(`Not read to the end: ${unread.join(', ')}`)
  return unread.length > 0 ? 1 : 0
}

function parsed(args: readonly string[]) {
  const { positionals, values } = split(args)
  const { source: title, url, encoding } = values
  if (positionals.length === 0 || title?.trim() === '' || (url !== undefined && title === undefined)) throw new Refused(USAGE)
  if (url !== undefined && !(URL.canParse(url) && /^https?:\/\//.test(url))) throw new Refused(`${url} is not the address of a source.`)
  for (const file of positionals) if (!existsSync(file)) throw new Refused(`There is no ${file}.`)
  return { files: positionals, source: title === undefined ? null : { title: title.trim(), url: url ?? null }, encoding }
}

function split(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { source: { type: 'string' }, url: { type: 'string' }, encoding: { type: 'string' } },
    })
  } catch (error) {
    throw new Refused(`${error instanceof Error ? error.message : error}\n\n${USAGE}`)
  }
}

/** Rows in a transaction. */
const BATCH = 250

async function* batchesOf(readings: AsyncIterable<Reading>): AsyncGenerator<Reading[]> {
  let batch: Reading[] = []
  for await (const reading of readings) {
    if (batch.push(reading) < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

async function take(db: Database<Tables>, current: ListImport, readings: readonly Reading[]): Promise<void> {
  const entries = readings.flatMap((reading) => (reading.kind === 'entry' ? [reading.entry] : []))
  const refused = readings.filter(({ kind }) => kind === 'refused').length
  current.counts = { ...current.counts, refused: current.counts.refused + refused }
  if (entries.length > 0) await storeBatch(db, current, entries)
}

const VERBS: readonly [keyof Counts, string][] = [
  ['added', 'added'],
  ['completed', 'completed'],
  ['unchanged', 'on record already and left as they are'],
  ['refused', 'refused'],
]

function summaryOf(counts: Counts, files: number): string {
  const parts = VERBS.filter(([count]) => counts[count] > 0).map(([count, verb]) => `${figure(counts[count])} ${verb}`)
  const rows = VERBS.reduce((sum, [count]) => sum + counts[count], 0)
  const head = `${figure(rows)} ${rows === 1 ? 'row' : 'rows'} in ${figure(files)} ${files === 1 ? 'file' : 'files'}`
  const nothing = counts.added + counts.completed > 0 ? '' : ' Nothing was written.'
  return `${head}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.${nothing}`
}
