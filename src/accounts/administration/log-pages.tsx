/** The record of events, as administrators read it. */
import type { View } from '../../platform/i18n.ts'
import { Field, Select } from '../../ui/form.tsx'
import { Below, Who } from './pages.tsx'
import { type AskedLog, type LoggedEvent, logAddress } from './rules.ts'
import { strings } from './strings.ts'

type Props = {
  view: View
  asked: AskedLog
  /** Every kind that is in the record. */
  kinds: readonly string[]
  events: readonly LoggedEvent[]
  /** The place from which older events go on; null at the end of the record. */
  older: number | null
}

export function LogPage({ view, asked, kinds, events, older }: Props) {
  const t = view.words(strings)
  return (
    <Below view={view} title={t('log')}>
      <p class="lead">{t('logHint')}</p>
      <LogForm view={view} asked={asked} kinds={kinds} />
      {events.length === 0 ? <p>{t('noEvents')}</p> : <Events view={view} events={events} />}
      {(asked.before !== null || older !== null) && (
        <nav class="pagination" aria-label={t('parts')}>
          {asked.before !== null && <a href={view.to(logAddress({ ...asked, before: null }))}>{t('newest')}</a>}
          {older !== null && (
            <a rel="next" href={view.to(logAddress({ ...asked, before: older }))}>
              {t('older')}
            </a>
          )}
        </nav>
      )}
    </Below>
  )
}

function LogForm({ view, asked, kinds }: Pick<Props, 'view' | 'asked' | 'kinds'>) {
  const t = view.words(strings)
  const options = [{ value: '', label: t('anyKind') }, ...kinds.map((kind) => ({ value: kind, label: kind, lang: 'en' }))]
  return (
    <form class="filters" action={view.to('/administration/log')}>
      <Select name="kind" label={t('eventKind')} options={options} chosen={asked.kind ?? ''} errors={{}} say={t} />
      <Field name="who" label={t('who')} hint={t('whoHint')} typed={{ who: asked.who ?? '' }} errors={{}} say={t} />
      <button type="submit">{t('show')}</button>
    </form>
  )
}

function Events({ view, events }: Pick<Props, 'view' | 'events'>) {
  const t = view.words(strings)
  return (
    <table class="rows">
      <thead>
        <tr>
          {(['moment', 'eventBy', 'eventKind', 'eventOn'] as const).map((column) => (
            <th scope="col">{t(column)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <EventRow view={view} event={event} />
        ))}
      </tbody>
    </table>
  )
}

function EventRow({ view, event: { at, kind, actor, subjectKind, subject, person } }: { view: View; event: LoggedEvent }) {
  return (
    <tr>
      <td>
        <time datetime={at.toISOString()}>{view.moment(at)}</time>
      </td>
      <td>
        {actor ? (
          <ByIdentifier view={view} identifier={actor.publicId}>
            <Who view={view} who={actor} />
          </ByIdentifier>
        ) : (
          <Who view={view} who={null} />
        )}
      </td>
      <td>
        <bdi lang="en">{kind}</bdi>
      </td>
      <td>
        <bdi lang="en" class="soft">
          {subjectKind}
        </bdi>{' '}
        <ByIdentifier view={view} identifier={subject}>
          {person ? <Who view={view} who={person} /> : <bdi>{subject}</bdi>}
        </ByIdentifier>
      </td>
    </tr>
  )
}

/** A link to everything that the record says of one identifier. */
function ByIdentifier({ view, identifier, children }: { view: View; identifier: string; children: unknown }) {
  return <a href={view.to(logAddress({ kind: null, who: identifier, before: null }))}>{children}</a>
}
