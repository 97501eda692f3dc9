/** A line: who facilitates it, what is being done on it, by whom since when, where and where not, and which goals it serves. */
import { Facilitators, MandateTable, WriteToLine } from '../../facilitation/index.ts'
import { CorrectedNote, CorrectLink, SourceLink } from '../../framework/index.ts'
import type { View } from '../../platform/i18n.ts'
import { addressOf, Hits } from '../../stocktaking/index.ts'
import { Badge } from '../../ui/badge.tsx'
import { GoalName } from '../../ui/goal.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { Name } from '../../ui/text.tsx'
import { Away, Busiest, Summary } from '../figures/index.ts'
import { strings } from '../strings.ts'
import { LineTable, Unverified } from './list-pages.tsx'
import { type LineView, sourcesOf } from './rules.ts'
import { strings as own } from './strings.ts'
import { Where } from './where-pages.tsx'

type Props = { view: View; shown: LineView }

export function LinePage({ view, shown }: Props) {
  const t = view.words(strings)
  const { line, parent } = shown
  return (
    <Layout
      view={view}
      title={`${line.code} ${line.title}`}
      description={t('lineDescription', { line: line.title })}
      part="lines"
      feed={{ title: view.words(own)('feedTitle', { line: line.title }), path: `/lines/${line.slug}.atom` }}
    >
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
        <Summary view={view} figures={shown.figures} />
        {line.mark === 'unverified' && <p class="note">{t('titleUnverifiedNote')}</p>}
        <div class="side">
          <div class="stack">
            <WhoFacilitates view={view} shown={shown} />
            <Busiest view={view} figures={shown.figures} />
            <Where view={view} where={shown.where} line={line} />
            <Activities view={view} shown={shown} />
          </div>
          <Aside view={view} shown={shown} />
        </div>
        <Away view={view} path={`/lines/${line.slug}`} filters={shown.figures.filters} />
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
      {mandates.length > 0 && (
        <MandateTable
          view={view}
          caption={t('mandatesAsAt', { date: view.date(view.today) })}
          mandates={mandates}
          corrections={shown.corrections}
        />
      )}
      <p>
        <a href={view.to('/facilitators')}>{t('allFacilitators')}</a>
      </p>
      <WriteToLine view={view} slug={line.slug} mandates={mandates} />
    </section>
  )
}

function Activities({ view, shown }: Props) {
  const t = view.words(strings)
  const { line, count, figures, hits } = shown
  return (
    <section class="stack">
      <h2>{t('activities')}</h2>
      <p class="num">{t('activitiesCounted', count)}</p>
      {count.suggested > 0 && <p class="soft small">{t('suggestionsExplained')}</p>}
      <Hits view={view} hits={hits} />
      {figures.activities > hits.length && (
        <p>
          <a href={view.to(addressOf({ filters: { line: [line.slug] } }))}>{t('allActivities', { n: figures.activities })}</a>
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
      <CorrectedNote view={view} corrections={shown.corrections.filter(({ kind }) => kind === 'line')} />
      <CorrectLink view={view} path={`/lines/${shown.line.slug}/correct`} />
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
