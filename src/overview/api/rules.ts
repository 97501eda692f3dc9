/** An endpoint of the API as its page shows it. */
import type { z } from 'zod'

export type Endpoint = {
  /** `/api/v1/lines/{slug}` */
  address: string
  summary: string
  parameters: readonly Parameter[]
  example: Example | null
}

/** `values` says what may be written; empty where only words can. */
export type Parameter = { name: string; description: string; values: readonly string[] }

/** A request that works as it stands, and how its answer begins. */
export type Example = { address: string; lines: readonly string[]; whole: boolean }

/** How much of an answer is shown. */
const LINES = 16

/** The beginning of an answer, a field to a line. */
export function beginningOf(answer: unknown): Pick<Example, 'lines' | 'whole'> {
  const lines = JSON.stringify(answer, null, 2).split('\n')
  return { lines: lines.slice(0, LINES), whole: lines.length <= LINES }
}

/** What a parameter may be, of what JSON Schema says of it. */
export function valuesOf({ enum: values, minimum, maximum, format, items }: z.core.JSONSchema.BaseSchema): string[] {
  if (typeof items === 'object' && !Array.isArray(items)) return valuesOf(items)
  if (values) return values.map(String)
  if (format === 'date') return ['YYYY-MM-DD']
  if (format === 'date-time') return ['YYYY-MM-DDThh:mm:ssZ']
  return minimum !== undefined && maximum !== undefined ? [`${minimum}–${maximum}`] : []
}
