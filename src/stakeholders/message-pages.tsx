/** The ways to the messages: from the page of an organisation, and from what waits for the secretariat. */
import type { View } from '../platform/i18n.ts'
import { Name } from '../ui/text.tsx'
import { strings } from './messages/strings.ts'
import type { ReportedMessage } from './queue.ts'
import type { Stakeholder } from './rules.ts'

/** On the page of an organisation that everybody sees. */
export function WriteLink({ view, stakeholder }: { view: View; stakeholder: Stakeholder }) {
  if (stakeholder.kind !== 'organisation' || (stakeholder.standing !== 'public' && stakeholder.standing !== 'mentioned')) return null
  return (
    <p>
      <a href={view.to(`/stakeholders/${stakeholder.publicId}/write`)}>{view.words(strings)('write')}</a>
    </p>
  )
}

export function ReportedMessages({ view, messages }: { view: View; messages: readonly ReportedMessage[] }) {
  const t = view.words(strings)
  if (messages.length === 0) return null
  return (
    <section class="stack">
      <h2>{t('reportedMessages')}</h2>
      <ul class="list">
        {messages.map(({ conversation, name, nameLanguage, author, reportedAt }) => (
          <li>
            <a href={view.to(`/messages/${conversation}`)}>
              <Name text={author || t('formerParticipant')} /> · <Name text={name} language={nameLanguage} />
            </a>{' '}
            <span class="soft">{t('reported', { at: view.moment(reportedAt) })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
