/** Settings: what the site runs with, and what can be changed while it does. */
import type { Form } from '../../platform/forms.ts'
import { LANGUAGE_NAMES, type View } from '../../platform/i18n.ts'
import { ErrorSummary, Field, PostForm } from '../../ui/form.tsx'
import { Below } from './pages.tsx'
import { type Changeable, noticeField, type Running, type SettingsRefusal } from './settings-rules.ts'
import { strings } from './settings-strings.ts'

type Props = { view: View; running: Running; set: Changeable; form: Form<SettingsRefusal> }

const PATH = '/administration/settings'
const ROWS = ['database', 'publicUrl', 'mailServer', 'sender', 'dkim', 'contact', 'rateLimit', 'dumps'] as const

export function SettingsPage(props: Props) {
  const { view, running, form } = props
  const t = view.words(strings)
  return (
    <Below view={view} title={t('settings')}>
      <ErrorSummary view={view} errors={form.errors} say={t} />
      <NoticeForm {...props} />
      <ContactForm {...props} />
      <section class="stack">
        <h2>{t('environment')}</h2>
        <p class="soft small">{t('environmentHint')}</p>
        <dl>
          {ROWS.map((row) => (
            <>
              <dt>{t(`row_${row}`)}</dt>
              <dd>
                <bdi>{shownValue(view, running[row])}</bdi>
              </dd>
            </>
          ))}
        </dl>
      </section>
    </Below>
  )
}

function shownValue(view: View, value: Running[keyof Running]): string {
  const t = view.words(strings)
  if (value === null) return t('notSet')
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  if (typeof value === 'number') return value === 0 ? t('unlimited') : view.number(value)
  return value
}

function NoticeForm({ view, set: { notice }, form: { typed, errors } }: Props) {
  const t = view.words(strings)
  const shared = { typed, errors, say: t }
  return (
    <section class="stack">
      <h2>{t('notice')}</h2>
      {notice && (
        <PostForm action={view.to(PATH)}>
          <p>{t('noticeSet', { day: notice.lastDay, by: notice.by || '–', at: view.moment(notice.at) })}</p>
          <button type="submit" class="button quiet" name="act" value="end">
            {t('endNotice')}
          </button>
        </PostForm>
      )}
      <p class="soft small">{t('noticeHint')}</p>
      <PostForm action={view.to(PATH)}>
        {view.site.languages.map((language) => (
          <Field name={noticeField(language)} label={t('noticeIn', { language: LANGUAGE_NAMES[language] })} {...shared} />
        ))}
        <Field name="lastDay" label={t('lastDay')} hint={t('lastDayHint')} {...shared} />
        <button type="submit" name="act" value="notice">
          {t('showNotice')}
        </button>
      </PostForm>
    </section>
  )
}

function ContactForm({ view, set, form: { typed, errors } }: Props) {
  const t = view.words(strings)
  const shown = { contact: set.contact ?? '', ...typed }
  return (
    <section class="stack">
      <h2>{t('contact')}</h2>
      <PostForm action={view.to(PATH)}>
        <Field name="contact" type="email" label={t('contact')} hint={t('contactHint')} typed={shown} errors={errors} say={t} />
        <button type="submit" name="act" value="contact">
          {t('save')}
        </button>
      </PostForm>
    </section>
  )
}
