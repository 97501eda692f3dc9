/** Reads a list of organisations, one a row, as a stream. */
import { pipeline, Readable } from 'node:stream'
import { type CsvError, parse } from 'csv-parse'
import { encodingNamed, encodingOf, isUndecodable, textOf } from '../../platform/decoding.ts'
import { type Codes, type Columns, columnsOf, type Entry, rowOf } from './rules.ts'

/** `columns` are those of a list that are not read. After `refused` without an identifier at line 1 nothing may follow; `end` always does. */
export type Reading =
  | { kind: 'entry'; line: number; entry: Entry }
  | { kind: 'refused'; line: number; identifier: string | null; reason: string }
  | { kind: 'columns'; others: readonly string[] }
  | { kind: 'end'; complete: boolean }

/** Characters: longer than any row that says something. */
const LARGEST_ROW = 64 * 1024

/** Reads a list. A row that cannot be taken in is `refused` and the rest goes on. Expected faults are never thrown. */
export async function* readList(file: string, codes: Codes, label?: string): AsyncGenerator<Reading> {
  let complete = false
  try {
    const encoding = label === undefined ? await encodingOf(file) : encodingNamed(label)
    if (encoding === null) yield refused(`"${label}" is not an encoding.`)
    else complete = yield* readingsOf(textOf(file, encoding), codes)
  } catch (error) {
    yield refused(faultOf(error))
  }
  yield { kind: 'end', complete }
}

/** What the file system or the decoder says of a file; anything else is thrown on. */
function faultOf(error: unknown): string {
  if (isUndecodable(error)) return 'The file is not in that encoding.'
  if (error instanceof Error && 'syscall' in error) return `The file cannot be read: ${error.message}.`
  throw error
}

/** @returns whether it was read to its end */
async function* readingsOf(text: AsyncIterable<string>, codes: Codes): AsyncGenerator<Reading, boolean> {
  const skipped: CsvError[] = []
  const seen = new Map<string, number>()
  let header: { width: number; columns: Columns } | null = null
  let last = 0
  for await (const { record, info } of rowsOf(text, skipped)) {
    const line = info.lines - lineEndsIn(record)
    yield* skippedRows(skipped, line)
    last = info.lines
    if (header === null) {
      const columns = columnsOf(record)
      if ('refused' in columns) return yield* ending(columns.refused)
      header = { width: record.length, columns }
      yield { kind: 'columns', others: columns.others }
    } else yield readingOf(record, header, { line, codes, seen })
  }
  const broken = skipped.find(endsReading)
  yield* skippedRows(skipped, Number.POSITIVE_INFINITY)
  if (broken) yield refused(BREAKS[broken.code] ?? broken.message, last + 1)
  if (header === null && !broken) return yield* ending('The file is empty.')
  return !broken
}

function* ending(reason: string): Generator<Reading, false> {
  yield refused(reason)
  return false
}

type ParsedRow = { record: string[]; info: { lines: number } }

function rowsOf(text: AsyncIterable<string>, skipped: CsvError[]): AsyncIterable<ParsedRow> {
  const parser = parse({
    bom: true,
    delimiter: [',', ';', '\t'],
    info: true,
    max_record_size: LARGEST_ROW,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error !== undefined) skipped.push(error)
    },
  })
  pipeline(Readable.from(text), parser, () => {
    // What goes wrong is thrown where the rows are read.
  })
  return parser
}

/** After these the parser finds no row any more. */
const BREAKS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quotation mark is not closed: all that follows cannot be told apart.',
  CSV_MAX_RECORD_SIZE: `The row is longer than ${LARGEST_ROW} characters: a quotation mark may not be closed.`,
}

function endsReading({ code }: CsvError): boolean {
  return code in BREAKS
}

/** Rows that are no rows, each once, as far as a line: the parser tells of them before it tells of the rows above them. */
function* skippedRows(errors: CsvError[], before: number): Generator<Reading> {
  const lines = new Map(errors.filter((error) => !endsReading(error)).map((error) => [lineOf(error), error]))
  for (const [line, error] of lines) {
    if (line >= before) continue
    yield refused(`The row cannot be read: ${error.message}.`, line)
    for (const told of errors.filter((other) => lineOf(other) === line && !endsReading(other))) errors.splice(errors.indexOf(told), 1)
  }
}

function lineOf({ lines }: CsvError): number {
  return typeof lines === 'number' ? lines : 1
}

type Header = { width: number; columns: Columns }
type Place = { line: number; codes: Codes; seen: Map<string, number> }

function readingOf(cells: readonly string[], { width, columns }: Header, { line, codes, seen }: Place): Reading {
  if (cells.length !== width) return refused(`The row has ${cells.length} cells, its header ${width}.`, line)

  const row = rowOf(cells, columns, codes)
  if ('refused' in row) return { ...refused(row.refused, line), identifier: row.identifier }
  const { identifier } = row.entry
  const earlier = seen.get(identifier)
  if (earlier !== undefined) return { ...refused(`The identifier stands already in line ${earlier}.`, line), identifier }
  seen.set(identifier, line)
  return { kind: 'entry', line, entry: row.entry }
}

/** A row is counted at its last line; it begins as many before as its values have line ends. */
function lineEndsIn(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + cell.split(/\r\n|\n|\r/).length - 1, 0)
}

function refused(reason: string, line = 1) {
  return { kind: 'refused', line, identifier: null, reason } as const
}
