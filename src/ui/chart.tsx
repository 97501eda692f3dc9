/**
 * Bars by category, as an SVG document for an <img>: each a track with its stop. Not to be shown wider than about 30rem, where
 * letters grow larger than those of the page. The table beside it says the same.
 */
import { badgeWidth, PictureBadge } from './chart-badge.tsx'
import { BAR, FAINT, INK, lineColour, PAPER, SOFT } from './chart-colours.ts'
import { across, CHART, Empty, Frame, type Reader, rounded, type Told } from './chart-frame.tsx'
import { countOf, ticksOf, withoutOverlaps } from './chart-scale.ts'
import { clean, cut, isolated, widthOf } from './chart-text.ts'

/** `amount` is the value as it is written; the badge is that of a line. */
export type Bar = { label: string; value: number; amount: string; badge?: { code: string; slug: string } }

export type BarChart = Told & {
  reader: Reader
  /** From the top down; what comes after the thirtieth is left out. */
  bars: readonly Bar[]
  /** How a number of the axis is written. */
  number: (value: number) => string
  /** What stands there when there is no bar. */
  empty: string
}

const MOST_BARS = 30
const { width: WIDTH, pad: PAD, inner: INNER } = CHART
const TOP = 12
const ROW = 40
const AXIS = 30
const SIZE = 14
const SMALL = 12
const TRACK = { y: 28, height: 6 }

export function barChart({ reader, title, desc, bars, number, empty }: BarChart): string {
  const shown = bars.slice(0, MOST_BARS)
  const height = barChartHeight(shown.length)
  const most = Math.max(0, ...shown.map(({ value }) => countOf(value)))
  return (
    <Frame reader={reader} title={title} desc={desc} width={WIDTH} height={height}>
      {shown.length === 0 && <Empty text={empty} width={WIDTH} height={height} size={SIZE} />}
      {most > 0 && <Axis reader={reader} most={most} height={height} number={number} />}
      {shown.map((bar, index) => (
        <Row reader={reader} bar={bar} y={TOP + index * ROW} most={most} />
      ))}
    </Frame>
  ).toString()
}

/** How high a chart of so many bars is, where it is 360 wide. */
export function barChartHeight(bars: number): number {
  return TOP + Math.max(1, Math.min(bars, MOST_BARS)) * ROW + AXIS
}

/** Hairlines behind the rows, and what they stand for below. */
function Axis({ reader, most, height, number }: { reader: Reader; most: number; height: number; number: (value: number) => string }) {
  const ticks = ticksOf(most)
  const labels = withoutOverlaps(
    ticks.map((tick) => {
      const text = clean(number(tick))
      return { at: (tick / most) * INNER, text, width: widthOf(text, SMALL) }
    }),
    INNER,
  )
  const bottom = height - AXIS
  return (
    <>
      <path d={ticks.map((tick) => `M${across(reader, (tick / most) * INNER)} ${TOP}V${bottom + 4}`).join('')} stroke={FAINT} />
      <g font-size={SMALL} fill={SOFT} text-anchor="middle">
        {labels.map(({ at, text }) => (
          <text x={across(reader, at)} y={bottom + 18}>
            {text}
          </text>
        ))}
      </g>
    </>
  )
}

/** Label and amount on a line; below them a track, and on it as much as the value says. */
function Row({ reader, bar, y, most }: { reader: Reader; bar: Bar; y: number; most: number }) {
  const amount = clean(bar.amount)
  const badge = bar.badge ? { code: clean(bar.badge.code), colour: lineColour(bar.badge.slug) } : null
  const begin = badge ? badgeWidth(badge.code) + 8 : 0
  const label = cut(clean(bar.label), INNER - begin - widthOf(amount, SIZE) - 12, SIZE)
  const colour = badge?.colour ?? BAR
  const length = lengthOf(bar.value, most)
  return (
    <>
      {badge && <PictureBadge code={badge.code} colour={colour} x={across(reader, 0)} y={y} dir={reader.dir} />}
      <g font-size={SIZE} fill={INK} stroke={PAPER} stroke-width="4" stroke-linejoin="round" paint-order="stroke">
        <text x={across(reader, begin)} y={y + 15}>
          {isolated(label)}
        </text>
        <text x={across(reader, INNER)} y={y + 15} text-anchor="end" font-weight="650">
          {amount}
        </text>
      </g>
      <Stretch reader={reader} length={INNER} y={y + TRACK.y} height={2} colour={colour} opacity=".3" />
      {length > 0 && <Stretch reader={reader} length={length} y={y + TRACK.y} height={TRACK.height} colour={colour} />}
      {length > 0 && <circle cx={across(reader, length)} cy={y + TRACK.y} r="4.6" fill={PAPER} stroke={colour} stroke-width="2.4" />}
    </>
  )
}

type StretchProps = { reader: Reader; length: number; y: number; height: number; colour: string; opacity?: string }

function Stretch({ reader, length, y, height, colour, opacity }: StretchProps) {
  const x = reader.dir === 'rtl' ? rounded(WIDTH - PAD - length) : PAD
  return <rect x={x} y={y - height / 2} width={length} height={height} rx={height / 2} fill={colour} fill-opacity={opacity} />
}

/** What is more than nothing can be seen. */
export function lengthOf(value: number, most: number): number {
  const count = countOf(value)
  return count === 0 ? 0 : Math.max(2, rounded((count / most) * INNER))
}
