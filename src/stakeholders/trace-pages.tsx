/** What was entered on behalf, as it is seen: by everybody on the page of the organisation, and by those who are to confirm it. */
import { SourceLink } from '../framework/index.ts'
import type { View } from '../platform/i18n.ts'
import { Sentence, slot } from '../ui/sentence.tsx'
import { Name } from '../ui/text.tsx'
import type { Awaiting, Trace, Version } from './behalf-rules.ts'
import { strings } from './behalf-strings.ts'
import { strings as stakeholderWords } from './strings.ts'

/** From what an organisation was entered, and what it said to that. */
export function EnteredTrace({ view, trace }: { view: View; trace: Trace | null }) {
  const t = view.words(strings)
  if (trace === null) return null
  const { confirmedAt, before } = trace
  return (
    <div class="note">
      <p>
        <From view={view} trace={trace} /> {confirmedAt !== null && t('confirmed', { at: view.moment(confirmedAt) })}
        {before !== null && t('corrected', { at: view.moment(before.until) })}
        {confirmedAt === null && before === null && t('notConfirmed')}
      </p>
      {before && <Before view={view} before={before} />}
    </div>
  )
}

function From({ view, trace: { source } }: { view: View; trace: Pick<Trace, 'source'> }) {
  const t = view.words(strings)
  const kind = source.kind === 'letter' || source.kind === 'meeting' ? source.kind : 'document'
  const date = source.date === null ? '' : view.date(source.date, source.datePrecision ?? 'day')
  return <Sentence text={t(`from_${kind}`, { date, source: slot(0) })} parts={[<SourceLink view={view} source={source} />]} />
}

function Before({ view, before }: { view: View; before: Version }) {
  const type = view.words(stakeholderWords)(before.type)
  return (
    <p>
      <Name text={before.name} language={before.language} /> · {type}
      {before.country && ` · ${before.country}`}
      {before.website && (
        <>
          {' · '}
          <bdi dir="ltr">{before.website}</bdi>
        </>
      )}
    </p>
  )
}

/** To those who act for them: what was entered in the name of stakeholders and waits for one of them. */
export function AwaitingEntries({ view, entries }: { view: View; entries: readonly Awaiting[] }) {
  const t = view.words(strings)
  if (entries.length === 0) return null
  return (
    <section class="stack">
      <h2>{t('awaiting')}</h2>
      <ul class="list">
        {entries.map((entry) => (
          <li>
            <p>
              <a href={view.to(`/stakeholders/${entry.publicId}`)}>
                <Name text={entry.name} language={entry.nameLanguage} />
              </a>{' '}
              {entry.kind === 'organisation-registered' ? t('awaitingOrganisation') : t('awaitingOther')}
            </p>
            <p class="soft small">
              <From view={view} trace={entry} />
            </p>
            {entry.kind === 'organisation-registered' && (
              <p>
                <a href={view.to(`/stakeholders/${entry.publicId}/entered`)}>{t('confirmOrCorrect')}</a>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
