/** Where the activities of a line are, and where there are none. */
import type { Line } from '../../framework/index.ts'
import type { View } from '../../platform/i18n.ts'
import { addressOf } from '../../stocktaking/index.ts'
import { figureWords, pathOf, Since } from '../figures/index.ts'
import type { Continent, PlaceCount, Where as WhereOn } from './rules.ts'
import { strings } from './strings.ts'

type Props = { view: View; where: WhereOn; line: Line }

export function Where({ view, where, line }: Props) {
  const t = view.words(strings)
  return (
    <section class="stack">
      <h2>{t('where')}</h2>
      <table class="rows">
        <caption>{t('whereCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('region')}</th>
            <th scope="col">{view.words(figureWords)('activities')}</th>
            <th scope="col">{t('parts')}</th>
          </tr>
        </thead>
        <tbody>
          {where.continents.map((continent) => (
            <ContinentRow view={view} continent={continent} line={line} />
          ))}
        </tbody>
      </table>
      {where.countries.length > 0 && (
        <p>
          {t('mostIn')}: <Counts view={view} places={where.countries} line={line} />
        </p>
      )}
    </section>
  )
}

function ContinentRow({ view, continent, line }: { view: View; continent: Continent; line: Line }) {
  const t = view.words(strings)
  const { name, facet, key, count, parts, without } = continent
  return (
    <tr>
      <th scope="row">
        <a href={view.to(pathOf(continent))}>{name}</a>
      </th>
      <td>
        {count > 0 ? (
          <Since view={view} count={count} since={null} filters={{ line: [line.slug], [facet]: [key] }} />
        ) : (
          <span class="soft">{t('nothingThere')}</span>
        )}
      </td>
      <td>
        <Counts view={view} places={parts} line={line} />
        {count > 0 && without.length > 0 && (
          <div class="soft small">{t('nothingIn', { places: view.list(without.map((part) => part.name)) })}</div>
        )}
      </td>
    </tr>
  )
}

/** Each leads to these activities. */
function Counts({ view, places, line }: { view: View; places: readonly PlaceCount[]; line: Line }) {
  return (
    <>
      {places.map(({ facet, key, name, count }, index) => (
        <>
          {index > 0 && ' · '}
          <a href={view.to(addressOf({ filters: { line: [line.slug], [facet]: [key] } }))}>
            {name} <span class="num">{view.number(count)}</span>
          </a>
        </>
      ))}
    </>
  )
}
