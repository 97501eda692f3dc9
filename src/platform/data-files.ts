/** Reads the tables that ship under data/: CSV with comments on top. Whatever is wrong in them is said at once, by file and row. */
import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { Refused } from './errors.ts'

/** A row as its schema gives it, and where it ends: `wsis/lines.csv:7`. */
export type Row<Value> = Value & { at: string }

/** An empty cell is nothing. */
export const optional = <Value extends z.ZodType>(value: Value) =>
  z
    .literal('')
    .transform(() => null)
    .or(value)

/** A cell with something in it. */
export const filled = z.string().trim().min(1, 'must not be empty')

/** What stands in addresses and is pointed to. */
export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')

/** A day of the calendar, `YYYY-MM-DD`. */
export const day = z.iso.date('must be a day written as 2006-02-24')

/** A whole number from 0 up. */
export const count = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number)

export const yesOrNo = z.enum(['yes', 'no'], 'must be yes or no').transform((value) => value === 'yes')

export const webAddress = z.url({ protocol: /^https?$/, error: 'must be an address that begins with http' })

/**
 * The rows of a shipped file: leading lines that begin with `#` are comments, then comes the header, then a row each.
 * Throws Refused, which names every row that the schema does not take with file, line and reason.
 */
export function readRows<Schema extends z.ZodObject>(file: string, schema: Schema): Row<z.output<Schema>>[] {
  const problems = new Problems()
  const columns = Object.keys(schema.shape)
  const rows = table(file, columns).flatMap(({ at, cells }) => {
    if (cells.length !== columns.length) problems.add(at, `has ${cells.length} cells, not ${columns.length}`)
    const row = Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
    const result = schema.safeParse(row)
    if (result.success) return [{ ...result.data, at }]
    for (const issue of result.error.issues) problems.add(at, reason(issue, row))
    return []
  })
  problems.settle()
  return rows
}

function reason({ path, message }: z.core.$ZodIssue, cells: Readonly<Record<string, string>>): string {
  const column = path.join('.')
  return column === '' ? message : `${column}: ${message}, not "${cells[column] ?? ''}"`
}

type Cell = string | null

/** What is wrong in the shipped files, gathered so that one look tells all of it. */
export class Problems {
  readonly #found: string[] = []

  add(at: string, reason: string): void {
    this.#found.push(`  ${at}: ${reason}`)
  }

  /** The rows by one or several of their columns, which no two may share; several are joined by a space. */
  index<Column extends string, Value extends Row<Record<Column, Cell>>>(rows: readonly Value[], ...columns: Column[]): Map<string, Value> {
    const index = new Map<string, Value>()
    for (const row of rows) {
      const key = keyOf(row, columns) ?? ''
      const earlier = index.get(key)
      if (earlier) this.add(row.at, `${columns.join(', ')}: "${key}" stands already at ${earlier.at}`)
      else index.set(key, row)
    }
    return index
  }

  /** A row's columns, unless one of them is empty, must be a key of what they point to; `where` names it. */
  refer<Column extends string>(
    rows: readonly Row<Record<Column, Cell>>[],
    columns: readonly Column[],
    known: { has(key: string): boolean },
    where: string,
  ): void {
    for (const row of rows) {
      const key = keyOf(row, columns)
      if (key !== null && !known.has(key)) this.add(row.at, `${columns.join(', ')}: there is no "${key}" in ${where}`)
    }
  }

  /** Throws Refused with all that was found. */
  settle(): void {
    if (this.#found.length > 0) throw new Refused(['What ships as data cannot be loaded:', ...this.#found].join('\n'))
  }
}

function keyOf<Column extends string>(row: Record<Column, Cell>, columns: readonly Column[]): string | null {
  const cells = columns.map((column) => row[column])
  return cells.includes(null) ? null : cells.join(' ')
}

/** What a checked reference stands for. That it is missing now is a fault of ours. */
export function known<Value>(index: ReadonlyMap<string, Value>, key: string): Value {
  const value = index.get(key)
  if (value === undefined) throw new Error(`"${key}" was used before it was checked`)
  return value
}

/** The rows below comments and header, which must name the columns. */
function table(file: string, columns: readonly string[]): { at: string; cells: string[] }[] {
  const name = join(basename(dirname(file)), basename(file))
  const text = readFileSync(file, 'utf8')
  const comments = /^(?:#.*\r?\n)*/.exec(text)?.[0] ?? ''
  const skipped = comments.split('\n').length - 1
  const [header, ...rows] = lines(name, text.slice(comments.length), skipped)
  if (header?.cells.join() !== columns.join()) throw new Refused(`${name}:${skipped + 1}: the columns must be ${columns.join()}`)
  if (rows.length === 0) throw new Refused(`${name}: has no row`)
  return rows
}

function lines(name: string, text: string, skipped: number): { at: string; cells: string[] }[] {
  try {
    const at: string[] = []
    const rows: string[][] = parse(text, {
      skip_empty_lines: true,
      relax_column_count: true,
      on_record: (cells: string[], { lines }) => {
        at.push(`${name}:${skipped + lines}`)
        return cells
      },
    })
    return rows.map((cells, index) => ({ at: at[index] ?? name, cells }))
  } catch (error) {
    if (error instanceof CsvError) throw new Refused(`${name}: ${error.message} (lines counted after the ${skipped} of comments)`)
    throw error
  }
}
