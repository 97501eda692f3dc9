/** The key of a map: on one line where its words leave room, else in columns. */
import { INK, SOFT } from './chart-colours.ts'
import type { Reader } from './chart-frame.tsx'
import { widthOf } from './chart-text.ts'

export type Entry = { shade: string; text: string }
/** Each with how far its swatch stands from the side where reading begins, and from the top. */
export type Key = { entries: readonly (Entry & { at: number; y: number })[]; width: number; height: number; size: number }

const PAD = 20
/** In heights of letters, which everything follows. */
const SWATCH = { width: 1.5, height: 0.95 }
const BESIDE = 2
const GAP = 1.4
const ROW = 1.7

/** `size` is that of its letters. */
export function keyOf(entries: readonly Entry[], width: number, size: number): Key {
  const widths = entries.map(({ text }) => BESIDE * size + widthOf(text, size) + GAP * size)
  const room = width - 2 * PAD + GAP * size
  const oneLine = widths.reduce((sum, width) => sum + width, 0) <= room
  const rows = oneLine ? 1 : Math.ceil(entries.length / columnsFor(Math.max(...widths), room))
  const column = room / Math.ceil(entries.length / rows)
  const placed = entries.map((entry, index) => ({
    ...entry,
    at: PAD + (oneLine ? sumOf(widths.slice(0, index)) : Math.floor(index / rows) * column),
    y: size + (index % rows) * ROW * size,
  }))
  return { entries: placed, width, size, height: (rows * ROW + 0.5) * size }
}

const columnsFor = (widest: number, room: number) => [3, 2].find((columns) => columns * widest <= room) ?? 1
const sumOf = (lengths: readonly number[]) => lengths.reduce((sum, length) => sum + length, 0)

export function KeyOfMap({ reader, top, of }: { reader: Reader; top: number; of: Key }) {
  const { entries, width, size } = of
  const rtl = reader.dir === 'rtl'
  const swatch = { width: SWATCH.width * size, height: SWATCH.height * size }
  return (
    <g font-size={size} fill={INK}>
      {entries.map(({ shade, text, at, y }) => (
        <>
          <rect
            {...swatch}
            x={Math.round(rtl ? width - at - swatch.width : at)}
            y={Math.round(top + y - swatch.height + 2)}
            rx="3"
            fill={shade}
            stroke={SOFT}
            stroke-width=".6"
          />
          <text x={Math.round(rtl ? width - at - BESIDE * size : at + BESIDE * size)} y={Math.round(top + y)}>
            {text}
          </text>
        </>
      ))}
    </g>
  )
}
