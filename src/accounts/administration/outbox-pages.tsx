/** The outbox: its mails as a list, and one of them. */
import { LANGUAGE_NAMES, type View } from '../../platform/i18n.ts'
import { type KeptMail, MAIL_STATES, type MailEntry } from '../../platform/mail.ts'
import { Select } from '../../ui/form.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { textIn } from '../../ui/text.tsx'
import { Below } from './pages.tsx'
import { type AskedMails, outboxAddress, textMissing } from './rules.ts'
import { strings } from './strings.ts'

type OutboxProps = { view: View; asked: AskedMails; mails: readonly MailEntry[]; total: number; pages: number }

export function OutboxPage({ view, asked, mails, total, pages }: OutboxProps) {
  const t = view.words(strings)
  const states = MAIL_STATES.map((state) => ({ value: state, label: t(`state_${state}`) }))
  return (
    <Below view={view} title={t('outbox')}>
      <p class="lead">{t('outboxLead')}</p>
      <form class="filters" action={view.to('/administration/outbox')}>
        <Select
          name="state"
          label={t('state')}
          options={[{ value: '', label: t('anyState') }, ...states]}
          chosen={asked.state ?? ''}
          errors={{}}
          say={t}
        />
        <button type="submit">{t('show')}</button>
      </form>
      <table class="rows">
        <caption>{t('mailsCounted', { n: total })}</caption>
        <thead>
          <tr>
            {(['kind', 'to', 'state', 'queued', 'tries', 'nextTry', 'lastReply'] as const).map((column) => (
              <th scope="col">{t(column)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {mails.map((mail) => (
            <MailRow view={view} mail={mail} />
          ))}
        </tbody>
      </table>
      <Pagination view={view} page={asked.page} pages={pages} to={(page) => view.to(outboxAddress({ ...asked, page }))} />
    </Below>
  )
}

function MailRow({ view, mail: { id, kind, to, state, queuedAt, tries, dueAt, lastReply } }: { view: View; mail: MailEntry }) {
  const t = view.words(strings)
  return (
    <tr>
      <th scope="row">
        <a href={view.to(`/administration/outbox/${id}`)}>
          <bdi>{kind}</bdi>
        </a>
      </th>
      <td>
        <bdi>{to}</bdi>
      </td>
      <td>{t(`state_${state}`)}</td>
      <td>{view.moment(queuedAt)}</td>
      <td class="num">{view.number(tries)}</td>
      <td>{dueAt && view.moment(dueAt)}</td>
      <td class="small">{lastReply && <bdi>{lastReply}</bdi>}</td>
    </tr>
  )
}

export function MailPage({ view, mail }: { view: View; mail: KeptMail }) {
  const t = view.words(strings)
  const missing = textMissing(mail)
  return (
    <Below view={view} title={t('mail')}>
      <p>
        <a href={view.to('/administration/outbox')}>{t('outbox')}</a>
      </p>
      <MailFacts view={view} mail={mail} />
      {missing ? (
        <p class="note">{t(missing)}</p>
      ) : (
        <pre class="letter" {...textIn(mail.language)}>
          {mail.text}
        </pre>
      )}
    </Below>
  )
}

function MailFacts({ view, mail }: { view: View; mail: KeptMail }) {
  const t = view.words(strings)
  const { kind, to, language, state, queuedAt, tries, dueAt, endedAt, lastReply, subject } = mail
  return (
    <dl>
      <dt>{t('to')}</dt>
      <dd>
        <bdi>{to}</bdi>
      </dd>
      {subject !== null && (
        <>
          <dt>{t('subject')}</dt>
          <dd {...textIn(language)}>{subject}</dd>
        </>
      )}
      <dt>{t('kind')}</dt>
      <dd>
        <bdi>{kind}</bdi>
      </dd>
      <dt>{t('language')}</dt>
      <dd lang={language}>{LANGUAGE_NAMES[language]}</dd>
      <dt>{t('state')}</dt>
      <dd>{t(`state_${state}`)}</dd>
      <dt>{t('queued')}</dt>
      <dd>{view.moment(queuedAt)}</dd>
      <dt>{t('tries')}</dt>
      <dd>{view.number(tries)}</dd>
      <Moment title={t('nextTry')} view={view} at={dueAt} />
      <Moment title={t('ended')} view={view} at={endedAt} />
      {lastReply !== null && (
        <>
          <dt>{t('lastReply')}</dt>
          <dd>
            <bdi>{lastReply}</bdi>
          </dd>
        </>
      )}
    </dl>
  )
}

function Moment({ view, title, at }: { view: View; title: string; at: Date | null }) {
  if (at === null) return null
  return (
    <>
      <dt>{title}</dt>
      <dd>{view.moment(at)}</dd>
    </>
  )
}
