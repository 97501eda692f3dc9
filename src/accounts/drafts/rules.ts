/** Drafts: what of a form is kept, and for how long. */

/** In days. */
export const KEPT_DAYS = 90
/** In minutes: for a browser that sent a form when its session had ended, until somebody has signed in with it. */
export const KEPT_FOR_NOBODY = 60
/** Of one person: the oldest goes when there are more. */
export const MOST_DRAFTS = 20
/** Of one form. */
const MOST_FIELDS = 200

type Field = { field: string; value: string }

/** What was typed, in the order of the form: without what is empty, what no form of ours is called, and what no text column can hold. */
export function fieldsOf(typed: Readonly<Record<string, string>>): Field[] {
  return Object.entries(typed)
    .map(([field, value]) => ({ field, value: value.replaceAll('\0', '') }))
    .filter(({ field, value }) => field !== 'draft' && value !== '' && /^[\w.-]{1,60}$/.test(field))
    .slice(0, MOST_FIELDS)
}

/** Since when what was kept still stands. */
export function since(now: Date): { person: Date; browser: Date } {
  const minute = 60 * 1000
  return { person: new Date(now.getTime() - KEPT_DAYS * 24 * 60 * minute), browser: new Date(now.getTime() - KEPT_FOR_NOBODY * minute) }
}
