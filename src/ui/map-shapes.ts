/** The shapes of a map of the world, in whole units of its drawing: 960 wide. Made once, when the first map is asked for. */
import { createRequire } from 'node:module'
import { type GeoContext, type GeoProjection, geoEqualEarth, geoPath } from 'd3-geo'
import type { Feature } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

export const WORLD = { width: 960, height: 440 }

/** Natural Earth 1:110m, in the public domain. */
type Atlas = Topology<{ countries: GeometryCollection }>
const require = createRequire(import.meta.url)

/** Outlines by ISO 3166-1 numeric; together those of the atlas that have no code; and where a place on Earth is on the map. */
export type World = { shapes: ReadonlyMap<string, string>; uncoded: string; spot: (position: Position) => Point }
export type Position = { latitude: number; longitude: number }
export type Point = readonly [x: number, y: number]

let made: World | undefined

export function world(): World {
  made ??= draw(require('world-atlas/countries-110m.json'))
  return made
}

const ANTARCTICA = '010'
/** The meridian in the middle, in degrees east: the edge then runs through the Bering Strait and parts no country of a continent. */
const MIDDLE = 11
/** Room for the circles of islands near the edge. */
const MARGIN: [number, number] = [28, 10]

function draw(atlas: Atlas): World {
  const countries = feature(atlas, atlas.objects.countries).features.filter(({ id }) => id !== ANTARCTICA)
  const projection = geoEqualEarth()
    .rotate([-MIDDLE, 0])
    .fitExtent([MARGIN, [WORLD.width - MARGIN[0], WORLD.height - MARGIN[1]]], { type: 'FeatureCollection', features: countries })
  const outlines = countries.map((country) => [String(country.id ?? ''), outline(country, projection)] as const)
  return {
    shapes: new Map(outlines.filter(([m49]) => m49 !== '')),
    uncoded: outlines.flatMap(([m49, d]) => (m49 === '' ? [d] : [])).join(''),
    spot: ({ longitude, latitude }) => projection([longitude, latitude]) ?? [0, 0],
  }
}

/** As short as an outline can be written: whole units, each corner from the one before, none twice. */
function outline(country: Feature, projection: GeoProjection): string {
  const pen = new Pen()
  geoPath(projection, pen)(country)
  return pen.written
}

class Pen implements GeoContext {
  written = ''
  #ring: Point[] = []

  beginPath() {}
  arc() {}

  moveTo(x: number, y: number) {
    this.#ring = [[Math.round(x), Math.round(y)]]
  }

  lineTo(x: number, y: number) {
    this.#ring.push([Math.round(x), Math.round(y)])
  }

  closePath() {
    this.written += ringOf(this.#ring)
  }
}

function ringOf(corners: readonly Point[]): string {
  let steps = ''
  let [x, y] = corners[0] ?? [0, 0]
  let drawn = `M${x} ${y}`
  for (const [nextX, nextY] of corners.slice(1)) {
    if (nextX === x && nextY === y) continue
    steps += step(nextX - x, nextY - y, steps === '')
    ;[x, y] = [nextX, nextY]
  }
  drawn += steps
  return steps === '' ? '' : `${drawn}z`
}

const step = (dx: number, dy: number, first: boolean) => {
  return `${first ? 'l' : dx < 0 ? '' : ' '}${dx}${dy < 0 ? '' : ' '}${dy}`
}
