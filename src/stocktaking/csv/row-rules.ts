/** A row of a flat file, read by the map's names. */
import { withoutForbidden } from '../iati/index.ts'
import type { ColumnMap, Field } from './map-rules.ts'

/** Where each field of the map stands in the file. */
export type Positions = ReadonlyMap<Field, { at: number; separator: string | null }>

export function positionsOf(map: ColumnMap, header: readonly string[]): Positions {
  return new Map(map.columns.map(({ field, column, separator }) => [field, { at: header.indexOf(column), separator }]))
}

export class Row {
  readonly #header: readonly string[]
  readonly #cells: readonly string[]
  readonly #positions: Positions

  constructor(header: readonly string[], cells: readonly string[], positions: Positions) {
    this.#header = header
    this.#cells = cells.map((cell) => withoutForbidden(cell))
    this.#positions = positions
  }

  /** What stands in the column of a field; '' where nothing does, or where it says that nothing is known. */
  value(field: Field): string {
    const text = this.#cell(field)
    return isMissing(field, text) ? '' : text
  }

  code(field: Field): string {
    return wholeNumber(this.value(field))
  }

  /** The values of a column that holds several, in their places: what belongs together has the same place in each column. */
  values(field: Field): string[] {
    const text = this.value(field)
    const separator = this.#positions.get(field)?.separator ?? null
    const parts = text === '' ? [] : separator === null ? [text] : text.split(separator)
    return parts.map((part) => (isMissing(field, part) ? '' : wholeNumber(part)))
  }

  /** The row as lines of column and value, by column, without the empty ones: the same however the columns of a file are ordered. */
  canonical(): string {
    const lines = this.#header.flatMap((column, at) => {
      const cell = this.#cells[at] ?? ''
      return cell === '' ? [] : [`${quoted(column)},${quoted(cell)}\n`]
    })
    return lines.sort().join('')
  }

  #cell(field: Field): string {
    const position = this.#positions.get(field)
    return position === undefined ? '' : (this.#cells[position.at] ?? '')
  }
}

/** NA is how many programs write that nothing is known; as a country it is Namibia. */
function isMissing(field: Field, text: string): boolean {
  const trimmed = text.trim()
  return trimmed === '' || (trimmed === 'NA' && field !== 'country')
}

/** Programs that take codes for numbers write 998 as 998.0. */
function wholeNumber(text: string): string {
  return /^\s*\d+\.0\s*$/.test(text) ? text.trim().slice(0, -2) : text
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
