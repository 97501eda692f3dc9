/** Where the marks of an axis stand. */

const STEPS = [1, 2, 5]

/** From zero to at most `max` in even steps of 1, 2 or 5 times a power of ten: three to five of them from 2 up, whole numbers only. */
export function ticksOf(max: number): number[] {
  const step = stepFor(max, 4.999)
  return Array.from({ length: Math.floor(max / step) + 1 }, (_, index) => index * step)
}

/** The least nice whole step that divides a length into at most so many parts. */
export function stepFor(length: number, parts: number): number {
  for (let power = 1; ; power *= 10) {
    const step = STEPS.find((step) => length / (step * power) <= parts)
    if (step !== undefined) return step * power
  }
}

/** A count that can be drawn. */
export const countOf = (value: number) => (Number.isFinite(value) && value > 0 ? value : 0)

export type Label = { at: number; text: string; width: number }

/** Labels moved into the frame at its ends, and of those that would touch the one before only the first. */
export function withoutOverlaps(labels: readonly Label[], width: number, gap = 8): Label[] {
  let free = Number.NEGATIVE_INFINITY
  return labels
    .map((label) => ({ ...label, at: Math.max(label.width / 2, Math.min(width - label.width / 2, label.at)) }))
    .filter((label) => {
      if (label.at - label.width / 2 < free) return false
      free = label.at + label.width / 2 + gap
      return true
    })
}

/** As many years as columns can be told apart. */
export const MOST_YEARS = 60

/** The years of an axis, first and last: all, or where they span too many the sixty that hold the most. */
export function yearsShown(columns: readonly { year: number; value: number }[]): { from: number; to: number } | null {
  const years = columns.map(({ year }) => year)
  if (years.length === 0) return null
  const [first, last] = [Math.min(...years), Math.max(...years)]
  if (last - first < MOST_YEARS) return { from: first, to: last }
  const held = (from: number) => columns.reduce((sum, { year, value }) => sum + (isIn(year, from) ? countOf(value) : 0), 0)
  const [best] = years
    .map((year) => Math.max(first, year - MOST_YEARS + 1))
    .map((from) => ({ from, held: held(from) }))
    .sort((a, b) => b.held - a.held || b.from - a.from)
  return best ? { from: best.from, to: best.from + MOST_YEARS - 1 } : null
}

const isIn = (year: number, from: number) => year >= from && year < from + MOST_YEARS
