/** The lines of the plan as a list, and one of them with all that is on record for it. */
import type { Listed, Mandate } from '../../facilitation/index.ts'
import type { Goal, Line, Mark, Source } from '../../framework/index.ts'
import type { Found, LineCount } from '../../stocktaking/index.ts'

export type LineEntry = { line: Line; listed: readonly Listed[]; count: LineCount }

/** A title of a line in one of the other languages of the site. */
export type OtherTitle = { language: string; title: string; mark: Mark }

export type LineView = {
  line: Line
  /** C7, where it is one of its eight. */
  parent: Line | null
  /** The eight, where it is C7. */
  children: readonly LineEntry[]
  mandates: readonly Mandate[]
  goals: readonly Goal[]
  titles: readonly OtherTitle[]
  count: LineCount
  activities: Found
}

export const NO_ACTIVITIES: LineCount = { stated: 0, suggested: 0 }

/** Its own row number, and those of the lines below it: what is on one of C7's eight is on C7. */
export function withChildren(line: Line, lines: readonly Line[]): number[] {
  return [line, ...lines.filter(({ parentSlug }) => parentSlug === line.slug)].map(({ id }) => id)
}

/** The texts that say which goals a line serves, each once. */
export function sourcesOf(goals: readonly Goal[]): Source[] {
  return [...new Map(goals.map(({ source }) => [source.slug, source])).values()]
}
