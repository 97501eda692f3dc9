/** Which column of a flat file is which field of the stocktaking: the map that `import csv` is handed. */
import { parse } from 'csv-parse/sync'
import type { Refusal } from '../iati/index.ts'

/** What a map can name. `line` is the slug of a line that the entry states; the totals are the sums of an entry's transactions. */
const fields = [
  'identifier',
  'updated',
  'language',
  'title',
  'description',
  'objectives',
  'target-groups',
  'reporter',
  'reporter-identifier',
  'reporter-type',
  'status',
  'scope',
  'hierarchy',
  'start-planned',
  'start-actual',
  'end-planned',
  'end-actual',
  'line',
  'funding',
  'funding-identifier',
  'funding-type',
  'accountable',
  'accountable-identifier',
  'accountable-type',
  'extending',
  'extending-identifier',
  'extending-type',
  'implementing',
  'implementing-identifier',
  'implementing-type',
  'country',
  'country-name',
  'country-percentage',
  'region',
  'region-vocabulary',
  'region-percentage',
  'sector',
  'sector-name',
  'sector-vocabulary',
  'sector-percentage',
  'currency',
  'total-currency',
  'total-incoming',
  'total-commitment',
  'total-disbursement',
  'total-expenditure',
  'total-interest',
  'total-loan-repayment',
  'total-reimbursement',
] as const

export type Field = (typeof fields)[number]

/** A row of the map; `separator` stands between the values of a column that holds several. */
type MappedColumn = { field: Field; column: string; separator: string | null; row: number }
export type ColumnMap = { name: string; columns: MappedColumn[] }

const needed: readonly Field[] = ['identifier', 'title', 'reporter-identifier']

/**
 * Reads a map: CSV with the header `field,column` or `field,column,separator`, lines with `#` before it and between. `name` is what
 * the map is called in a refusal. All that is wrong is said at once.
 */
export function readMap(text: string, name: string): { map: ColumnMap; refusals: Refusal[] } {
  const { rows, refusal } = rowsOf(text, name)
  const refusals = refusal === null ? [] : [refusal]
  const columns: MappedColumn[] = []
  for (const { field, column, separator, row } of rows) {
    const known = fields.find((one) => one === field)
    if (known === undefined) refusals.push({ reason: 'mapUnknownField', params: { map: name, row, field, fields: fields.join(', ') } })
    else if (columns.some((one) => one.field === known)) refusals.push({ reason: 'mapTwice', params: { map: name, row, field } })
    else columns.push({ field: known, column, separator: separator === '' ? null : separator, row })
  }
  const missing = refusals.length > 0 ? [] : needed.filter((field) => !columns.some((one) => one.field === field))
  refusals.push(...missing.map((field): Refusal => ({ reason: 'mapWithout', params: { map: name, field } })))
  return { map: { name, columns }, refusals }
}

/** What the map names and the file's header does not have. */
export function refusalsOfHeader(map: ColumnMap, header: readonly string[]): Refusal[] {
  const unknown = map.columns.filter(({ column }) => !header.includes(column))
  return unknown.map(({ column, row }) => ({ reason: 'mapUnknownColumn', params: { map: map.name, row, column } }))
}

type MapRow = { field: string; column: string; separator: string; row: number }

function rowsOf(text: string, name: string): { rows: MapRow[]; refusal: Refusal | null } {
  const rows: MapRow[] = []
  const on_record = ([field = '', column = '', separator = '']: string[], { lines }: { lines: number }): null => {
    rows.push({ field, column, separator, row: lines })
    return null
  }
  try {
    parse(text, {
      bom: true,
      comment: '#',
      comment_no_infix: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record,
    })
  } catch (error) {
    return { rows: [], refusal: unreadable(name, error instanceof Error ? error.message : String(error)) }
  }
  const header = rows.shift()
  if (header?.field === 'field' && header.column === 'column') return { rows, refusal: null }
  return { rows: [], refusal: unreadable(name, 'its header is not field,column') }
}

function unreadable(map: string, detail: string): Refusal {
  return { reason: 'mapUnreadable', params: { map, detail } }
}
