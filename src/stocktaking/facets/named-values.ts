/** The values of facets that the plan names, by key: what each is called, its place in their order, and how deep it lies in others. */
import type { Country, Line, Region } from '../../framework/index.ts'

export type NamedValue = { label: string; place: number; depth: number }
export type NamedValues = Readonly<Record<'line' | 'country' | 'region' | 'sdg', ReadonlyMap<string, NamedValue>>>

type Goal = { code: string; title: string }

export function namedValues(
  lines: readonly Line[],
  countries: readonly Country[],
  regions: readonly Region[],
  goals: readonly Goal[],
): NamedValues {
  return {
    line: inOrder(lines.map(({ slug, code, shortTitle }) => ({ key: slug, label: `${code} ${shortTitle}` }))),
    country: inOrder(countries.map(({ code, name }) => ({ key: code.toLowerCase(), label: name }))),
    region: inOrder(nested(regions, null, -1)),
    sdg: inOrder(goals.map(({ code, title }) => ({ key: code, label: `${code} ${title}` }))),
  }
}

function inOrder(values: readonly { key: string; label: string; depth?: number }[]): Map<string, NamedValue> {
  return new Map(values.map(({ key, label, depth = 0 }, place) => [key, { label, place, depth }]))
}

/** Regions, each before those that lie in it; the world, which is no region to choose, is around all. */
function nested(regions: readonly Region[], parent: string | null, depth: number): { key: string; label: string; depth: number }[] {
  return regions
    .filter((region) => region.parent === parent)
    .flatMap(({ code, slug, name }) => [{ key: slug, label: name, depth: Math.max(0, depth) }, ...nested(regions, code, depth + 1)])
}
