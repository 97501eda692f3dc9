/** A form as it came back: a value to act on, or what was typed and which refusal it earned, by field. */
import type { z } from 'zod'

/** What was typed, by the name of its field. */
export type Typed = Readonly<Record<string, string>>
/** Refusals are keys of a slice's words, by the name of the field. */
export type Errors<Key extends string = string> = Readonly<Partial<Record<string, Key>>>
export type Parsed<Value, Key extends string = string> = { ok: true; value: Value } | { ok: false; typed: Typed; errors: Errors<Key> }

/** A form that shows something: as it is first shown, or as it came back. */
export type Form<Key extends string = string> = { typed: Typed; errors: Errors<Key> }

/** What somebody typed into a long form and has not sent, and when it was last kept (drafting.ts). */
export type Draft = { typed: Typed; keptAt: Date }

/** Reads a form. The messages of the schema are `keys` of the words: one that zod made by itself has none, and throws. */
export function parse<Value, Key extends string>(schema: z.ZodType<Value>, typed: Typed, keys: readonly Key[]): Parsed<Value, Key> {
  const result = schema.safeParse(typed)
  if (result.success) return { ok: true, value: result.data }
  const errors: Partial<Record<string, Key>> = {}
  for (const { path, message } of result.error.issues) {
    const key = keys.find((known) => known === message)
    if (!key) throw new Error(`the refusal of ${path.join('.')} has no words: ${message}`)
    errors[String(path[0])] ??= key
  }
  return { ok: false, typed, errors }
}

/** A form with one refusal that only the database could give. */
export function refusing<Key extends string>(typed: Typed, field: string, key: Key): Form<Key> {
  return { typed, errors: { [field]: key } }
}

/** The fields of a body as a browser sends it; of several values of one name, all, with commas. */
export function typedIn(body: string): Typed {
  const typed: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(body)) typed[name] = typed[name] === undefined ? value : `${typed[name]},${value}`
  return typed
}

/** A row number that a button of ours sent along; null: somebody typed something else. */
export function rowIn(typed: string | undefined): number | null {
  return typed !== undefined && /^[1-9]\d{0,8}$/.test(typed) ? Number(typed) : null
}
