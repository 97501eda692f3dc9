/** The two pages on which a browser is asked for a passkey, by a script. Without it they say what to do instead. */
import type { Child } from 'hono/jsx'
import type { Form } from '../../platform/forms.ts'
import type { View } from '../../platform/i18n.ts'
import { ErrorSummary, Field, PostForm } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { strings as accountStrings } from '../strings.ts'
import { LONGEST_LABEL, type Passkey, type Refusal } from './rules.ts'
import { strings } from './strings.ts'
import type { Asked } from './webauthn.ts'

type Props = { view: View; asked: Asked; form: Form<Refusal> }

export function PasskeysPage({ view, passkeys, asked, form }: Props & { passkeys: readonly Passkey[] }) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('passkeys')} part="account" script={view.site.passkeyScript}>
      <div class="stack">
        <h1>{t('passkeys')}</h1>
        <ErrorSummary view={view} errors={form.errors} say={t} />
        <p>{t('hint')}</p>
        {passkeys.length === 0 ? (
          <p>{t('none')}</p>
        ) : (
          <ul class="list">
            {passkeys.map((passkey) => (
              <Entry view={view} passkey={passkey} />
            ))}
          </ul>
        )}
        {passkeys.length > 0 && <p class="soft small">{t('removeHint')}</p>}
        <PasskeyForm action={view.to('/account/passkeys')} asked={asked} button={t('add')}>
          <Field
            name="label"
            label={t('label')}
            hint={t('labelHint')}
            maxlength={LONGEST_LABEL}
            typed={form.typed}
            errors={form.errors}
            say={t}
          />
        </PasskeyForm>
        <Outcome unable={t('unableToAdd')} failed={t('failedToAdd')} known={t('alreadyHere')} />
      </div>
    </Layout>
  )
}

function Entry({ view, passkey: { id, label, addedAt, usedAt } }: { view: View; passkey: Passkey }) {
  const t = view.words(strings)
  const name = label || view.words(accountStrings)('unknownDevice')
  const added = view.moment(addedAt)
  return (
    <li>
      <p>
        <bdi>{name}</bdi>
      </p>
      <p class="soft small">{usedAt ? t('addedUsed', { added, used: view.moment(usedAt) }) : t('addedUnused', { added })}</p>
      <PostForm action={view.to('/account/passkeys')}>
        <button type="submit" class="button quiet" name="remove" value={String(id)}>
          <Sentence text={t('remove', { label: slot(0) })} parts={[<bdi>{name}</bdi>]} />
        </button>
      </PostForm>
    </li>
  )
}

export function PasskeySignInPage({ view, asked, form }: Props) {
  const t = view.words(strings)
  const { next } = form.typed
  return (
    <Layout view={view} title={t('signIn')} part="signIn" script={view.site.passkeyScript}>
      <div class="stack">
        <h1>{t('signIn')}</h1>
        <ErrorSummary view={view} errors={form.errors} say={t} />
        <p>{t('signInHint')}</p>
        <PasskeyForm action={view.to('/sign-in/passkey')} asked={asked} button={t('signIn')}>
          {next && <input type="hidden" name="next" value={next} />}
        </PasskeyForm>
        <Outcome unable={t('unableToSignIn')} failed={t('failedToSignIn')} />
        <p>
          <a href={view.to(next ? `/sign-in?${new URLSearchParams({ next })}` : '/sign-in')}>{t('mailInstead')}</a>
        </p>
      </div>
    </Layout>
  )
}

type FormProps = { action: string; asked: Asked; button: string; children: Child }

/** Shown by the script (public/passkey.js), which asks the browser what stands in `data-options` and puts the answer into the field. */
function PasskeyForm({ action, asked: { ceremony, options }, button, children }: FormProps) {
  return (
    <form method="post" action={action} class="form" novalidate hidden data-ceremony={ceremony} data-options={JSON.stringify(options)}>
      {children}
      <input type="hidden" name="challenge" value={options.challenge} />
      <input type="hidden" name="answer" />
      <button type="submit" id="answer">
        {button}
      </button>
    </form>
  )
}

/** What the script shows or hides: that it cannot help at all stands there until it has found that it can. */
function Outcome({ unable, failed, known }: { unable: string; failed: string; known?: string }) {
  return (
    <>
      <p class="note" data-when="unable">
        {unable}
      </p>
      <p class="field-error" role="alert" hidden data-when="failed">
        {failed}
      </p>
      {known && (
        <p class="field-error" role="alert" hidden data-when="known">
          {known}
        </p>
      )}
    </>
  )
}
