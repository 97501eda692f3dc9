/** A picture as SVG, its table as CSV. */
import type { View } from '../../platform/i18n.ts'
import { barChart } from '../../ui/chart.tsx'
import { columnChart } from '../../ui/chart-columns.tsx'
import { csv } from '../../ui/csv.ts'
import { worldMap } from '../../ui/map.tsx'
import { type Globe, isHeading, type Picture, type Row, type Size } from './rules.ts'
import { strings } from './strings.ts'
import { describe, named, TITLES } from './told.ts'

export function drawn(view: View, picture: Picture, size: Size, globe: Globe): string {
  const t = view.words(strings)
  const told = { reader: view, title: t(TITLES[picture.by]), desc: describe(view, picture) }
  const chart = { ...told, number: (value: number) => view.number(value), empty: t('nothingToDraw') }
  switch (picture.by) {
    case 'country':
      return worldMap({ ...told, size, ...onMap(view, picture, globe) })
    case 'year':
      return columnChart({ ...chart, columns: columnsOf(view, picture) })
    case 'line':
    case 'status':
    case 'type':
      return barChart({ ...chart, bars: picture.rows.map((row) => barOf(view, row)) })
  }
}

function onMap(view: View, { rows }: Picture, { countries, positions }: Globe) {
  const t = view.words(strings)
  const names = new Map(countries.map(({ code, name }) => [code, name]))
  return {
    places: countries.map(({ code, m49 }) => ({ code, m49, position: positions.get(code) ?? null })),
    values: new Map(rows.map(({ key, count }) => [key.toUpperCase(), count])),
    label: (code: string, count: number) => named(view, { label: names.get(code) ?? code, count }),
    range: (from: number, to: number) => (from === to ? view.number(from) : t('range', { from: view.number(from), to: view.number(to) })),
    none: t('none'),
  }
}

/** What a chart of years draws. */
export function columnsOf(view: View, { rows }: Picture) {
  return rows.map(({ key, count }) => ({ year: Number(key), value: count, amount: view.number(count) }))
}

function barOf(view: View, row: Row) {
  const { label, count, line } = row
  const bar = { value: count, amount: view.number(count) }
  if (!line) return { ...bar, label }
  const badge = { code: line.code, slug: line.slug }
  return { ...bar, badge, label: isHeading(row) ? view.words(strings)('inAll', { line: line.shortTitle }) : line.shortTitle }
}

const COLUMNS = ['key', 'name', 'activities'] as const

/** `key` as it stands in addresses of the list. The last row, without one, is of the activities that state nothing of the kind. */
export function tableAsCsv(view: View, { rows, without }: Picture): string {
  return csv(COLUMNS, [...rows.map(({ key, label, count }) => [key, label, count]), [null, view.words(strings)('notStated'), without]])
}
