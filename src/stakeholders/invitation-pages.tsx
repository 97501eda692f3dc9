/** Inviting: the form, what sending it will do, and what became of those that were sent. */
import type { Form, Typed } from '../platform/forms.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language, type View } from '../platform/i18n.ts'
import { ErrorSummary, Field, PostForm, Select, TextArea } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Pagination } from '../ui/pagination.tsx'
import { Name } from '../ui/text.tsx'
import { type Invitation, type InvitationRefusal, invitationState, isOpenInvitation, type Plan, type ToMail } from './invitation-rules.ts'
import { strings } from './invitation-strings.ts'

const PATH = '/secretariat/invitations'

type Props = {
  view: View
  form: Form<InvitationRefusal>
  invitations: readonly Invitation[]
  total: number
  page: number
  pages: number
}

export function InvitationsPage({ view, form, invitations, total, page, pages }: Props) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('invitations')} part="secretariat">
      <div class="stack">
        <h1>{t('invitations')}</h1>
        <p class="lead">{t('inviteLead')}</p>
        <ErrorSummary view={view} errors={form.errors} say={t} />
        <InviteForm view={view} form={form} />
        <table class="rows" id="withdraw">
          <caption>{t('counted', { n: total })}</caption>
          <thead>
            <tr>
              {(['email', 'organisation', 'sentOn', 'sentBy', 'state', 'withdraw'] as const).map((column) => (
                <th scope="col">{t(column)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {invitations.map((invitation) => (
              <InvitationRow view={view} invitation={invitation} />
            ))}
          </tbody>
        </table>
        <Pagination view={view} page={page} pages={pages} to={(other) => view.to(`${PATH}?page=${other}`)} />
      </div>
    </Layout>
  )
}

function InviteForm({ view, form: { typed, errors } }: Pick<Props, 'view' | 'form'>) {
  const t = view.words(strings)
  const shared = { errors, say: t }
  return (
    <PostForm action={view.to(PATH)}>
      <TextArea name="list" label={t('list')} hint={t('listHint')} rows={6} required typed={typed} {...shared} />
      <Field name="organisation" label={t('organisation')} hint={t('organisationHint')} typed={typed} {...shared} />
      <Select
        name="language"
        label={t('language')}
        options={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language], lang: language }))}
        chosen={typed.language ?? view.language}
        {...shared}
      />
      <TextArea name="message" label={t('message')} hint={t('messageHint')} rows={4} typed={typed} {...shared} />
      <button type="submit" name="act" value="look">
        {t('look')}
      </button>
    </PostForm>
  )
}

function InvitationRow({ view, invitation }: { view: View; invitation: Invitation }) {
  const t = view.words(strings)
  const { id, email, name, organisation, publicId, nameLanguage, by, at } = invitation
  return (
    <tr>
      <th scope="row">
        <bdi>{email ?? '–'}</bdi> {name && <Name text={name} />}
      </th>
      <td>
        {publicId === null ? (
          <Name text={organisation} />
        ) : (
          <a href={view.to(`/stakeholders/${publicId}`)}>
            <Name text={organisation} language={nameLanguage} />
          </a>
        )}
      </td>
      <td>{view.moment(at)}</td>
      <td>{by ? <Name text={by} /> : t('noName')}</td>
      <td>{t(`state_${invitationState(invitation, view.now)}`)}</td>
      <td>
        {isOpenInvitation(invitation, view.now) && (
          <PostForm action={view.to(PATH)}>
            <button
              type="submit"
              class="button quiet"
              name="withdraw"
              value={String(id)}
              aria-label={t('withdrawOf', { who: email ?? '–' })}
            >
              {t('withdraw')}
            </button>
          </PostForm>
        )}
      </td>
    </tr>
  )
}

const FIELDS = ['list', 'organisation', 'language', 'message'] as const

/** What was typed waits in the buttons below. */
export function PreviewPage({ view, plan, typed, language }: { view: View; plan: Plan; typed: Typed; language: Language }) {
  const t = view.words(strings)
  const { mailed, unread, here, recent, unwilling } = plan
  return (
    <Layout view={view} title={t('look')} part="secretariat">
      <div class="stack">
        <h1>{t('look')}</h1>
        <p class="lead">{t('willMail', { n: mailed.length, language: LANGUAGE_NAMES[language] })}</p>
        {unread.length > 0 && (
          <section class="stack error-summary">
            <h2>{t('unread')}</h2>
            <ul>
              {unread.map(({ number, text, why }) => (
                <li>
                  {t('line', { line: number, why: t(why) })} <bdi class="soft">{text.slice(0, 100)}</bdi>
                </li>
              ))}
            </ul>
          </section>
        )}
        <NotMailed title={t('here')} lines={here} />
        <NotMailed title={t('recent')} lines={recent.map(({ email, at }) => ({ email, note: view.moment(at) }))} />
        <NotMailed title={t('unwilling')} lines={unwilling} />
        <PostForm action={view.to(PATH)}>
          {FIELDS.map((name) => typed[name] !== undefined && <input type="hidden" name={name} value={typed[name]} />)}
          <div class="acts">
            {mailed.length > 0 && (
              <button type="submit" name="act" value="send">
                {t('send', { n: mailed.length })}
              </button>
            )}
            <button type="submit" class="button quiet" name="act" value="change">
              {t('change')}
            </button>
          </div>
        </PostForm>
        {mailed.length > 0 && <Mailed view={view} mailed={mailed} />}
      </div>
    </Layout>
  )
}

function NotMailed({ title, lines }: { title: string; lines: readonly { email: string; note?: string }[] }) {
  if (lines.length === 0) return null
  return (
    <section class="stack">
      <h2>{title}</h2>
      <ul>
        {lines.map(({ email, note }) => (
          <li>
            <bdi>{email}</bdi> {note && <span class="soft">{note}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Mailed({ view, mailed }: { view: View; mailed: readonly ToMail[] }) {
  const t = view.words(strings)
  return (
    <table class="rows">
      <thead>
        <tr>
          {(['email', 'who', 'organisation'] as const).map((column) => (
            <th scope="col">{t(column)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {mailed.map(({ email, name, organisation, stakeholder }) => (
          <tr>
            <th scope="row">
              <bdi>{email}</bdi>
            </th>
            <td>
              <Name text={name} />
            </td>
            <td>
              {stakeholder ? (
                <a href={view.to(`/stakeholders/${stakeholder.publicId}`)}>
                  <Name text={stakeholder.name} language={stakeholder.nameLanguage} />
                </a>
              ) : (
                <Name text={organisation} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** On the page of what waits for the secretariat. */
export function InviteLink({ view }: { view: View }) {
  return (
    <p>
      <a href={view.to(PATH)}>{view.words(strings)('invite')}</a>
    </p>
  )
}
