/** The parameters of a request to the API: which are given, and why one is refused. A program wants to hear of its typing errors. */
import { z } from 'zod'

/** What was given by name, without the values left empty. */
export type Given = Readonly<Record<string, readonly string[]>>

/** Why a parameter is refused, as the key of the words that say what to do. */
export type Reason = 'unknown' | 'missing' | 'twice' | 'oneOf' | 'day' | 'moment' | 'number' | 'cursor' | 'form'
export type Refusal = { parameter: string; reason: Reason; params: Readonly<Record<string, string | number>> }

export type Parsed<Schema extends z.ZodObject> = { ok: true; value: z.output<Schema> } | { ok: false; refusals: Refusal[] }

export function givenIn(search: URLSearchParams): Given {
  const given: Record<string, string[]> = {}
  for (const [name, value] of search) {
    if (value.trim() !== '') given[name] = [...(given[name] ?? []), value.trim()]
  }
  return given
}

/** The one address of an answer: its parameters in the order of `names`, those that nobody knows after them. */
export function addressOf(path: string, given: Given, names: readonly string[]): string {
  const inOrder = [...names, ...Object.keys(given).filter((name) => !names.includes(name))]
  const parameters = new URLSearchParams(inOrder.flatMap((name) => (given[name] ?? []).map((value): [string, string] => [name, value])))
  return parameters.size === 0 ? path : `${path}?${parameters}`
}

/** Reads parameters by a schema; one whose schema is an array may be repeated, or hold several values between commas. */
export function parseGiven<Schema extends z.ZodObject>(schema: Schema, given: Given): Parsed<Schema> {
  const names = Object.keys(schema.shape)
  const refusals = Object.entries(given).flatMap(([parameter, values]): Refusal[] => {
    if (!names.includes(parameter)) return [{ parameter, reason: 'unknown', params: { known: names.join(', ') } }]
    return values.length > 1 && !isRepeated(schema.shape[parameter]) ? [{ parameter, reason: 'twice', params: {} }] : []
  })
  const result = schema.safeParse(
    Object.fromEntries(Object.entries(given).map(([name, values]) => [name, isRepeated(schema.shape[name]) ? several(values) : values[0]])),
  )
  if (result.success && refusals.length === 0) return { ok: true, value: result.data }
  const misread = result.success ? [] : result.error.issues.map((issue) => refusalOf(issue, schema, given))
  return { ok: false, refusals: [...refusals, ...misread.filter((one) => !refusals.some(({ parameter }) => parameter === one.parameter))] }
}

function isRepeated(field: unknown): boolean {
  return bare(field) instanceof z.ZodArray
}

/** Without its default, and whether or not it may be left out. */
function bare(field: unknown): unknown {
  return field instanceof z.ZodOptional || field instanceof z.ZodDefault ? bare(field.unwrap()) : field
}

function several(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(',').map((one) => one.trim())).filter((value) => value !== '')
}

type Issue = z.core.$ZodIssue

function refusalOf(issue: Issue, schema: z.ZodObject, given: Given): Refusal {
  const [name, place] = issue.path
  const parameter = String(name)
  const values = given[parameter]
  if (values === undefined) return { parameter, reason: 'missing', params: {} }
  const typed = typeof place === 'number' ? several(values)[place] : values[0]
  return { parameter, ...reasonOf(issue, bare(schema.shape[parameter]), typed ?? '') }
}

function reasonOf(issue: Issue, field: unknown, typed: string): Omit<Refusal, 'parameter'> {
  if (issue.code === 'invalid_value') return { reason: 'oneOf', params: { typed, values: issue.values.map(String).join(', ') } }
  if (issue.code === 'invalid_format' && issue.format === 'date') return { reason: 'day', params: { typed } }
  if (issue.code === 'invalid_format' && issue.format === 'datetime') return { reason: 'moment', params: { typed } }
  if (issue.code === 'custom' && issue.message === 'cursor') return { reason: 'cursor', params: {} }
  if (field instanceof z.ZodNumber) {
    return { reason: 'number', params: { typed, least: field.minValue ?? 0, most: field.maxValue ?? Number.MAX_SAFE_INTEGER } }
  }
  return { reason: 'form', params: { typed } }
}
