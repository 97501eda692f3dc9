/** The values of a facet as they are offered: named, counted, in an order in which they are found. */
import type { Region } from '../../framework/index.ts'
import type { View } from '../../platform/i18n.ts'
import { STAKEHOLDER_TYPES, stakeholderWords } from '../../stakeholders/index.ts'
import { type Facet, type Places, SCOPES } from '../facets/index.ts'
import { STATUSES, type Text } from '../hits/index.ts'
import { strings } from '../strings.ts'
import { type Choice, type FacetValue, OFFERED } from './rules.ts'

type Counts = readonly { key: string; count: number }[]
type Labels = Places & { organisations: ReadonlyMap<string, Text> }

/** What a value is called; the key itself where nothing names it. */
export function labelOf(view: View, facet: Facet, key: string, labels: Labels): { label: string; language?: string } {
  const t = view.words(strings)
  const { lines, countries, regions, goals, organisations } = labels
  switch (facet) {
    case 'line': {
      const line = lines.find(({ slug }) => slug === key)
      return { label: line ? `${line.code} ${line.shortTitle}` : key }
    }
    case 'country':
      return { label: countries.find(({ code }) => code.toLowerCase() === key)?.name ?? key }
    case 'region':
      return { label: regions.find(({ slug }) => slug === key)?.name ?? key }
    case 'scope': {
      const scope = SCOPES.find((known) => known === key)
      return { label: scope ? t(SCOPE_WORDS[scope]) : key }
    }
    case 'type': {
      const type = STAKEHOLDER_TYPES.find((known) => known === key)
      return { label: type ? view.words(stakeholderWords)(type) : key }
    }
    case 'organisation': {
      const name = organisations.get(key)
      return name ? { label: name.text, language: name.language } : { label: key }
    }
    case 'status': {
      const status = STATUSES.find((known) => known === key)
      return { label: status ? t(status) : key }
    }
    case 'sdg':
      return { label: `${key} ${goals.find(({ code }) => code === key)?.title ?? ''}`.trim() }
    case 'year':
      return { label: key }
  }
}

const SCOPE_WORDS = {
  global: 'scopeGlobal',
  regional: 'scopeRegional',
  multinational: 'scopeMultinational',
  national: 'scopeNational',
  provinces: 'scopeProvinces',
  province: 'scopeProvince',
  municipality: 'scopeMunicipality',
  place: 'scopePlace',
} as const

/** Every value that occurs or is chosen, in the order of its facet. */
export function valuesOf(view: View, facet: Facet, counts: Counts, choice: Choice, labels: Labels): FacetValue[] {
  const chosen = choice.filters[facet] ?? []
  const counted = new Map(counts.map(({ key, count }) => [key, count]))
  const keys = [...counted.keys(), ...chosen.filter((key) => !counted.has(key))]
  return inOrder(view, facet, keys, counted, labels).map((key) => ({
    key,
    ...labelOf(view, facet, key, labels),
    count: counted.get(key) ?? 0,
    chosen: chosen.includes(key),
    ...(facet === 'region' ? { depth: depthOf(key, labels.regions) } : {}),
  }))
}

/** The plan's values in its own order, years the latest first, organisations and countries by how many have them, regions as they lie in each other. */
function inOrder(view: View, facet: Facet, keys: string[], counted: ReadonlyMap<string, number>, labels: Labels): string[] {
  const by = (order: readonly string[]) => keys.sort((one, other) => order.indexOf(one) - order.indexOf(other))
  switch (facet) {
    case 'line':
      return by(labels.lines.map(({ slug }) => slug))
    case 'scope':
      return by(SCOPES)
    case 'status':
      return by(STATUSES)
    case 'region':
      return by(nested(labels.regions, null).map(({ slug }) => slug))
    case 'sdg':
      return keys.sort((one, other) => Number(one) - Number(other))
    case 'year':
      return keys.sort((one, other) => Number(other) - Number(one))
    case 'type':
    case 'country':
    case 'organisation': {
      const label = (key: string) => labelOf(view, facet, key, labels).label
      return keys.sort((one, other) => (counted.get(other) ?? 0) - (counted.get(one) ?? 0) || view.compare(label(one), label(other)))
    }
  }
}

/** Regions, each before those that lie in it. */
function nested(regions: readonly Region[], parent: string | null): Region[] {
  return regions.filter((region) => region.parent === parent).flatMap((region) => [region, ...nested(regions, region.code)])
}

/** How many regions, but for the world, are around one. */
function depthOf(slug: string, regions: readonly Region[]): number {
  let depth = -2
  for (let region = regions.find((one) => one.slug === slug); region; region = regions.find(({ code }) => code === region?.parent)) depth++
  return Math.max(0, depth)
}

/** What a list offers to choose, facet by facet. */
export function offerOf(view: View, counted: Readonly<Record<Facet, Counts>>, choice: Choice, labels: Labels): Record<Facet, FacetValue[]> {
  const of = (facet: Facet) => valuesOf(view, facet, counted[facet], choice, labels)
  return {
    line: of('line'),
    country: of('country'),
    region: of('region'),
    scope: of('scope'),
    type: of('type'),
    organisation: of('organisation'),
    status: of('status'),
    sdg: of('sdg'),
    year: of('year'),
  }
}

/** The first values of a facet, and all that are chosen, in the same order. */
export function offeredOf(values: readonly FacetValue[]): FacetValue[] {
  return values.filter(({ chosen }, index) => index < OFFERED || chosen)
}
