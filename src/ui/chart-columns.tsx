/** Columns by year, as an SVG document for an <img>, of the same width as the bars of chart.tsx. Time runs as the page is read. */
import { BAR, FAINT, INK, PAPER, SOFT } from './chart-colours.ts'
import { across, CHART, Empty, Frame, type Reader, rounded, type Told } from './chart-frame.tsx'
import { countOf, stepFor, ticksOf, withoutOverlaps, yearsShown } from './chart-scale.ts'
import { clean, cut, widthOf } from './chart-text.ts'

/** `amount` is the value as it is written. */
export type Column = { year: number; value: number; amount: string }

export type ColumnChart = Told & {
  reader: Reader
  /** In any order. A year without one is a gap; where they span more than sixty years, yearsShown says which are drawn. */
  columns: readonly Column[]
  /** How a number of the axis is written. */
  number: (value: number) => string
  /** What stands there when there is no column. */
  empty: string
}

const { width: WIDTH, pad: PAD, inner: INNER } = CHART
const HEIGHT = 236
export const COLUMN_CHART = { width: WIDTH, height: HEIGHT }
const TOP = 36
const BOTTOM = HEIGHT - 34
const PLOT = BOTTOM - TOP
const SMALL = 12
/** So that room is left for columns whatever the numbers. */
const WIDEST_MARK = 112

export function columnChart({ reader, title, desc, columns, number, empty }: ColumnChart): string {
  const years = yearsShown(columns)
  const shown = columns.filter(({ year }) => years !== null && year >= years.from && year <= years.to)
  const most = Math.max(0, ...shown.map(({ value }) => countOf(value)))
  const marks = ticksOf(most).map((tick) => ({ tick, text: cut(clean(number(tick)), WIDEST_MARK, SMALL) }))
  const gutter = most > 0 ? Math.max(...marks.map(({ text }) => widthOf(text, SMALL))) + 8 : 0
  const plot = years && { reader, from: years.from, gutter, pitch: (INNER - gutter) / (years.to - years.from + 1) }
  return (
    <Frame reader={reader} title={title} desc={desc} width={WIDTH} height={HEIGHT}>
      {plot === null && <Empty text={empty} width={WIDTH} height={HEIGHT} size={14} />}
      {plot && most > 0 && <Marks reader={reader} marks={marks} most={most} gutter={gutter} />}
      {plot && shown.map(({ year, value }) => <Post plot={plot} year={year} height={heightOf(value, most)} />)}
      {plot && most > 0 && <Amounts plot={plot} columns={shown} most={most} />}
      {years && plot && <Years plot={plot} to={years.to} />}
    </Frame>
  ).toString()
}

/** What is more than nothing can be seen. */
export function heightOf(value: number, most: number): number {
  const count = countOf(value)
  return count === 0 ? 0 : Math.max(2, rounded((count / most) * PLOT))
}

type Plot = { reader: Reader; from: number; gutter: number; pitch: number }

/** The middle of a year's column. */
const middle = ({ reader, from, gutter, pitch }: Plot, year: number) => across(reader, gutter + (year - from + 0.5) * pitch)

type MarksProps = { reader: Reader; marks: readonly { tick: number; text: string }[]; most: number; gutter: number }

function Marks({ reader, marks, most, gutter }: MarksProps) {
  const [begin, end] = [across(reader, gutter), across(reader, INNER)]
  return (
    <>
      <path d={marks.map(({ tick }) => `M${begin} ${heightAt(tick, most)}H${end}`).join('')} stroke={FAINT} />
      <g font-size={SMALL} fill={SOFT} text-anchor="end">
        {marks.map(({ tick, text }) => (
          <text x={across(reader, gutter - 8)} y={heightAt(tick, most) + 4}>
            {text}
          </text>
        ))}
      </g>
    </>
  )
}

const heightAt = (value: number, most: number) => rounded(BOTTOM - (value / most) * PLOT)

function Post({ plot, year, height }: { plot: Plot; year: number; height: number }) {
  if (height === 0) return null
  const width = rounded(Math.min(28, plot.pitch * 0.72))
  const round = Math.min(width / 2, height, 3)
  const left = rounded(middle(plot, year) - width / 2)
  return (
    <path
      d={`M${left} ${BOTTOM}v${rounded(round - height)}q0 ${-round} ${round} ${-round}h${rounded(width - 2 * round)}q${round} 0 ${round} ${round}V${BOTTOM}z`}
      fill={BAR}
    />
  )
}

/** What each column says where all of it fits, else what the highest says. */
function Amounts({ plot, columns, most }: { plot: Plot; columns: readonly Column[]; most: number }) {
  const told = columns.filter(({ value }) => countOf(value) > 0)
  const all = told.every(({ amount }) => widthOf(amount, SMALL) + 4 <= plot.pitch)
  const [highest] = told.filter(({ value }) => value === most)
  const labels = all || !highest ? told : [highest]
  return (
    <g font-size={SMALL} font-weight="650" fill={INK} text-anchor="middle" stroke={PAPER} stroke-width="3" paint-order="stroke">
      {labels.map(({ year, value, amount }) => (
        <text x={within(middle(plot, year), widthOf(amount, SMALL))} y={BOTTOM - heightOf(value, most) - 6}>
          {clean(amount)}
        </text>
      ))}
    </g>
  )
}

const within = (at: number, width: number) => Math.max(PAD + width / 2, Math.min(WIDTH - PAD - width / 2, at))

/** The base line, and as many years below it as can be read: each first, second, fifth, tenth. */
function Years({ plot, to }: { plot: Plot; to: number }) {
  const { reader, from, gutter, pitch } = plot
  const step = stepFor(widthOf('2000', SMALL) + 6, pitch)
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index).filter((year) => year % step === 0)
  const labels = withoutOverlaps(
    (years.length > 0 ? years : [from]).map((year) => ({
      at: gutter + (year - from + 0.5) * pitch,
      text: String(year),
      width: widthOf(String(year), SMALL),
    })),
    INNER,
  )
  return (
    <>
      <path d={`M${across(reader, gutter)} ${BOTTOM}H${across(reader, INNER)}`} stroke={INK} stroke-width="2" />
      <g font-size={SMALL} fill={SOFT} text-anchor="middle">
        {labels.map(({ at, text }) => (
          <text x={across(reader, at)} y={BOTTOM + 19}>
            {text}
          </text>
        ))}
      </g>
    </>
  )
}
