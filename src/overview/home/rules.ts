/** Home: the stations of the lines, and where they stand on the tracks. */
import type { Line, ProcessDate, RelatedProcess } from '../../framework/index.ts'

export type StationKind = 'named' | 'proposed' | 'focal' | 'activity'

/** Something on record for a line: on a day, or, for activities, in a year. */
export type Station = { lineId: number; kind: StationKind; on: string; precision: 'day' | 'month' | 'year'; count: number }

export type Track = { line: Line; stations: readonly Station[] }

export type Figures = { activities: number; organisations: number; countries: number; facilitators: number }

/** A process that follows up the Summit, and when it comes next. */
export type Upcoming = Pick<RelatedProcess, 'slug' | 'title' | 'language'> & Pick<ProcessDate, 'on' | 'precision'>

/** What is ahead among the processes, the nearest first. */
export function upcomingOf(processes: readonly RelatedProcess[]): Upcoming[] {
  return processes
    .flatMap(({ slug, title, language, next }) =>
      next && !next.past ? [{ slug, title, language, on: next.on, precision: next.precision }] : [],
    )
    .sort((a, b) => a.on.localeCompare(b.on))
}

/** The eighteen working lines in order, each with its stations by date. C7 itself has no track: its eight have. */
export function tracksOf(lines: readonly Line[], stations: readonly Station[]): Track[] {
  return lines
    .filter(({ kind }) => kind === 'working')
    .map((line) => ({
      line,
      stations: stations.filter(({ lineId }) => lineId === line.id).sort((a, b) => a.on.localeCompare(b.on)),
    }))
}

/** How many years the axis goes on from the first day of this one. */
const AHEAD = 3

/** The years of the axis: from that of the first station to some way beyond today, where what is ahead will stand. */
export function axisOf(tracks: readonly Track[], today: string): { from: number; to: number } {
  const years = tracks.flatMap(({ stations }) => stations.map(({ on }) => yearOf(on)))
  return { from: Math.min(yearOf(today), ...years), to: yearOf(today) + AHEAD }
}

/** How far along the axis a day lies, in percent of its width; a year lies in its middle. */
export function along(on: string, precision: Station['precision'], axis: { from: number; to: number }): number {
  const start = Date.UTC(axis.from, 0, 1)
  const day = precision === 'year' ? Date.UTC(yearOf(on), 6, 1) : Date.parse(`${on}T00:00:00Z`)
  const share = (day - start) / (Date.UTC(axis.to, 0, 1) - start)
  return Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10
}

/** The years written over the tracks: every fifth of a long axis, each of a short one; neither the first, at the very edge, nor this one, where "today" stands. */
export function ticksOf(axis: { from: number; to: number }): number[] {
  const step = axis.to - axis.from > 8 ? 5 : 1
  const years = Array.from({ length: axis.to - axis.from }, (_, index) => axis.from + index)
  return years.filter((year) => year % step === 0 && year > axis.from && year !== axis.to - AHEAD)
}

const yearOf = (day: string) => Number(day.slice(0, 4))
