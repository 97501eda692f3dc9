/** Home: what is this, what is happening, what can I do here. */
import type { View } from '../../platform/i18n.ts'
import { Badge, colourOf } from '../../ui/badge.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Name } from '../../ui/text.tsx'
import type { News } from '../news/index.ts'
import { NewsList } from '../news/index.ts'
import { along, axisOf, type Figures, type Station, type Track, ticksOf, type Upcoming } from './rules.ts'
import { webSite } from './schema-org.ts'
import { strings } from './strings.ts'

type Props = { view: View; tracks: readonly Track[]; figures: Figures; upcoming: readonly Upcoming[]; news: readonly News[] }

export function HomePage({ view, tracks, figures, upcoming, news }: Props) {
  const t = view.words(strings)
  return (
    <Layout
      view={view}
      title={t('title')}
      description={t('lead')}
      feed={{ title: t('newest'), path: '/whats-new.atom' }}
      jsonLd={webSite(view)}
    >
      <div class="stack">
        <h1>{t('headline', { n: tracks.length })}</h1>
        <p class="lead">{t('lead')}</p>
        <p class="acts">
          <a class="button" href={view.to('/lines')}>
            {t('findLine')}
          </a>
          <a class="button quiet" href={view.to('/facilitators')}>
            {t('who')}
          </a>
          <a class="button quiet" href={view.to('/stocktaking')}>
            {t('browse')}
          </a>
        </p>
        <Tracks view={view} tracks={tracks} />
      </div>
      <div class="cols">
        <Next view={view} upcoming={upcoming} />
        <section class="stack">
          <h2>{t('newest')}</h2>
          <NewsList view={view} news={news} />
          <p>
            <a href={view.to('/whats-new')}>{t('allNews')}</a>
          </p>
        </section>
        <OnRecord view={view} figures={figures} />
      </div>
    </Layout>
  )
}

/** The plan as a map of lines: a table whose cells are tracks, so that the picture and its table are one. */
function Tracks({ view, tracks }: { view: View; tracks: readonly Track[] }) {
  const t = view.words(strings)
  const axis = axisOf(tracks, view.today)
  const across = (on: string, precision: Station['precision']) => mirrored(view, along(on, precision, axis))
  const first = tracks.find(({ line }) => line.parentSlug === 'c7')
  const last = tracks.findLast(({ line }) => line.parentSlug === 'c7')
  return (
    <figure class="graph tracks">
      <table>
        <caption class="hidden">{t('tracksCaption', { from: String(axis.from) })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('line')}</th>
            <th scope="col" class="wide">
              <span class="hidden">{t('tracks', { from: String(axis.from), to: String(axis.to - 1) })}</span>
              <svg width="100%" height="18" aria-hidden="true">
                {ticksOf(axis).map((year) => (
                  <text x={`${across(`${year}-01-01`, 'day')}%`} y="13" class="faint">
                    {year}
                  </text>
                ))}
                <text x={`${across(view.today, 'day')}%`} y="13" class="faint">
                  {t('today')}
                </text>
              </svg>
            </th>
            <th scope="col">{t('last')}</th>
          </tr>
        </thead>
        <tbody>
          {tracks.map((track) => (
            <tr>
              <th scope="row">
                <Badge line={track.line} href={view.to(`/lines/${track.line.slug}`)} named />
              </th>
              <td>
                <TrackLine view={view} track={track} across={across} joint={jointOf(track, first, last)} />
              </td>
              <td>{track.stations.length > 0 && words(view, track.stations.at(-1))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption>
        <Key view={view} />
      </figcaption>
    </figure>
  )
}

type Joint = 'first' | 'middle' | 'last' | null

/** The eight of C7 hang on one stem. */
function jointOf(track: Track, first: Track | undefined, last: Track | undefined): Joint {
  if (track.line.parentSlug !== 'c7') return null
  if (track === first) return 'first'
  return track === last ? 'last' : 'middle'
}

const STEMS = { first: ['50%', '100%'], middle: ['0', '100%'], last: ['0', '50%'] } as const

type TrackProps = { view: View; track: Track; across: (on: string, precision: Station['precision']) => number; joint: Joint }

function TrackLine({ view, track, across, joint }: TrackProps) {
  const now = `${across(view.today, 'day')}%`
  const [begin, end] = view.dir === 'rtl' ? ['100%', '0%'] : ['0%', '100%']
  const stem = joint && STEMS[joint]
  const told = view.list(track.stations.map((station) => words(view, station)))
  return (
    <svg width="100%" height="30" class={colourOf(track.line.slug)} role="img" aria-label={told}>
      {stem && <line x1={begin} x2={begin} y1={stem[0]} y2={stem[1]} class="track" />}
      <line x1={begin} x2={now} y1="50%" y2="50%" class="track" />
      <line x1={now} x2={end} y1="50%" y2="50%" class="track ahead" />
      <line x1={now} x2={now} y1="0" y2="100%" class="now" />
      {track.stations.map((station) => (
        <Sign kind={station.kind} x={`${across(station.on, station.precision)}%`} />
      ))}
    </svg>
  )
}

/** One sign for each kind of station, told apart by shape alone. */
function Sign({ kind, x }: { kind: Station['kind']; x: string }) {
  if (kind === 'named') return <line x1={x} x2={x} y1="25%" y2="75%" class="tick" />
  if (kind === 'activity') return <circle cx={x} cy="50%" r="3.5" class="dot" />
  return <circle cx={x} cy="50%" r="5" class={kind === 'proposed' ? 'open' : 'station'} />
}

function Key({ view }: { view: View }) {
  const t = view.words(strings)
  const signs = { named: t('keyNamed'), proposed: t('keyProposed'), focal: t('keyFocal'), activity: t('keyActivity') } as const
  return (
    <ul class="key" aria-label={t('key')}>
      {(['named', 'proposed', 'focal', 'activity'] as const).map((kind) => (
        <li>
          <svg aria-hidden="true" class="c11">
            <line x1="0" x2="100%" y1="50%" y2="50%" class="track" />
            <Sign kind={kind} x="50%" />
          </svg>
          {signs[kind]}
        </li>
      ))}
    </ul>
  )
}

function words(view: View, station: Station | undefined): string {
  if (!station) return ''
  const t = view.words(strings)
  const when = view.date(station.on, station.precision === 'year' ? 'year' : 'month')
  switch (station.kind) {
    case 'named':
      return t('stationNamed', { when, n: station.count })
    case 'proposed':
      return t('stationProposed', { when, n: station.count })
    case 'focal':
      return t('stationFocal', { when })
    case 'activity':
      return t('stationActivity', { when, n: station.count })
  }
}

/** Time runs as the page is read. */
const mirrored = (view: View, percent: number) => (view.dir === 'rtl' ? Math.round((100 - percent) * 10) / 10 : percent)

function Next({ view, upcoming }: { view: View; upcoming: readonly Upcoming[] }) {
  const t = view.words(strings)
  return (
    <section class="stack">
      <h2>{t('next')}</h2>
      {upcoming.length === 0 && <p>{t('noNext')}</p>}
      <ul class="list">
        {upcoming.map(({ slug, title, language, on, precision }) => (
          <li>
            <time datetime={on}>{view.date(on, precision)}</time>
            <a href={`${view.to('/follow-up')}#${slug}`}>
              <Name text={title} language={language} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function OnRecord({ view, figures }: { view: View; figures: Figures }) {
  const t = view.words(strings)
  return (
    <section class="stack">
      <h2>{t('onRecord')}</h2>
      <dl class="figures">
        {(['activities', 'organisations', 'countries', 'facilitators'] as const).map((name) => (
          <Figure value={view.number(figures[name])} label={t(name, { n: figures[name] })} />
        ))}
      </dl>
    </section>
  )
}
