/** Countries and regions as places to stand: what lies around one, what lies in it. */
import type { Mandate } from '../../facilitation/index.ts'
import type { Country, Region } from '../../framework/index.ts'
import type { Hit, Places } from '../../stocktaking/index.ts'
import type { Counts, Figures, GridRow, LineFigure, PlaceName } from '../figures/index.ts'

type Geography = Pick<Places, 'countries' | 'regions'>

export type Place = PlaceName & {
  /** The regions that it lies in, the largest first; the world is none. */
  around: readonly Region[]
  /** The regions next below it, or the countries of one that has none. */
  parts: readonly PlaceName[]
  /** What a record must name to be of this place: ISO 3166-1 alpha-2 of countries, M49 codes of regions. */
  within: Within
}

export type Within = { countries: readonly string[]; regions: readonly string[] }

/** A stakeholder that has its seat in a place. */
export type Based = { publicId: string; name: string; language: string }

export type PlaceView = {
  place: Place
  figures: Figures
  lines: readonly LineFigure[]
  /** Those in force today on any line. */
  mandates: readonly Mandate[]
  grid: readonly GridRow[]
  hits: readonly Hit[]
  based: { total: number; first: readonly Based[] }
}

/** A place by what stands in its address; null: there is none. */
export function placeOf(facet: PlaceName['facet'], key: string, geography: Geography): Place | null {
  return facet === 'country' ? countryOf(key, geography) : regionOf(key, geography)
}

function countryOf(key: string, { countries, regions }: Geography): Place | null {
  const country = countries.find(({ code }) => code.toLowerCase() === key)
  if (!country) return null
  const around = chain(country.region, regions)
  return { ...nameOf(country), around, parts: [], within: { countries: [country.code], regions: [] } }
}

/** The world is no place: it is all of the stocktaking. */
function regionOf(key: string, geography: Geography): Place | null {
  const region = geography.regions.find(({ slug }) => slug === key)
  if (!region || region.parent === null) return null
  const below = geography.regions.filter(({ parent }) => parent === region.code)
  const own = geography.countries.filter((country) => country.region === region.code)
  return {
    ...nameOf(region),
    around: chain(region.parent, geography.regions),
    parts: (below.length > 0 ? below : own).map(nameOf),
    within: withinRegions(nested(region, geography.regions), geography.countries),
  }
}

function nameOf(place: Country | Region): PlaceName {
  if ('slug' in place) return { facet: 'region', key: place.slug, name: place.name }
  return { facet: 'country', key: place.code.toLowerCase(), name: place.name }
}

/** From the continent down to the region of this code. */
function chain(code: string | null, regions: readonly Region[]): Region[] {
  const region = regions.find((one) => one.code === code)
  return region && region.parent !== null ? [...chain(region.parent, regions), region] : []
}

/** A region and all that lie in it. */
function nested(region: Region, regions: readonly Region[]): Region[] {
  return [region, ...regions.filter(({ parent }) => parent === region.code).flatMap((below) => nested(below, regions))]
}

function withinRegions(regions: readonly Region[], countries: readonly Country[]): Within {
  const codes = regions.map(({ code }) => code)
  return {
    countries: countries.filter(({ region }) => region !== null && codes.includes(region)).map(({ code }) => code),
    regions: codes,
  }
}

/** Of what is counted the countries and regions that lie in a place, itself not among them. */
export function countsWithin(
  { key, within }: Place,
  counted: Figures['counted'],
  { regions }: Geography,
): { countries: Counts; regions: Counts } {
  const inside = new Set(regions.filter(({ code, slug }) => within.regions.includes(code) && slug !== key).map(({ slug }) => slug))
  const countries = new Set(within.countries.map((code) => code.toLowerCase()))
  return {
    countries: counted.country.filter((country) => country.key !== key && countries.has(country.key)),
    regions: counted.region.filter((region) => inside.has(region.key)),
  }
}

/** Every continent, each before the regions next below it: more than these nobody looks over at once. `around`: the key of its continent. */
export function continents(regions: readonly Region[]): (PlaceName & { around: string | null })[] {
  const below = (code: string | null) => regions.filter(({ parent }) => parent === code)
  return below(null)
    .flatMap(({ code }) => below(code))
    .flatMap((continent) => [
      { ...nameOf(continent), around: null },
      ...below(continent.code).map((region) => ({ ...nameOf(region), around: continent.slug, depth: 1 })),
    ])
}

/** A region with what lies in it, and the countries that lie in no region below it; `region` is null for those that are in none. */
export type Shelf = { region: PlaceName | null; depth: number; countries: readonly PlaceName[] }

/** All countries by the regions that they lie in, as a list that is read from its top. */
export function shelvesOf({ countries, regions }: Geography): Shelf[] {
  const [world] = regions.filter(({ parent }) => parent === null)
  const top = regions.filter(({ parent }) => world !== undefined && parent === world.code)
  const elsewhere = countries.filter(({ region }) => region === null || region === world?.code)
  return [
    ...top.flatMap((region) => shelved(region, 0, { countries, regions })),
    { region: null, depth: 0, countries: elsewhere.map(nameOf) },
  ]
}

function shelved(region: Region, depth: number, { countries, regions }: Geography): Shelf[] {
  const own = countries.filter((country) => country.region === region.code).map(nameOf)
  const below = regions.filter(({ parent }) => parent === region.code)
  return [{ region: nameOf(region), depth, countries: own }, ...below.flatMap((one) => shelved(one, depth + 1, { countries, regions }))]
}
