/** Dates as people type them: as precise as they are known. */

/** `on`: the first day of it. */
export type TypedDate = { on: string; precision: 'day' | 'month' | 'quarter' | 'year' }

/** `2006-10-09`, `2006-10`, `2006-Q4` or `2006`; null: nothing was typed; false: it is none of these. */
export function dateIn(typed: string): TypedDate | null | false {
  const text = typed.trim()
  if (text === '') return null
  const [, year = '', quarter, month, day] = /^([1-9]\d{3})(?:-(?:[Qq]([1-4])|(\d\d)(?:-(\d\d))?))?$/.exec(text) ?? []
  const first = quarter === undefined ? (month ?? '01') : String(Number(quarter) * 3 - 2).padStart(2, '0')
  const on = `${year}-${first}-${day ?? '01'}`
  if (!isDay(on)) return false
  return { on, precision: quarter ? 'quarter' : day ? 'day' : month ? 'month' : 'year' }
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** A date as it is typed; empty where there is none. */
export function asTyped(on: string | null, precision: TypedDate['precision'] | null): string {
  if (on === null) return ''
  if (precision === 'quarter') return `${on.slice(0, 4)}-Q${Math.ceil(Number(on.slice(5, 7)) / 3)}`
  return on.slice(0, { day: 10, month: 7, year: 4 }[precision ?? 'day'])
}
