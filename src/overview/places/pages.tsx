/** A country or a region: what is being done there on each line, by whom, since when, and where there is nothing. */
import type { Mandate } from '../../facilitation/index.ts'
import { Facilitators } from '../../facilitation/index.ts'
import type { Region } from '../../framework/index.ts'
import type { View } from '../../platform/i18n.ts'
import { addressOf, Hits, type Places } from '../../stocktaking/index.ts'
import { Badge } from '../../ui/badge.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Name } from '../../ui/text.tsx'
import { Away, Busiest, figureWords, GoalsServed, Grid, isUsed, type LineFigure, pathOf, Since, Summary } from '../figures/index.ts'
import { strings as overview } from '../strings.ts'
import type { PlaceView } from './rules.ts'
import { strings } from './strings.ts'

type Props = { view: View; shown: PlaceView; all: Places }

export function PlacePage({ view, shown, all }: Props) {
  const t = view.words(strings)
  const { place, figures } = shown
  const path = pathOf(place)
  const feed = { title: t('feedTitle', { place: place.name }), path: `${path}.atom` }
  return (
    <Layout view={view} title={place.name} description={t('placeDescription', { place: place.name })} part="countries" feed={feed}>
      <div class="stack">
        <Around view={view} regions={place.around} />
        <h1>{place.name}</h1>
        {figures.activities === 0 ? <p class="lead">{t('noActivity')}</p> : <InFigures view={view} shown={shown} />}
        <div class={hasAside(shown) ? 'side' : undefined}>
          <div class="stack">
            {figures.activities > 0 && <OnLines view={view} shown={shown} />}
            <Busiest view={view} figures={figures} onLines />
          </div>
          {hasAside(shown) && <Aside view={view} shown={shown} all={all} />}
        </div>
        {shown.grid.length > 0 && <Grid view={view} rows={shown.grid} lines={all.lines} />}
        <Newest view={view} shown={shown} />
        <Away view={view} path={path} filters={figures.filters} />
      </div>
    </Layout>
  )
}

/** The way down to here. */
function Around({ view, regions }: { view: View; regions: readonly Region[] }) {
  const t = view.words(strings)
  return (
    <nav class="way small" aria-label={t('where')}>
      <ol>
        <li>
          <a href={view.to('/countries')}>{t('countries')}</a>
        </li>
        {regions.map(({ slug, name }) => (
          <li>
            <a href={view.to(`/regions/${slug}`)}>{name}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

type PartProps = Omit<Props, 'all'>

function InFigures({ view, shown: { place, figures, lines } }: PartProps) {
  const t = view.words(strings)
  const { activities, onLines } = figures
  const used = lines.filter(isUsed).length
  return (
    <>
      {place.facet === 'region' && <p class="soft">{t('regionCounts', { place: place.name })}</p>}
      <Summary view={view} figures={figures} lines={{ n: used, all: lines.length }} />
      {activities > onLines && <p class="soft small">{view.words(figureWords)('onNoLine', { n: activities - onLines })}</p>}
    </>
  )
}

function OnLines({ view, shown }: PartProps) {
  const t = view.words(strings)
  const { lines, mandates, figures } = shown
  const used = lines.filter(isUsed)
  const unused = lines.filter((figure) => !isUsed(figure))
  return (
    <section class="stack">
      <h2>{t('onLines')}</h2>
      {used.length > 0 && (
        <table class="rows">
          <caption>{t('onLinesCaption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('line')}</th>
              <th scope="col">{view.words(figureWords)('activities')}</th>
              <th scope="col">{t('facilitators')}</th>
            </tr>
          </thead>
          <tbody>
            {used.map((figure) => (
              <LineRow view={view} figure={figure} mandates={mandates} filters={figures.filters} />
            ))}
          </tbody>
        </table>
      )}
      {used.some(({ suggested }) => suggested > 0) && <p class="soft small">{view.words(overview)('suggestionsExplained')}</p>}
      {unused.length > 0 && (
        <div>
          <p>{t('nothingOn', { n: unused.length })}</p>
          <ul class="meta">
            {unused.map(({ line }) => (
              <li>
                <Badge line={line} href={view.to(`/lines/${line.slug}`)} named />
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

type LineProps = { view: View; figure: LineFigure; mandates: readonly Mandate[]; filters: PlaceView['figures']['filters'] }

/** What is suggested is told apart: a suggestion is no statement. */
function LineRow({ view, figure: { line, stated, suggested, since }, mandates, filters }: LineProps) {
  const t = view.words(strings)
  const own = mandates.filter(({ lineSlug }) => lineSlug === line.slug)
  return (
    <tr>
      <th scope="row">
        <Badge line={line} href={view.to(`/lines/${line.slug}`)} named />
      </th>
      <td class="once">
        <Since view={view} count={stated + suggested} since={since} filters={{ ...filters, line: [line.slug] }} />
        {suggested > 0 && <div class="soft small">{stated > 0 ? t('suggestedOf', { n: suggested }) : t('suggested')}</div>}
      </td>
      <td>{own.length > 0 ? <Facilitators view={view} mandates={own} /> : <span class="soft">{t('noFacilitators')}</span>}</td>
    </tr>
  )
}

function Newest({ view, shown: { figures, hits } }: PartProps) {
  const t = view.words(strings)
  if (hits.length === 0) return null
  return (
    <section class="stack">
      <h2>{t('newest')}</h2>
      <Hits view={view} hits={hits} />
      {figures.activities > hits.length && (
        <p>
          <a href={view.to(addressOf({ filters: figures.filters }))}>{t('allActivities', { n: figures.activities })}</a>
        </p>
      )}
    </section>
  )
}

const hasAside = ({ based, figures }: PlaceView) => based.total > 0 || figures.counted.sdg.length > 0

function Aside({ view, shown, all }: Props) {
  const t = view.words(strings)
  return (
    <aside class="stack" aria-label={t('moreHere')}>
      <GoalsServed view={view} figures={shown.figures} goals={all.goals} />
      {shown.based.total > 0 && <Seated view={view} based={shown.based} />}
    </aside>
  )
}

function Seated({ view, based: { total, first } }: { view: View; based: PlaceView['based'] }) {
  const t = view.words(strings)
  const more = total - first.length
  return (
    <section class="stack">
      <h2>{t('based')}</h2>
      <ul class="plain">
        {first.map(({ publicId, name, language }) => (
          <li>
            <a href={view.to(`/stakeholders/${publicId}`)}>
              <Name text={name} language={language} />
            </a>
          </li>
        ))}
        {more > 0 && <li class="soft">{t('moreStakeholders', { n: more })}</li>}
      </ul>
    </section>
  )
}
