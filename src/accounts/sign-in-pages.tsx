/** Signing in: asking for a mail, typing its code, pressing the button behind its link. */
import type { Form } from '../platform/forms.ts'
import type { View } from '../platform/i18n.ts'
import { ErrorSummary, Field, PostForm } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Sentence, slot } from '../ui/sentence.tsx'
import { strings as notices } from './notices/strings.ts'
import { strings as providerStrings } from './oidc/strings.ts'
import { strings as passkeyStrings } from './passkeys/strings.ts'
import { type Refusal, SIGN_IN_HOURS } from './rules.ts'
import { strings } from './strings.ts'

type FormProps = { view: View; form: Form<Refusal> }

export function SignInPage({ view, form }: FormProps) {
  const t = view.words(strings)
  const { next } = form.typed
  return (
    <Layout view={view} title={t('signIn')} part="signIn">
      <div class="stack">
        <h1>{t('signIn')}</h1>
        <ErrorSummary view={view} errors={form.errors} say={t} />
        <PostForm action={view.to('/sign-in')}>
          <EmailField view={view} form={form} hint={t('emailHint')} />
          {next && <input type="hidden" name="next" value={next} />}
          <button type="submit">{t('sendLink')}</button>
        </PostForm>
        {view.site.provider !== null && (
          <PostForm action={view.to('/sign-in/provider')}>
            {next && <input type="hidden" name="next" value={next} />}
            <button type="submit" class="button quiet">
              {view.words(providerStrings)('signIn', { name: view.site.provider })}
            </button>
          </PostForm>
        )}
        <p>
          <a href={view.to(`/sign-in/passkey${next ? `?${new URLSearchParams({ next })}` : ''}`)}>{view.words(passkeyStrings)('signIn')}</a>
        </p>
        <p>
          <a href={view.to('/mail')}>{view.words(notices)('lost')}</a>
        </p>
      </div>
    </Layout>
  )
}

function EmailField({ view, form: { typed, errors }, hint }: FormProps & { hint: string }) {
  const t = view.words(strings)
  return (
    <Field name="email" type="email" autocomplete="email" required label={t('email')} hint={hint} typed={typed} errors={errors} say={t} />
  )
}

/** The same for every address. */
export function MailSentPage({ view, email }: { view: View; email: string }) {
  const t = view.words(strings)
  const until = view.moment(new Date(view.now.getTime() + SIGN_IN_HOURS * 60 * 60 * 1000))
  return (
    <Layout view={view} title={t('mailSent')}>
      <div class="stack">
        <h1>{t('mailSent')}</h1>
        <p class="lead">
          <Sentence text={t('mailSentHint', { email: slot(0), until })} parts={[<bdi>{email}</bdi>]} />
        </p>
        <CodeForm view={view} form={{ typed: { email }, errors: {} }} known />
        <p class="soft">{t('mailSentNothing')}</p>
      </div>
    </Layout>
  )
}

export function CodePage({ view, form }: FormProps) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('typeCode')}>
      <div class="stack">
        <h1>{t('typeCode')}</h1>
        <ErrorSummary view={view} errors={form.errors} say={t} />
        <CodeForm view={view} form={form} />
        <p>
          <a href={view.to('/sign-in')}>{t('askAgain')}</a>
        </p>
      </div>
    </Layout>
  )
}

/** `known`: the address stands above the form already. */
function CodeForm({ view, form, known = false }: FormProps & { known?: boolean }) {
  const t = view.words(strings)
  return (
    <PostForm action={view.to('/sign-in/code')}>
      {known ? <input type="hidden" name="email" value={form.typed.email ?? ''} /> : <EmailField view={view} form={form} hint="" />}
      <Field
        name="code"
        label={t('code')}
        hint={t('codeHint')}
        inputmode="numeric"
        autocomplete="one-time-code"
        required
        typed={form.typed}
        errors={form.errors}
        say={t}
      />
      <button type="submit">{t('signIn')}</button>
    </PostForm>
  )
}

/** Only the button signs in: programs that look at mail open its links, but press nothing. */
export function LinkPage({ view, token }: { view: View; token: string }) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('linkTitle')} lost>
      <div class="stack">
        <h1>{t('linkTitle')}</h1>
        <p class="lead">{t('linkHint')}</p>
        <PostForm action={view.to(`/sign-in/${token}`)}>
          <button type="submit">{t('linkButton')}</button>
        </PostForm>
      </div>
    </Layout>
  )
}

export function UsedLinkPage({ view, why }: { view: View; why: 'used' | 'addressTaken' }) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('usedLink')} lost>
      <div class="stack">
        <h1>{t('usedLink')}</h1>
        <p class="lead">{why === 'used' ? t('usedLinkHint') : t('addressTaken')}</p>
        <p>
          <a class="button" href={view.to('/sign-in')}>
            {t('askAgain')}
          </a>
        </p>
      </div>
    </Layout>
  )
}
