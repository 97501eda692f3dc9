/** Lists that are given in parts: where one goes on is the key of its last item, written so that nobody takes it apart. */
import { z } from 'zod'

const LARGEST_PART = 200
const USUAL_PART = 50

/** The parameters of a list given in parts; `key` is what the list is ordered by, such as `z.tuple([z.string()])`. */
export function parts<Key extends z.ZodType>(key: Key) {
  return {
    limit: z.coerce.number().int().min(1).max(LARGEST_PART).default(USUAL_PART),
    cursor: z
      .string()
      .transform((text, context): unknown => {
        const read = readCursor(text, key)
        if (read.success) return read.data
        context.addIssue({ code: 'custom', message: 'cursor' })
        return z.NEVER
      })
      .pipe(key)
      .optional(),
  }
}

/** The answer of a list given in parts. */
export function partOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'The cursor of the next part; null: this was the last.' }),
  })
}

/** Of one row more than were asked for: those that were, and the cursor of the rest. */
export function cut<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => unknown): { rows: Row[]; next: string | null } {
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { rows: rows.slice(0, limit), next: last === undefined ? null : writeCursor(keyOf(last)) }
}

export function writeCursor(key: unknown): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

function readCursor<Key extends z.ZodType>(text: string, key: Key) {
  return key.safeParse(parsed(Buffer.from(text, 'base64url').toString()))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
