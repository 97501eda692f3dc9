/** A picture on its page: loaded when it is about to be seen, in room that is kept for it. */
import type { View } from '../../platform/i18n.ts'
import { barChartHeight } from '../../ui/chart.tsx'
import { COLUMN_CHART } from '../../ui/chart-columns.tsx'
import { yearsShown } from '../../ui/chart-scale.ts'
import { MAP_SIZES } from '../../ui/map.tsx'
import { type Picture, pictureAddress, type Size } from './rules.ts'
import { strings } from './strings.ts'
import { alternative } from './told.ts'

type Props = { view: View; picture: Picture }

export function Drawing({ view, picture }: Props) {
  return picture.by === 'country' ? <WorldMap view={view} picture={picture} /> : <Chart view={view} picture={picture} />
}

/** Letters of a picture shrink with it, so a narrow screen has one of its own. */
function WorldMap({ view, picture }: Props) {
  const { wide, narrow } = MAP_SIZES
  return (
    <figure class="map">
      <picture>
        <source media="(min-width: 40rem)" srcset={sourceOf(view, picture, 'wide')} {...sizeOf(wide)} />
        <img src={sourceOf(view, picture, 'narrow')} {...sizeOf(narrow)} loading="lazy" alt={alternative(view, picture)} />
      </picture>
      <figcaption>{view.words(strings)('boundaries')}</figcaption>
    </figure>
  )
}

function Chart({ view, picture }: Props) {
  const size = picture.by === 'year' ? COLUMN_CHART : { width: COLUMN_CHART.width, height: barChartHeight(picture.rows.length) }
  return (
    <figure class="chart">
      <img src={sourceOf(view, picture)} {...sizeOf(size)} loading="lazy" alt={alternative(view, picture)} />
      {picture.by === 'year' && <YearsLeftOut view={view} picture={picture} />}
    </figure>
  )
}

function YearsLeftOut({ view, picture }: Props) {
  const t = view.words(strings)
  const years = picture.rows.map(({ key }) => Number(key))
  const shown = yearsShown(picture.rows.map(({ key, count }) => ({ year: Number(key), value: count })))
  if (shown === null || years.every((year) => year >= shown.from && year <= shown.to)) return null
  return <figcaption>{t('yearsShown', { from: String(shown.from), to: String(shown.to), n: shown.to - shown.from + 1 })}</figcaption>
}

const sizeOf = ({ width, height }: { width: number; height: number }) => ({ width, height })

function sourceOf(view: View, { by, choice }: Picture, size?: Size): string {
  return view.to(pictureAddress(by, choice, size ? { ending: 'svg', size } : { ending: 'svg' }))
}
