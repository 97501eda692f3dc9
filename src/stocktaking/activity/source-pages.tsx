/** Where an activity is from: who says so, in which file, since when it is here, and its files. */
import { SourceLink } from '../../framework/index.ts'
import type { View } from '../../platform/i18n.ts'
import { Files } from '../../ui/files.tsx'
import { Name } from '../../ui/text.tsx'
import { strings } from '../strings.ts'
import { type Facts, missingOf } from '../xml/index.ts'
import { Fact } from './facts-pages.tsx'
import type { Activity } from './rules.ts'

export function Provenance({ view, activity }: { view: View; activity: Activity }) {
  const t = view.words(strings)
  const { source, sourceUrl, dataset, sourceUpdatedAt } = activity
  return (
    <section class="stack">
      <h2>{t('provenance')}</h2>
      <dl class="facts">
        {source && (
          <Fact name={t('source')}>
            <SourceLink view={view} source={source} />
          </Fact>
        )}
        {sourceUrl && sourceUrl !== source?.url && (
          <Fact name={t('address')}>
            <a href={sourceUrl}>
              <bdi dir="ltr">{sourceUrl}</bdi>
            </a>
          </Fact>
        )}
        {dataset && (
          <Fact name={t('dataset')}>
            <Name text={dataset} />
          </Fact>
        )}
        {sourceUpdatedAt && <Fact name={t('recordOf')}>{view.moment(sourceUpdatedAt)}</Fact>}
        <Fact name={t('receivedAt')}>{view.moment(activity.recordedAt)}</Fact>
        <Fact name={t('lastUpdate')}>{view.moment(activity.updatedAt)}</Fact>
        <Fact name={t('identifier')}>
          <bdi>{activity.identifier}</bdi>
        </Fact>
      </dl>
      <Versions view={view} activity={activity} />
      <Files
        view={view}
        path={`/activities/${activity.publicId}`}
        types={missingOf(factsOf(activity)).length === 0 ? ['xml', 'json'] : ['json']}
      />
    </section>
  )
}

/** What the page has of what IATI requires. */
function factsOf({ texts, start, end, status, participants, reporter }: Activity): Facts {
  const written = texts.filter(({ origin }) => origin !== 'machine')
  return {
    hasTitle: written.some(({ title }) => title !== null),
    hasDescription: written.some((text) => (text.description ?? text.objectives ?? text.targetGroups ?? text.other) !== null),
    hasDate: (start.planned ?? start.actual ?? end.planned ?? end.actual) !== null,
    hasStatus: status !== null,
    hasParticipant: participants.some(({ role }) => role !== null),
    hasReporter: reporter !== null,
  }
}

/** Only where there is more than the one that is shown. */
function Versions({ view, activity }: { view: View; activity: Activity }) {
  const t = view.words(strings)
  if (activity.versions.length < 2) return null
  return (
    <details>
      <summary>{t('versions', { n: activity.versions[0]?.version ?? 0 })}</summary>
      <ol class="plain" reversed>
        {activity.versions.map(({ version, recordedAt, sourceUpdatedAt }) => (
          <li value={version}>
            {sourceUpdatedAt
              ? t('versionOf', { received: view.moment(recordedAt), record: view.moment(sourceUpdatedAt) })
              : t('versionReceived', { received: view.moment(recordedAt) })}
          </li>
        ))}
      </ol>
    </details>
  )
}
