/** Into which classes counts fall on a map. Few have most of them, so each class takes about half of what is left. */
import { SHADES } from './chart-colours.ts'

/** Both ends are in it; the first begins at 1, the last ends with the highest count. */
export type Class = { from: number; to: number; shade: string }

const MOST_CLASSES = SHADES.length
const SHARE = 0.45

/** At most five classes with round limits, none of them empty; none at all where there is nothing. Counts are whole numbers. */
export function classesOf(counts: Iterable<number>): Class[] {
  const sorted = [...counts].filter((count) => Number.isFinite(count) && count >= 1).sort((a, b) => a - b)
  const limits = limitsOf(sorted)
  return limits.map((from, index) => ({
    from,
    to: (limits[index + 1] ?? (sorted.at(-1) ?? 0) + 1) - 1,
    shade: shadeOf(index, limits.length),
  }))
}

function limitsOf(sorted: readonly number[]): number[] {
  const limits: number[] = []
  let [rest, limit] = [sorted, 1]
  while (rest.length > 0 && limits.length < MOST_CLASSES) {
    limits.push(limit)
    limit = limitWithin(rest)
    rest = rest.filter((count) => count >= limit)
  }
  return limits
}

/** A round number near the end of the share, above the least, so that something is below it. */
function limitWithin(rest: readonly number[]): number {
  const [least = 0] = rest
  const wanted = roundNumbers(rest[Math.floor(rest.length * SHARE)] ?? least).below
  return wanted > least ? wanted : roundNumbers(least).above
}

const ROUND = [1, 2, 3, 5, 10]

/** The round numbers around one: the greatest that is not above it, the least that is. */
function roundNumbers(count: number): { below: number; above: number } {
  const power = 10 ** Math.floor(Math.log10(count))
  const index = ROUND.findLastIndex((round) => round * power <= count)
  return { below: (ROUND[index] ?? 1) * power, above: (ROUND[index + 1] ?? 20) * power }
}

/** Where there are fewer classes than shades, shades that are far apart. */
const shadeOf = (index: number, of: number) => SHADES[Math.round(((index + 0.5) / of) * SHADES.length - 0.5)] ?? SHADES[0]
