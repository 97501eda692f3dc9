/** The page with the button that confirms, and what is said around it. */
import type { View } from '../../platform/i18n.ts'
import { PostForm } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { strings as accounts } from '../strings.ts'
import { CONFIRM_DAYS, type Says } from './rules.ts'
import { strings } from './strings.ts'

/** After something was asked for: the same for every address. */
export function SentPage({ view, email }: { view: View; email: string }) {
  const t = view.words(accounts)
  const until = view.moment(new Date(view.now.getTime() + CONFIRM_DAYS * 24 * 60 * 60 * 1000))
  return (
    <Layout view={view} title={t('mailSent')}>
      <div class="stack">
        <h1>{t('mailSent')}</h1>
        <p class="lead">
          <Sentence text={view.words(strings)('sent', { email: slot(0), until })} parts={[<bdi>{email}</bdi>]} />
        </p>
        <p class="soft">{t('mailSentNothing')}</p>
      </div>
    </Layout>
  )
}

/** Only the button confirms: programs that look at mail open its links, but press nothing. */
export function ConfirmPage({ view, says, token }: { view: View; says: Says; token: string }) {
  return (
    <Layout view={view} title={says.title} lost>
      <div class="stack">
        <h1>{says.title}</h1>
        <p class="lead">{says.hint}</p>
        <PostForm action={view.to(`/confirm/${token}`)}>
          <button type="submit">{says.button}</button>
        </PostForm>
      </div>
    </Layout>
  )
}

export function UnablePage({ view, says }: { view: View; says: Says }) {
  return (
    <Layout view={view} title={says.title} lost>
      <div class="stack">
        <h1>{says.title}</h1>
        <p class="lead">{says.unable}</p>
      </div>
    </Layout>
  )
}

export function UsedPage({ view }: { view: View }) {
  const t = view.words(accounts)
  return (
    <Layout view={view} title={t('usedLink')} lost>
      <div class="stack">
        <h1>{t('usedLink')}</h1>
        <p class="lead">{view.words(strings)('usedHint')}</p>
      </div>
    </Layout>
  )
}
