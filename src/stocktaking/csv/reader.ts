/** Reads a flat file of activities, one a row, as a stream. */
import { readFile, stat } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { type CsvError, type Parser, parse } from 'csv-parse'
import { encodingNamed, encodingOf, isUndecodable, textOf } from '../../platform/decoding.ts'
import type { Reading, Refusal } from '../iati/index.ts'
import { type ColumnMap, readMap, refusalsOfHeader } from './map-rules.ts'
import { type Positions, positionsOf, Row } from './row-rules.ts'
import { recordOfRow } from './rules.ts'

/** Bytes: longer than any text that is taken in, and what the parser still reads in a second. */
const LARGEST_ROW = 1024 * 1024

/**
 * Reads a flat file by a map of its columns, which is a file too (see `readMap`). `encoding` is a label of the Encoding Standard;
 * without one it is found out. A row that cannot be taken in is `refused` and the rest goes on; what is wrong with the map is refused
 * before any row. A row without a date of its own has that of the file's last change, so that a corrected file is newer than what it
 * corrects. Expected faults are never thrown.
 */
export async function* readRows(file: string, mapFile: string, encoding?: string): AsyncGenerator<Reading> {
  const reporters = new Set<string>()
  let complete = false
  let changedAt: string | null = null
  try {
    changedAt = (await stat(file)).mtime.toISOString()
    for await (const reading of readingsOf(file, mapFile, encoding)) {
      if (reading === 'complete') complete = true
      else yield dated(reading, changedAt)
      if (typeof reading === 'object' && reading.kind === 'record') reporters.add(reading.record.reporter.identifier)
    }
  } catch (error) {
    yield refusedFile(error, encoding)
  }
  yield { kind: 'end', complete, version: null, generatedAt: changedAt, reporters: [...reporters] }
}

function dated(reading: RowReading, changedAt: string): RowReading {
  if (reading.kind !== 'record' || reading.record.updatedAt !== null) return reading
  return { ...reading, record: { ...reading.record, updatedAt: changedAt } }
}

type RowReading = Exclude<Reading, { kind: 'end' }>

async function* readingsOf(file: string, mapFile: string, label: string | undefined): AsyncGenerator<RowReading | 'complete'> {
  const { map, refusals } = readMap(await readFile(mapFile, 'utf8'), mapFile)
  if (refusals.length > 0) return yield* refusals.map((refusal) => refused(refusal, 1))
  const encoding = label === undefined ? await encodingOf(file) : encodingNamed(label)
  if (encoding === null) return yield refused({ reason: 'unknownEncoding', params: { encoding: label ?? '' } }, 1)
  const text = textOf(file, encoding)
  const { value: start = '' } = await text.next()
  const refusal = refusalOfStart(start)
  if (refusal !== null) return yield refused(refusal, 1)
  yield* readingsOfText(start, text, map)
}

/** A workbook is a zip file. */
function refusalOfStart(start: string): Refusal | null {
  if (start.trim() === '') return { reason: 'empty', params: {} }
  return start.startsWith('PK\u0003\u0004') ? { reason: 'workbook', params: {} } : null
}

async function* readingsOfText(start: string, rest: AsyncIterable<string>, map: ColumnMap): AsyncGenerator<RowReading | 'complete'> {
  const skipped: Skipped = { errors: [], ended: false }
  const rows: AsyncIterable<ParsedRow> = rowsOf(start, rest, skipped)
  let header: Header | null = null
  let line = 0
  for await (const { record, info } of rows) {
    yield* refusedRows(skipped.errors, line, info.lines)
    line = info.lines
    if (header !== null) {
      yield readingOfRow(record, header, line - lineEndsIn(record))
      continue
    }
    const refusals = refusalsOfHeader(map, record)
    if (refusals.length > 0) return yield* refusals.map((refusal) => refused(refusal, 1))
    header = { columns: record, positions: positionsOf(map, record) }
  }
  yield* refusedRows(skipped.errors, line, Number.POSITIVE_INFINITY)
  if (!skipped.ended) yield 'complete'
}

type Header = { columns: string[]; positions: Positions }
/** What the parser skipped, and whether it could not go on after that. */
type Skipped = { errors: CsvError[]; ended: boolean }
type ParsedRow = { record: string[]; info: { lines: number } }

function rowsOf(start: string, rest: AsyncIterable<string>, skipped: Skipped): Parser {
  const parser = parse({
    delimiter: delimiterOf(start),
    info: true,
    max_record_size: LARGEST_ROW,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error === undefined) return
      skipped.errors.push(error)
      skipped.ended ||= endsReading(error)
    },
  })
  pipeline(Readable.from(chained(start, rest, skipped)), parser, () => {
    // What goes wrong is thrown where the rows are read.
  })
  return parser
}

/** The text up to what the parser cannot find its way out of. */
async function* chained(start: string, rest: AsyncIterable<string>, skipped: Readonly<Skipped>): AsyncGenerator<string> {
  yield start
  for await (const text of rest) {
    if (skipped.ended) return
    yield text
  }
}

function endsReading({ code }: CsvError): boolean {
  return code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE'
}

/** Of comma, semicolon and tab the one that the header has most of. */
function delimiterOf(start: string): string {
  const header = start.replace(/"[^"]*"/g, '').split(/[\r\n]/, 1)[0] ?? ''
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }))
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter
}

function readingOfRow(cells: string[], { columns, positions }: Header, line: number): RowReading {
  if (cells.length !== columns.length)
    return refused({ reason: 'wrongWidth', params: { found: cells.length, expected: columns.length } }, line)
  const record = recordOfRow(new Row(columns, cells, positions))
  return 'reason' in record ? { kind: 'refused', line, ...record } : { kind: 'record', line, record }
}

/** A row is counted at its last line; it begins as many before as its values have line ends. */
function lineEndsIn(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + cell.split(/\r\n|\n|\r/).length - 1, 0)
}

/**
 * The rows between two lines that the parser skipped. It tells of them earlier than of the rows before them, of some more than once,
 * and of what ends the reading with all that follows from it.
 */
function* refusedRows(errors: CsvError[], after: number, before: number): Generator<RowReading> {
  let last = after
  for (let error = errors[0]; error !== undefined && lineOf(error) < before; error = errors[0]) {
    errors.shift()
    if (endsReading(error)) errors.length = 0
    else if (lineOf(error) === last) continue
    yield refusedRow(error, last)
    last = lineOf(error)
  }
}

/** A quotation mark that is not closed is noticed at the end of the file; it stands after the last row that was read. */
function refusedRow(error: CsvError, last: number): RowReading {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return refused({ reason: 'quoteNotClosed', params: {} }, last + 1)
  if (error.code === 'CSV_MAX_RECORD_SIZE') return refused({ reason: 'rowTooLarge', params: { most: LARGEST_ROW } }, last + 1)
  return refused({ reason: 'rowUnreadable', params: { detail: error.message } }, lineOf(error))
}

function lineOf(error: CsvError): number {
  return typeof error.lines === 'number' ? error.lines : 1
}

function refused(refusal: Refusal, line: number): RowReading {
  return { kind: 'refused', line, identifier: null, ...refusal }
}

/** What the file system or the decoder says of a file, as a refusal; what the code did not expect is thrown on. */
function refusedFile(error: unknown, encoding: string | undefined): RowReading {
  if (!(error instanceof Error) || !('code' in error)) throw error
  if ('syscall' in error) return refused({ reason: 'cannotRead', params: { detail: error.message } }, 1)
  if (isUndecodable(error)) return refused({ reason: 'notInEncoding', params: { encoding: encoding ?? '' } }, 1)
  throw error
}
