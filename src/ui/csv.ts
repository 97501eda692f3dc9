/** Tables as CSV (RFC 4180): UTF-8 with its mark, so that spreadsheets read it, and no cell that they would run as a formula. */
import { stringify } from 'csv-stringify/sync'

export function csv(columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return stringify([...rows.map((row) => [...row])], {
    header: true,
    columns: [...columns],
    bom: true,
    escape_formulas: true,
    record_delimiter: '\r\n',
  })
}
