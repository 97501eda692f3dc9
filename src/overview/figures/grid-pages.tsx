/** Places by lines: where there is how much on which line, and where nothing. */
import type { Line } from '../../framework/index.ts'
import type { View } from '../../platform/i18n.ts'
import { addressOf, type Filters } from '../../stocktaking/index.ts'
import { colourOf } from '../../ui/badge.tsx'
import { type GridRow, pathOf, workingLines } from './rules.ts'
import { strings } from './strings.ts'

type Props = { view: View; rows: readonly GridRow[]; lines: readonly Line[] }

/** A wide table that scrolls by itself; the names of the lines stand upright above it. */
export function Grid({ view, rows, lines }: Props) {
  const t = view.words(strings)
  return (
    <section class="stack">
      <h2>{t('grid')}</h2>
      <p class="soft small" id="grid">
        {t('gridCaption')}
      </p>
      <section class="scroll" tabindex={0} aria-labelledby="grid">
        <GridTable view={view} rows={rows} lines={workingLines(lines)} />
      </section>
    </section>
  )
}

function GridTable({ view, rows, lines }: Props) {
  const t = view.words(strings)
  return (
    <table class="grid" aria-labelledby="grid">
      <thead>
        <tr>
          <th scope="col">{t('place')}</th>
          <th scope="col" class="up">
            <span>{t('activities')}</span>
          </th>
          {lines.map((line) => (
            <th scope="col" class={`up ${colourOf(line.slug)}`}>
              <a href={view.to(`/lines/${line.slug}`)}>
                {line.code} {line.shortTitle}
              </a>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <PlaceRow view={view} row={row} lines={lines} />
        ))}
      </tbody>
    </table>
  )
}

function PlaceRow({ view, row: { place, activities, cells }, lines }: { view: View; row: GridRow; lines: readonly Line[] }) {
  const { facet, key, name, depth } = place
  return (
    <tr>
      <th scope="row" class={depth ? `in-${depth}` : undefined}>
        <a href={view.to(pathOf(place))}>{name}</a>
      </th>
      <Cell view={view} count={activities} filters={{ [facet]: [key] }} />
      {lines.map(({ slug }, index) => (
        <Cell view={view} count={cells[index] ?? 0} colour={colourOf(slug)} filters={{ line: [slug], [facet]: [key] }} />
      ))}
    </tr>
  )
}

type CellProps = { view: View; count: number; filters: Filters; colour?: string }

function Cell({ view, count, filters, colour }: CellProps) {
  if (count === 0) {
    return (
      <td>
        <span class="hidden">{view.words(strings)('nothing')}</span>
      </td>
    )
  }
  return (
    <td class={colour}>
      <a href={view.to(addressOf({ filters }))}>{view.number(count)}</a>
    </td>
  )
}
