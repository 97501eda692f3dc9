/** Signing in at the organisation's own provider, on the way there, and one's links. */
import type { View } from '../../platform/i18n.ts'
import { PostForm } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { strings as passkeyStrings } from '../passkeys/strings.ts'
import { hostOf, type Identity, type Refusal } from './rules.ts'
import { strings } from './strings.ts'

type Props = { view: View; name: string; refused: Refusal | null; next: string | undefined }

export function ProviderPage({ view, name, refused, next }: Props) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('signIn', { name })} part="signIn">
      <div class="stack">
        <h1>{t('signIn', { name })}</h1>
        {refused && (
          <p class="note" role="alert">
            {t(refused, { name })}
          </p>
        )}
        <PostForm action={view.to('/sign-in/provider')}>
          {next && <input type="hidden" name="next" value={next} />}
          <button type="submit">{t('signIn', { name })}</button>
        </PostForm>
        <p>
          <a href={view.to(next ? `/sign-in?${new URLSearchParams({ next })}` : '/sign-in')}>{view.words(passkeyStrings)('mailInstead')}</a>
        </p>
      </div>
    </Layout>
  )
}

/** The browser goes on by itself (decision 019); the link is for one that does not. */
export function OnwardPage({ view, name, to }: { view: View; name: string; to: string }) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('onward', { name })} part="signIn">
      <div class="stack">
        <h1>{t('onward', { name })}</h1>
        <p class="lead">{t('onwardHint')}</p>
        <p>
          <a class="button" href={to} rel="noreferrer">
            {t('onwardLink')}
          </a>
        </p>
      </div>
    </Layout>
  )
}

export function IdentitiesPage({ view, name, identities }: { view: View; name: string; identities: readonly Identity[] }) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('links', { name })} part="account">
      <div class="stack">
        <h1>{t('links', { name })}</h1>
        {identities.length === 0 ? (
          <p>{t('none', { name })}</p>
        ) : (
          <ul class="list">
            {identities.map((identity) => (
              <Entry view={view} identity={identity} />
            ))}
          </ul>
        )}
        {identities.length > 0 && <p class="soft small">{t('removeHint')}</p>}
      </div>
    </Layout>
  )
}

function Entry({ view, identity: { id, issuer, linkedAt } }: { view: View; identity: Identity }) {
  const t = view.words(strings)
  const host = <bdi>{hostOf(issuer)}</bdi>
  return (
    <li>
      <p>{host}</p>
      <p class="soft small">{t('since', { linked: view.moment(linkedAt) })}</p>
      <PostForm action={view.to('/account/provider')}>
        <button type="submit" class="button quiet" name="remove" value={String(id)}>
          <Sentence text={t('remove', { host: slot(0) })} parts={[host]} />
        </button>
      </PostForm>
    </li>
  )
}
