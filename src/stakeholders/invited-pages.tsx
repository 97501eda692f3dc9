/** What who was invited sees behind the link of the mail: nobody needs an account to say no. */
import type { View } from '../platform/i18n.ts'
import { PostForm } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import type { Invited } from './invitation-rules.ts'
import { strings } from './invitation-strings.ts'

export function InvitedPage({ view, token, invited }: { view: View; token: string; invited: Invited }) {
  const t = view.words(strings)
  const { name, publicId, isOpen, unwilling } = invited
  const onwards = publicId === null ? '/stakeholders/new' : `/stakeholders/${publicId}/represent`
  return (
    <Layout view={view} title={t('invitation')} lost>
      <div class="stack">
        <h1>{t('invitation')}</h1>
        <p class="lead">{publicId === null ? t('mailTakePart') : t('mailRepresent', { name })}</p>
        {isOpen && !unwilling && (
          <p>
            <a class="button" href={view.to(onwards)}>
              {publicId === null ? t('takePart') : t('accept')}
            </a>
          </p>
        )}
        {unwilling ? (
          <p class="note" role="status">
            {t('declined')}
          </p>
        ) : (
          <PostForm action={view.to(`/invitations/${token}`)}>
            <p class="soft small">{t('declineHint')}</p>
            <button type="submit" class="button quiet">
              {t('decline')}
            </button>
          </PostForm>
        )}
      </div>
    </Layout>
  )
}
