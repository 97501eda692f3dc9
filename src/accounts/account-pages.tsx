/** The pages of one's own account. */
import type { Person } from '../platform/auth.ts'
import type { Form } from '../platform/forms.ts'
import { LANGUAGE_NAMES, type View } from '../platform/i18n.ts'
import { ErrorSummary, Field, PostForm, Select } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Sentence, slot } from '../ui/sentence.tsx'
import { strings as administration } from './administration/strings.ts'
import { strings as notices } from './notices/strings.ts'
import { strings as providerStrings } from './oidc/strings.ts'
import { strings as passkeyStrings } from './passkeys/strings.ts'
import { type Address, deviceName, type Refusal, type Session } from './rules.ts'
import { strings } from './strings.ts'

type AccountProps = { view: View; person: Person; addresses: readonly Address[]; form: Form<Refusal> }

export function AccountPage({ view, person, addresses, form }: AccountProps) {
  const t = view.words(strings)
  const { typed, errors } = form
  return (
    <Layout view={view} title={t('account')} part="account">
      <div class="stack">
        <h1>{t('account')}</h1>
        <ErrorSummary view={view} errors={errors} say={t} />
        {addresses.length === 0 && (
          <p class="note">
            {t('noAddress')} <a href={view.to('/account/addresses')}>{t('newAddress')}</a>
          </p>
        )}
        <PostForm action={view.to('/account')}>
          <Field name="name" label={t('name')} hint={t('nameHint')} autocomplete="name" typed={typed} errors={errors} say={t} />
          <Select
            name="language"
            label={t('language')}
            options={view.site.languages.map((language) => ({ value: language, label: LANGUAGE_NAMES[language], lang: language }))}
            chosen={typed.language ?? person.language}
            errors={errors}
            say={t}
          />
          <button type="submit">{t('save')}</button>
        </PostForm>
        {person.roles.length > 0 && (
          <section>
            <h2>{t('roles')}</h2>
            <ul>
              {person.roles.map((role) => (
                <li>{t(`role_${role}`)}</li>
              ))}
            </ul>
            {person.roles.includes('administrator') && (
              <p>
                <a href={view.to('/administration')}>{view.words(administration)('administration')}</a>
              </p>
            )}
          </section>
        )}
        <nav aria-label={t('account')}>
          <ul>
            <li>
              <a href={view.to('/account/organisations')}>{t('organisations')}</a>
            </li>
            <li>
              <a href={view.to('/account/addresses')}>{t('addresses')}</a>
            </li>
            <li>
              <a href={view.to('/account/mail')}>{view.words(notices)('mails')}</a>
            </li>
            <li>
              <a href={view.to('/account/passkeys')}>{view.words(passkeyStrings)('passkeys')}</a>
            </li>
            {view.site.provider !== null && (
              <li>
                <a href={view.to('/account/provider')}>{view.words(providerStrings)('links', { name: view.site.provider })}</a>
              </li>
            )}
            <li>
              <a href={view.to('/account/sessions')}>{t('sessions')}</a>
            </li>
            <li>
              <a href={view.to('/messages')}>{t('messages')}</a>
            </li>
            <li>
              <a href={view.to('/account.json')}>{t('data')}</a>
            </li>
            <li>
              <a href={view.to('/account/erase')}>{t('erase')}</a>
            </li>
          </ul>
        </nav>
        <PostForm action={view.to('/sign-out')}>
          <button type="submit" class="button quiet">
            {t('signOut')}
          </button>
        </PostForm>
      </div>
    </Layout>
  )
}

type AddressesProps = { view: View; addresses: readonly Address[]; form: Form<Refusal>; sentTo?: string }

export function AddressesPage({ view, addresses, form, sentTo }: AddressesProps) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('addresses')} part="account">
      <div class="stack">
        <h1>{t('addresses')}</h1>
        <ErrorSummary view={view} errors={form.errors} say={t} />
        {sentTo !== undefined && (
          <p class="note" role="status">
            <Sentence text={t('addressAdded', { email: slot(0) })} parts={[<bdi>{sentTo}</bdi>]} />
          </p>
        )}
        <p>{t('addressesHint')}</p>
        <ul class="list">
          {addresses.map(({ id, email, getsMail }) => (
            <li>
              <p>
                <bdi>{email}</bdi> {getsMail && <span class="soft">{view.words(notices)('getsMail')}</span>}
              </p>
              <PostForm action={view.to('/account/addresses')}>
                {!getsMail && (
                  <button type="submit" class="button quiet" name="mail" value={String(id)}>
                    <Sentence text={view.words(notices)('sendHere', { email: slot(0) })} parts={[<bdi>{email}</bdi>]} />
                  </button>
                )}
                <button type="submit" class="button quiet" name="remove" value={String(id)} id="remove">
                  <Sentence text={t('remove', { email: slot(0) })} parts={[<bdi>{email}</bdi>]} />
                </button>
              </PostForm>
            </li>
          ))}
        </ul>
        <PostForm action={view.to('/account/addresses')}>
          <Field name="email" type="email" autocomplete="email" label={t('newAddress')} typed={form.typed} errors={form.errors} say={t} />
          <button type="submit">{t('addAddress')}</button>
        </PostForm>
      </div>
    </Layout>
  )
}

export function SessionsPage({ view, sessions }: { view: View; sessions: readonly Session[] }) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('sessions')} part="account">
      <div class="stack">
        <h1>{t('sessions')}</h1>
        <p>{t('sessionsHint')}</p>
        <ul class="list">
          {sessions.map((session) => (
            <SessionEntry view={view} session={session} />
          ))}
        </ul>
        {sessions.length > 1 && (
          <PostForm action={view.to('/account/sessions')}>
            <button type="submit" name="end" value="others">
              {t('endOthers')}
            </button>
          </PostForm>
        )}
      </div>
    </Layout>
  )
}

function SessionEntry({ view, session: { id, device, beganAt, usedAt, isThis } }: { view: View; session: Session }) {
  const t = view.words(strings)
  return (
    <li>
      <p>
        <bdi>{deviceName(device) || t('unknownDevice')}</bdi> {isThis && <strong>{t('sessionThis')}</strong>}
      </p>
      <p class="soft small">{t('session', { began: view.moment(beganAt), used: view.moment(usedAt) })}</p>
      <PostForm action={view.to('/account/sessions')}>
        <button type="submit" class="button quiet" name="end" value={String(id)}>
          {isThis ? t('signOut') : t('endSession')}
        </button>
      </PostForm>
    </li>
  )
}

export function ErasePage({ view, refused = null }: { view: View; refused?: 'lastAdministrator' | null }) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('erase')} part="account">
      <div class="stack">
        <h1>{t('erase')}</h1>
        {refused && (
          <p class="note" role="alert">
            {view.words(administration)(refused)}
          </p>
        )}
        <p class="lead">{t('eraseHint')}</p>
        <p>
          <a href={view.to('/account.json')}>{t('data')}</a>
        </p>
        <PostForm action={view.to('/account/erase')}>
          <button type="submit">{t('confirmErase')}</button>
        </PostForm>
      </div>
    </Layout>
  )
}

export function ErasedPage({ view }: { view: View }) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('accountErased')}>
      <div class="stack">
        <h1>{t('accountErased')}</h1>
        <p class="lead">{t('accountErasedHint')}</p>
      </div>
    </Layout>
  )
}

export function SignOutPage({ view }: { view: View }) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('signOut')} part="account">
      <div class="stack">
        <h1>{t('signOut')}</h1>
        <p>{t('signOutHint')}</p>
        <PostForm action={view.to('/sign-out')}>
          <button type="submit">{t('signOut')}</button>
        </PostForm>
      </div>
    </Layout>
  )
}
