/** What is new: the record of events as lines that a reader understands. */

/** What an import did: `organisations` whose activities came in, the first of them by name. */
export type Import = {
  added: number
  changed: number
  organisations: number
  names: readonly { publicId: string; name: string; language: string }[]
}

/** What a list of organisations brought; `completed`: of how many on record it said what nobody had said. */
export type ListImport = { kind: 'stakeholders-imported'; added: number; completed: number }

/** What was corrected, and where it is seen; by which source. */
export type CorrectedThing = { path: string; name: string; language: string; source: string; sourceLanguage: string }

/** `id` only grows, so it is a place in the record to go on from. */
export type News = { id: number; at: Date } & (
  | { kind: 'plan-loaded' }
  | ({ kind: 'activities-imported' } & Import)
  | ListImport
  | ({ kind: 'fact-corrected' } & CorrectedThing)
)

/** The kinds of events that have a line; a kind that the site begins to write gets one here. */
export const KINDS = ['plan-loaded', 'activities-imported', 'stakeholders-imported', 'fact-corrected'] as const

export const PER_PAGE = 30

/** The place before which a page of news begins; null where there is none, undefined where it means nothing. */
export function readBefore(typed: string | undefined): number | null | undefined {
  if (typed === undefined) return null
  return /^[1-9]\d{0,14}$/.test(typed) ? Number(typed) : undefined
}

/** The address, below its language, of the page that begins with a piece of news. It stays the same when more is new. */
export function addressOf({ id }: Pick<News, 'id'>): string {
  return `/whats-new?before=${id + 1}`
}
