/** Pictures of the stocktaking: by what a list is counted, and what was counted. */
import type { Line, Positions } from '../../framework/index.ts'
import type { View } from '../../platform/i18n.ts'
import type { Facet, Tally } from '../facets/index.ts'
import { STATUSES } from '../hits/index.ts'
import { addressOf, type Choice, type Labels, valuesOf } from '../list/index.ts'

/** By what there is a picture: facets of the list, in the order in which they are offered. */
export const KINDS = ['country', 'line', 'year', 'status', 'type'] as const satisfies readonly Facet[]
export type By = (typeof KINDS)[number]

/** Of the map there are two, for screens that are wide and narrow. */
export const SIZES = ['wide', 'narrow'] as const
export type Size = (typeof SIZES)[number]

/** A value with how many activities have it; the line where it is one. */
export type Row = { key: string; label: string; count: number; line?: Line }

/** What the pictures and tables of a list by one thing show. `without`: how many of all activities state nothing of the kind. */
export type Picture = { by: By; choice: Choice; total: number; without: number; rows: readonly Row[] }

/** What a map is drawn of. */
export type Globe = { countries: Labels['countries']; positions: Positions }

/** By what to count: the country, unless something else is asked for; null where that is nothing to count by. */
export function readBy(typed = 'country'): By | null {
  return KINDS.find((by) => by === typed) ?? null
}

export function readSize(typed = 'wide'): Size | null {
  return SIZES.find((size) => size === typed) ?? null
}

export function pictureOf(view: View, by: By, choice: Choice, { total, without, counts }: Tally, labels: Labels): Picture {
  const rows = valuesOf(view, by, [...counts, ...nothingOn(by, counts, labels)], choice, labels)
    .filter(({ key, count }) => count > 0 || isOfPlan(by, key, labels))
    .map(({ key, label, count }) => ({ key, label, count, ...lineOf(by, key, labels) }))
  return { by, choice, total, without, rows }
}

/** Lines and statuses are few, and that there is nothing for one is worth knowing. */
function nothingOn(by: By, counts: Tally['counts'], labels: Labels): Tally['counts'] {
  const known = new Set(counts.map(({ key }) => key))
  return everyKey(by, labels)
    .filter((key) => !known.has(key))
    .map((key) => ({ key, count: 0 }))
}

function everyKey(by: By, { lines }: Labels): readonly string[] {
  if (by === 'line') return lines.map(({ slug }) => slug)
  return by === 'status' ? STATUSES : []
}

function isOfPlan(by: By, key: string, labels: Labels): boolean {
  return everyKey(by, labels).includes(key)
}

function lineOf(by: By, key: string, { lines }: Labels): { line?: Line } {
  const line = by === 'line' ? lines.find(({ slug }) => slug === key) : undefined
  return line ? { line } : {}
}

/** A line that stands for others as well counts what is on them again. */
export const isHeading = ({ line }: Row) => line?.kind === 'heading'

/** The values that occur most often, each once. */
export function mostOf({ rows }: Picture, most: number): Row[] {
  return rows
    .filter((row) => row.count > 0 && !isHeading(row))
    .sort((one, other) => other.count - one.count)
    .slice(0, most)
}

/** How many values occur. */
export function occurring({ rows }: Picture): number {
  return rows.filter((row) => row.count > 0 && !isHeading(row)).length
}

/**
 * The address of the activities of a row; null where no list has exactly these: of a list narrowed down to Kenya, those that are in
 * Uganda as well.
 */
export function listOf({ by, choice }: Picture, { key, count }: Row): string | null {
  const chosen = choice.filters[by] ?? []
  if (count === 0 || (chosen.length > 0 && !chosen.includes(key))) return null
  return addressOf({ ...choice, filters: { ...choice.filters, [by]: [key] } })
}

/** The address of a picture or its file below its language. The same picture has one address; files do not depend on an order. */
export function pictureAddress(by: By, choice: Choice, file: { ending: 'csv' | 'svg'; size?: Size } | null = null): string {
  const { q, filters } = choice
  const own = [by === 'country' ? '' : `by=${by}`, file?.size ? `size=${file.size}` : '']
  const query = [...own, addressOf(file ? { q, filters } : choice, 1, '').slice(1)].filter((part) => part !== '').join('&')
  return `/stocktaking/pictures${file ? `.${file.ending}` : ''}${query === '' ? '' : `?${query}`}`
}
