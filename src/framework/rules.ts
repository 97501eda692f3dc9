/** The plan and its lines. */
import type { Language } from '../platform/i18n.ts'

/** The whole plan, C7 as the heading of its eight, and the 18 lines on which work is done. */
export type LineKind = 'plan' | 'heading' | 'working'

/** How sure a title is: seen word for word, seen in pieces, carried without having been seen, or in words of ours. */
export type Mark = 'seen' | 'pieces' | 'unverified' | 'ours'

export type Line = {
  id: number
  slug: string
  code: string
  kind: LineKind
  /** `c7` for its eight; null where the parent is the whole plan. */
  parentSlug: string | null
  title: string
  shortTitle: string
  titleLanguage: Language
  mark: Mark
}
