/** What of the plan a search finds: names and texts that have every word that was typed, or begin one with it. */
import type { Line } from '../../framework/index.ts'
import { fold, spaced, spacedAsked } from '../../platform/folding.ts'
import type { Stakeholder } from '../../stakeholders/index.ts'
import type { Found } from '../../stocktaking/index.ts'

/** In characters: more is no question. */
export const LONGEST = 300

/** Something of the plan: a line, a process or a place, by its slug or code, with a text of it in some language. */
export type Named = { key: string; text: string }

/** The keys of those of which one text has all words; those whose title has them come as they are given. */
export function keysWith(typed: string, texts: readonly Named[]): string[] {
  const words = wordsIn(fold(spacedAsked(typed)))
  if (words.length === 0) return []
  const matching = texts.filter(({ text }) => hasAll(wordsIn(fold(spaced(text))), words))
  return [...new Set(matching.map(({ key }) => key))]
}

function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
}

function hasAll(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((start) => words.some((word) => word.startsWith(start)))
}

export type Place = { path: string; name: string }

/** Everything that was found, and how much more there is of it. */
export type Everything = {
  lines: readonly Line[]
  places: readonly Place[]
  processes: readonly { slug: string; title: string; summary: string; language: string }[]
  stakeholders: { found: number; shown: readonly Stakeholder[] }
  activities: Found
}

export function isNothing({ lines, places, processes, stakeholders, activities }: Everything): boolean {
  return lines.length + places.length + processes.length + stakeholders.found + activities.found === 0
}
