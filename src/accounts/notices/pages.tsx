/** The pages on which somebody chooses which mails they get, signed in or by the link of a mail. */
import type { Form } from '../../platform/forms.ts'
import { LANGUAGE_NAMES, type View } from '../../platform/i18n.ts'
import { ErrorSummary, Field, PostForm, Select } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { strings as accounts } from '../strings.ts'
import { FREQUENCIES, type Preferences, type Reader, type Refusal, type Stoppable } from './rules.ts'
import { strings } from './strings.ts'

/** `action`: where the page stands, below the language. It is somebody's own, and says nothing of who they are. */
type Props = { view: View; action: string; reader: Reader; preferences: Preferences; form: Form<Refusal>; saved: boolean }

/** The refusals of these forms in words; those that other forms of the accounts share have theirs there. */
function refusalsIn(view: View): (key: Refusal) => string {
  const t = view.words(strings)
  const shared = view.words(accounts)
  return (key) => (key === 'frequencyUnknown' ? t(key) : shared(key))
}

export function PreferencesPage({ view, action, reader, preferences, form, saved }: Props) {
  const t = view.words(strings)
  const say = refusalsIn(view)
  const { typed, errors } = form
  return (
    <Layout view={view} title={t('mails')} part="account" lost>
      <div class="stack">
        <h1>{t('mails')}</h1>
        <ErrorSummary view={view} errors={errors} say={say} />
        {saved && (
          <p class="note" role="status">
            {t('saved')}
          </p>
        )}
        <p class="lead">{t('mailsHint')}</p>
        <PostForm action={view.to(action)}>
          {preferences.map(({ purpose, frequency }) => (
            <Select
              name={purpose}
              label={t(`purpose_${purpose}`)}
              options={FREQUENCIES.map((one) => ({ value: one, label: t(`frequency_${one}`) }))}
              chosen={typed[purpose] ?? frequency}
              errors={errors}
              say={say}
            />
          ))}
          <Select
            name="language"
            label={view.words(accounts)('language')}
            options={view.site.languages.map((language) => ({ value: language, label: LANGUAGE_NAMES[language], lang: language }))}
            chosen={typed.language ?? reader.language}
            errors={errors}
            say={say}
          />
          <button type="submit">{view.words(accounts)('save')}</button>
        </PostForm>
        <PostForm action={view.to(action)}>
          <p class="soft small">{t('stopAllHint')}</p>
          <button type="submit" class="button quiet" name="stop" value="all">
            {t('stopAll')}
          </button>
        </PostForm>
      </div>
    </Layout>
  )
}

/** Where programs that read mail post to; who opens it finds a button that does the same. */
export function StopPage({ view, action, what }: { view: View; action: string; what: Stoppable }) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('stop')} lost>
      <div class="stack">
        <h1>{t('stop')}</h1>
        <p class="lead">{what === 'digest' ? t('stopDigest') : t('stopPurpose', { purpose: t(`purpose_${what}`) })}</p>
        <PostForm action={view.to(action)}>
          <button type="submit" name="List-Unsubscribe" value="One-Click">
            {t('stop')}
          </button>
        </PostForm>
      </div>
    </Layout>
  )
}

/** `preferences`: the page on which they can be chosen again, below the language. */
export function StoppedPage({ view, preferences }: { view: View; preferences: string }) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('stopped')} lost>
      <div class="stack">
        <h1>{t('stopped')}</h1>
        <p class="lead">{t('stoppedHint')}</p>
        <p>
          <a href={view.to(preferences)}>{t('mails')}</a>
        </p>
      </div>
    </Layout>
  )
}

/** For who has lost the link that stands in every mail. */
export function LostLinkPage({ view, form }: { view: View; form: Form<Refusal> }) {
  const t = view.words(strings)
  const shared = view.words(accounts)
  const { typed, errors } = form
  return (
    <Layout view={view} title={t('lost')}>
      <div class="stack">
        <h1>{t('lost')}</h1>
        <ErrorSummary view={view} errors={errors} say={refusalsIn(view)} />
        <PostForm action={view.to('/mail')}>
          <Field
            name="email"
            type="email"
            autocomplete="email"
            required
            label={shared('email')}
            hint={t('lostHint')}
            typed={typed}
            errors={errors}
            say={refusalsIn(view)}
          />
          <button type="submit">{shared('sendLink')}</button>
        </PostForm>
      </div>
    </Layout>
  )
}
