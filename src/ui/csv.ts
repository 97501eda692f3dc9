/** Tables as CSV (RFC 4180): UTF-8 with its mark, so that spreadsheets read it, and no cell that they would run as a formula. */
import { stringify } from 'csv-stringify/sync'

type Cells = readonly (string | number | null)[]

export function csv(columns: readonly string[], rows: readonly Cells[]): string {
  return csvStart(columns) + csvLines(rows)
}

/** The first line, for a file that is written in pieces. */
export function csvStart(columns: readonly string[]): string {
  return `\ufeff${csvLines([columns])}`
}

export function csvLines(rows: readonly Cells[]): string {
  return stringify([...rows.map((row) => [...row])], { escape_formulas: true, record_delimiter: '\r\n' })
}
