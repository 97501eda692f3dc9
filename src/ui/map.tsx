/**
 * A map of the world by country, as an SVG document for an <img>: land in five shades, a circle for each area too small for its
 * scale. The wide one is for 600 pixels and more, the narrow one, whose letters are larger, for less; both have one key.
 * What the boundaries mean, and do not, is for the caption to say.
 */
import type { Child } from 'hono/jsx'
import { INK, NONE, PAPER, SOFT } from './chart-colours.ts'
import { Frame, type Reader, type Told } from './chart-frame.tsx'
import { countOf } from './chart-scale.ts'
import { clean } from './chart-text.ts'
import { apart } from './map-circles.ts'
import { type Class, classesOf } from './map-classes.ts'
import { KeyOfMap, keyOf } from './map-key.tsx'
import { WORLD, world } from './map-shapes.ts'

/** A country or area with its codes of ISO 3166-1 (alpha-2, numeric); with a position if it is too small to be drawn. */
export type Place = { code: string; m49: string; position: { latitude: number; longitude: number } | null }

export type Size = 'wide' | 'narrow'

export type WorldMap = Told & {
  reader: Reader
  size: Size
  places: readonly Place[]
  /** Whole numbers by alpha-2 code; what is absent is 0. */
  values: ReadonlyMap<string, number>
  /** What a place says to who points at it: its name and number. */
  label: (code: string, value: number) => string
  /** How a class is written in the key, from and to; the two may be equal. */
  range: (from: number, to: number) => string
  /** What the key says of places with 0. */
  none: string
}

const SIZES = {
  wide: { width: 960, height: 478, scale: 1, letters: 17, radius: 5 },
  narrow: { width: 480, height: 287, scale: 0.5, letters: 17, radius: 7 },
} as const

/** Width and height, for the page to keep free. A key with unusually long words makes a map higher. */
export const MAP_SIZES: Readonly<Record<Size, { width: number; height: number }>> = SIZES

export function worldMap({ reader, size, title, desc, places, values, label, range, none }: WorldMap): string {
  const { width, height, scale, letters, radius } = SIZES[size]
  const drawn = places.filter(({ m49, position }) => position !== null || world().shapes.has(m49))
  const counts = new Map(drawn.map(({ code }) => [code, countOf(values.get(code) ?? 0)]))
  const classes = classesOf(counts.values())
  const entries = [{ shade: NONE, text: clean(none) }, ...classes.map(({ from, to, shade }) => ({ shade, text: clean(range(from, to)) }))]
  const key = keyOf(entries, width, letters)
  const shaded = drawn.map((place) => ({ ...place, ...shading(counts.get(place.code) ?? 0, classes) }))
  const told = ({ code, value }: Shaded) => (value === 0 ? null : <title>{clean(label(code, value))}</title>)
  const top = WORLD.height * scale
  return (
    <Frame reader={reader} title={title} desc={desc} width={width} height={Math.max(height, Math.ceil(top + key.height))}>
      <g transform={`scale(${scale})`} stroke={PAPER} stroke-width=".8" stroke-linejoin="round">
        <Land places={shaded} told={told} />
        <Circles places={shaded} told={told} radius={radius} />
      </g>
      <KeyOfMap reader={reader} top={top} of={key} />
    </Frame>
  ).toString()
}

type Shaded = Place & { value: number; shade: string }

function shading(value: number, classes: readonly Class[]): { value: number; shade: string } {
  return { value, shade: classes.find(({ from, to }) => value >= from && value <= to)?.shade ?? NONE }
}

/** Land that no place stands for is as land where there is nothing. */
function Land({ places, told }: { places: readonly Shaded[]; told: (place: Shaded) => Child }) {
  const byNumber = new Map(places.map((place) => [place.m49, place]))
  return (
    <>
      <path d={world().uncoded} fill={NONE} />
      {[...world().shapes].map(([m49, d]) => {
        const place = byNumber.get(m49)
        return (
          <path d={d} fill={place?.shade ?? NONE}>
            {place && told(place)}
          </path>
        )
      })}
    </>
  )
}

/** What has something stands above what has nothing, and is larger. */
function Circles({ places, told, radius }: { places: readonly Shaded[]; told: (place: Shaded) => Child; radius: number }) {
  const small = places.flatMap((place) => (place.position ? [{ place, spot: world().spot(place.position) }] : []))
  const spots = apart(
    small.map(({ spot }) => spot),
    radius,
  )
  const circles = small.map(({ place }, index) => ({ place, spot: spots[index] ?? [0, 0] }))
  const [empty, full] = [circles.filter(({ place }) => place.value === 0), circles.filter(({ place }) => place.value > 0)]
  return (
    <>
      {empty.map(({ place, spot: [x, y] }) => (
        <circle cx={x} cy={y} r={radius / 2} fill={place.shade} stroke={SOFT} />
      ))}
      {full.map(({ place, spot: [x, y] }) => (
        <circle cx={x} cy={y} r={radius} fill={place.shade} stroke={INK}>
          {told(place)}
        </circle>
      ))}
    </>
  )
}
