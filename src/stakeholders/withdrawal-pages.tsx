/** Withdrawing an entry and putting it back; and what its page says while it is withdrawn. */
import type { Form } from '../platform/forms.ts'
import type { View } from '../platform/i18n.ts'
import { ErrorSummary, PostForm, TextArea } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Name, Paragraphs } from '../ui/text.tsx'
import type { Withdrawable, Withdrawal, WithdrawalRefusal } from './withdrawal-rules.ts'
import { strings } from './withdrawal-strings.ts'

type Props = { view: View; entry: Withdrawable; form: Form<WithdrawalRefusal> }

export function WithdrawPage({ view, entry, form }: Props) {
  const t = view.words(strings)
  const { path, name, nameLanguage, withdrawal } = entry
  return (
    <Layout view={view} title={t('withdraw')} part="secretariat">
      <div class="stack" id="act">
        <h1>{withdrawal ? t('gone') : t('withdraw')}</h1>
        <p class="lead">
          <a href={view.to(path)}>
            <Name text={name} language={nameLanguage} />
          </a>
        </p>
        <ErrorSummary view={view} errors={form.errors} say={t} />
        {withdrawal && <Because view={view} withdrawal={withdrawal} />}
        <PostForm action={view.to(`${path}/withdraw`)}>
          {withdrawal ? (
            <>
              <p>{t('putBackHint')}</p>
              <button type="submit" name="act" value="put-back">
                {t('putBack')}
              </button>
            </>
          ) : (
            <>
              <p>{t('withdrawHint')}</p>
              <TextArea
                name="reason"
                label={t('reason')}
                hint={t('reasonHint')}
                rows={4}
                required
                typed={form.typed}
                errors={form.errors}
                say={t}
              />
              <button type="submit" name="act" value="withdraw">
                {t('withdraw')}
              </button>
            </>
          )}
        </PostForm>
      </div>
    </Layout>
  )
}

/** In the place of the page of an entry: nothing of it is shown but its name. */
export function WithdrawnPage({ view, entry, part }: Omit<Props, 'form'> & { part: 'stakeholders' | 'stocktaking' }) {
  const { path, name, nameLanguage, withdrawal } = entry
  return (
    <Layout view={view} title={name} part={part} lost>
      <div class="stack">
        <h1>
          <Name text={name} language={nameLanguage} />
        </h1>
        {withdrawal && <Because view={view} withdrawal={withdrawal} />}
        <WithdrawLink view={view} path={path} withdrawn />
      </div>
    </Layout>
  )
}

function Because({ view, withdrawal: { at, reason } }: { view: View; withdrawal: Withdrawal }) {
  const t = view.words(strings)
  const date = view.date(at.toISOString().slice(0, 10))
  if (reason === null) return <p class="note">{t('withdrawn', { date })}</p>
  return (
    <div class="note">
      <p>{t('withdrawnBecause', { date })}</p>
      <Paragraphs text={reason} language="und" />
    </div>
  )
}

/** Only the secretariat sees it: pages for who is signed in are made for them, and kept by nobody. */
export function WithdrawLink({ view, path, withdrawn = false }: { view: View; path: string; withdrawn?: boolean }) {
  const t = view.words(strings)
  if (!view.visitor?.roles.includes('secretariat')) return null
  return (
    <p class="small">
      <a href={view.to(`${path}/withdraw`)}>{withdrawn ? t('putBack') : t('withdraw')}</a>
    </p>
  )
}
