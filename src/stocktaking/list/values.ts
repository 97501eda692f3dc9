/** The values of a facet as they are offered: named, counted, in an order in which they are found. */
import type { View } from '../../platform/i18n.ts'
import { STAKEHOLDER_TYPES, stakeholderWords } from '../../stakeholders/index.ts'
import { type Facet, type Places, SCOPES } from '../facets/index.ts'
import { STATUSES, type Text } from '../hits/index.ts'
import { strings } from '../strings.ts'
import { type Choice, type FacetValue, OFFERED } from './rules.ts'

type Counts = readonly { key: string; count: number }[]
type Labels = Places & { organisations: ReadonlyMap<string, Text> }
type Label = { label: string; language?: string }

/** What a value is called; the key itself where nothing names it. */
export function labelOf(view: View, facet: Facet, key: string, labels: Labels): Label {
  const t = view.words(strings)
  switch (facet) {
    case 'line':
    case 'country':
    case 'region':
    case 'sdg':
      return { label: labels.named[facet].get(key)?.label ?? key }
    case 'scope': {
      const scope = SCOPES.find((known) => known === key)
      return { label: scope ? t(SCOPE_WORDS[scope]) : key }
    }
    case 'type': {
      const type = STAKEHOLDER_TYPES.find((known) => known === key)
      return { label: type ? view.words(stakeholderWords)(type) : key }
    }
    case 'organisation': {
      const name = labels.organisations.get(key)
      return name ? { label: name.text, language: name.language } : { label: key }
    }
    case 'status': {
      const status = STATUSES.find((known) => known === key)
      return { label: status ? t(status) : key }
    }
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
  const chosen = new Set(choice.filters[facet])
  const counted = new Map(counts.map(({ key, count }) => [key, count]))
  for (const key of chosen) if (!counted.has(key)) counted.set(key, 0)
  return inOrder(facet, counted, labels).map(([key, count]) => ({
    key,
    ...labelOf(view, facet, key, labels),
    count,
    chosen: chosen.has(key),
    ...(facet === 'region' ? { depth: labels.named.region.get(key)?.depth ?? 0 } : {}),
  }))
}

/** The plan's values in its own order, years the latest first, countries, types and organisations by how many have them. */
function inOrder(facet: Facet, counted: ReadonlyMap<string, number>, labels: Labels): [key: string, count: number][] {
  const values = [...counted]
  const by = (placeOf: (key: string) => number) => values.sort(([one], [other]) => placeOf(one) - placeOf(other))
  switch (facet) {
    case 'line':
    case 'region':
    case 'sdg':
      return by((key) => labels.named[facet].get(key)?.place ?? 0)
    case 'scope':
      return by(placeIn(SCOPES))
    case 'status':
      return by(placeIn(STATUSES))
    case 'year':
      return by((key) => -Number(key))
    case 'country': {
      const placeOf = (key: string) => labels.named.country.get(key)?.place ?? 0
      return values.sort(([one, many], [other, more]) => more - many || placeOf(one) - placeOf(other))
    }
    case 'type':
    case 'organisation':
      return values.sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))
  }
}

const placeIn = (order: readonly string[]) => (key: string) => order.indexOf(key)

/** What is offered of a facet: the first of its values, and all that are chosen, of `total`. */
export type Offered = { values: readonly FacetValue[]; total: number }
export type Offer = Readonly<Record<Facet, Offered>>

/** What a list offers to choose, facet by facet. */
export function offerOf(view: View, counted: Readonly<Record<Facet, Counts>>, choice: Choice, labels: Labels): Offer {
  const of = (facet: Facet, counts = counted[facet]): Offered => {
    const values = valuesOf(view, facet, counts, choice, labels).filter(({ chosen }, index) => index < OFFERED || chosen)
    return { values, total: Math.max(counted[facet].length, values.length) }
  }
  return {
    line: of('line'),
    country: of('country'),
    region: of('region'),
    scope: of('scope'),
    type: of('type'),
    organisation: of('organisation', organisationsToOffer(counted.organisation, choice)),
    status: of('status'),
    sdg: of('sdg'),
    year: of('year'),
  }
}

/** Of a hundred thousand organisations only those are named that are shown. */
export function organisationsToOffer(counts: Counts, { filters }: Choice): Counts {
  const chosen = new Set(filters.organisation)
  const most = mostOf(counts, OFFERED)
  return [...most, ...counts.filter((one) => chosen.has(one.key) && !most.includes(one))]
}

/** The most frequent first; of the same count in the order of their keys, so that a page is the same each time. */
export function mostOf(counts: Counts, most = counts.length): { key: string; count: number }[] {
  if (most >= counts.length) return [...counts].sort((one, other) => (isBefore(one, other) ? -1 : 1))
  const found: { key: string; count: number }[] = []
  for (const one of counts) {
    const last = found.at(-1)
    if (found.length === most && last && !isBefore(one, last)) continue
    const place = found.findIndex((other) => isBefore(one, other))
    found.splice(place === -1 ? found.length : place, 0, one)
    if (found.length > most) found.pop()
  }
  return found
}

function isBefore(one: { key: string; count: number }, other: { key: string; count: number }): boolean {
  return one.count > other.count || (one.count === other.count && one.key < other.key)
}

/** More values than these do not stand on one page. */
const VALUES_A_PAGE = 100

/** A page of the values of a facet, the most frequent first, and how many pages there are; null beyond the last. */
export function valuePage(counts: Counts, page: number): { counts: Counts; pages: number } | null {
  const pages = Math.max(1, Math.ceil(counts.length / VALUES_A_PAGE))
  if (page > pages) return null
  return { counts: mostOf(counts).slice((page - 1) * VALUES_A_PAGE, page * VALUES_A_PAGE), pages }
}
