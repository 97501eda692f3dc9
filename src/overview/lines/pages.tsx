/** The lines of the plan, and the page of one. */
import { Facilitators, type Listed, labelOf, MandateTable } from '../../facilitation/index.ts'
import { type Line, SourceLink } from '../../framework/index.ts'
import type { View } from '../../platform/i18n.ts'
import { addressOf, Hits, type LineCount } from '../../stocktaking/index.ts'
import { Badge } from '../../ui/badge.tsx'
import { GoalName } from '../../ui/goal.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { Name } from '../../ui/text.tsx'
import { strings } from '../strings.ts'
import { type LineEntry, type LineView, sourcesOf } from './rules.ts'

export function LinesPage({ view, entries }: { view: View; entries: readonly LineEntry[] }) {
  const t = view.words(strings)
  const working = entries.filter(({ line }) => line.kind === 'working').length
  return (
    <Layout view={view} title={t('lines')} description={t('linesDescription', { n: working })} part="lines">
      <div class="stack">
        <h1>{t('lines')}</h1>
        <p class="lead">{t('linesLead', { n: working })}</p>
        <LineTable view={view} entries={entries} caption={t('linesCaption')} />
      </div>
    </Layout>
  )
}

function LineTable({ view, entries, caption }: { view: View; entries: readonly LineEntry[]; caption: string }) {
  const t = view.words(strings)
  return (
    <table class="rows">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('line')}</th>
          <th scope="col">{t('focalPoint')}</th>
          <th scope="col">{t('facilitators')}</th>
          <th scope="col">{t('activities')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <LineRow view={view} entry={entry} />
        ))}
      </tbody>
    </table>
  )
}

/** C7 is a heading: what stands in its row is that of its eight, which follow. */
function LineRow({ view, entry }: { view: View; entry: LineEntry }) {
  const t = view.words(strings)
  const { line, listed, count } = entry
  const heading = line.kind === 'heading'
  return (
    <tr>
      <th scope="row">
        <Badge line={line} href={view.to(`/lines/${line.slug}`)} /> <Title view={view} line={line} />
      </th>
      <td>{heading ? '' : <FocalPoint view={view} listed={listed} />}</td>
      <td>{heading ? <span class="soft">{t('headingOf')}</span> : t('facilitatorsCounted', { n: listed.length })}</td>
      <td>
        <Counted view={view} count={count} />
      </td>
    </tr>
  )
}

/** What says that an activity is on the line stands apart: a suggestion is no statement. */
function Counted({ view, count }: { view: View; count: LineCount }) {
  const t = view.words(strings)
  return (
    <>
      {count.stated > 0 && <div>{t('stated', { n: count.stated })}</div>}
      {count.suggested > 0 && <div class="soft">{t('suggested', { n: count.suggested })}</div>}
      {count.stated + count.suggested === 0 && <span class="soft">{t('noActivities')}</span>}
    </>
  )
}

/** The badges of the eight of C7 say their titles already. A title that nobody has seen in an official text is marked. */
function Title({ view, line }: { view: View; line: Line }) {
  return (
    <>
      {!(line.parentSlug && line.title === line.shortTitle) && (
        <a href={view.to(`/lines/${line.slug}`)}>
          <Name text={line.title} language={line.titleLanguage} />
        </a>
      )}
      <Unverified view={view} mark={line.mark} />
    </>
  )
}

function Unverified({ view, mark }: { view: View; mark: Line['mark'] }) {
  if (mark !== 'unverified') return null
  return (
    <>
      {' '}
      <span class="tag">{view.words(strings)('titleUnverified')}</span>
    </>
  )
}

function FocalPoint({ view, listed }: { view: View; listed: readonly Listed[] }) {
  const t = view.words(strings)
  const found = listed.find(({ focalPoint }) => focalPoint !== null)
  if (!found) return <span class="soft">{t('noFocalPoint')}</span>
  const who = (
    <a href={view.to(`/stakeholders/${found.stakeholder.publicId}`)}>
      <Name text={labelOf(found.stakeholder)} language={found.stakeholder.nameLanguage} />
    </a>
  )
  return found.focalPoint === 'confirmed' ? who : <Sentence text={t('provisional', { who: slot(0) })} parts={[who]} />
}

type Props = { view: View; shown: LineView }

export function LinePage({ view, shown }: Props) {
  const t = view.words(strings)
  const { line, parent } = shown
  return (
    <Layout view={view} title={`${line.code} ${line.title}`} description={t('lineDescription', { line: line.title })} part="lines">
      <div class="stack">
        <p>
          <Badge line={line} href={view.to(`/lines/${line.slug}`)} />
          {parent && (
            <>
              {' '}
              <Sentence text={t('partOf', { line: slot(0) })} parts={[<a href={view.to(`/lines/${parent.slug}`)}>{parent.title}</a>]} />
            </>
          )}
        </p>
        <h1>
          <Name text={line.title} language={line.titleLanguage} />
        </h1>
        {line.mark === 'unverified' && <p class="note">{t('titleUnverifiedNote')}</p>}
        <div class="side">
          <div class="stack">
            <WhoFacilitates view={view} shown={shown} />
            <Activities view={view} shown={shown} />
          </div>
          <Aside view={view} shown={shown} />
        </div>
      </div>
    </Layout>
  )
}

function WhoFacilitates({ view, shown }: Props) {
  const t = view.words(strings)
  const { line, children, mandates } = shown
  if (line.kind === 'heading') {
    return (
      <section class="stack">
        <h2>{t('linesOf', { line: line.code })}</h2>
        <LineTable view={view} entries={children} caption={t('linesOfCaption', { line: line.code })} />
      </section>
    )
  }
  return (
    <section class="stack">
      <h2>{t('facilitators')}</h2>
      {mandates.length === 0 && <p>{t('noFacilitators')}</p>}
      {mandates.length > 0 && <Facilitators view={view} mandates={mandates} />}
      {mandates.length > 0 && <MandateTable view={view} caption={t('mandatesAsAt', { date: view.date(view.today) })} mandates={mandates} />}
      <p>
        <a href={view.to('/facilitators')}>{t('allFacilitators')}</a>
      </p>
    </section>
  )
}

function Activities({ view, shown }: Props) {
  const t = view.words(strings)
  const { line, count, activities } = shown
  return (
    <section class="stack">
      <h2>{t('activities')}</h2>
      <p class="num">{t('activitiesCounted', count)}</p>
      {count.suggested > 0 && <p class="soft small">{t('suggestionsExplained')}</p>}
      <Hits view={view} hits={activities.hits} />
      {activities.found > activities.hits.length && (
        <p>
          <a href={view.to(addressOf({ filters: { line: [line.slug] } }))}>{t('allActivities', { n: activities.found })}</a>
        </p>
      )}
    </section>
  )
}

function Aside({ view, shown }: Props) {
  const t = view.words(strings)
  return (
    <aside class="stack" aria-label={t('moreOnLine')}>
      <Goals view={view} shown={shown} />
      {shown.titles.length > 0 && (
        <section class="stack">
          <h2>{t('otherTitles')}</h2>
          <ul class="plain">
            {shown.titles.map(({ language, title, mark }) => (
              <li>
                <Name text={title} language={language} />
                <Unverified view={view} mark={mark} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  )
}

function Goals({ view, shown }: Props) {
  const t = view.words(strings)
  const { goals } = shown
  if (goals.length === 0) return null
  return (
    <section class="stack">
      <h2>{t('goals')}</h2>
      <ul class="plain">
        {goals.map(({ code, title, targets }) => (
          <li>
            <GoalName code={code} title={title} />
            {targets.length > 0 && <div class="soft small">{t('targets', { n: targets.length, targets: targets.join(' · ') })}</div>}
          </li>
        ))}
      </ul>
      <p class="small">
        {t('sources', { n: sourcesOf(goals).length })}{' '}
        {sourcesOf(goals).map((source) => (
          <SourceLink view={view} source={source} />
        ))}
      </p>
    </section>
  )
}
