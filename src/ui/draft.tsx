/** A long form: one that keeps what was typed until it is sent (platform/drafting.ts says how a form becomes one). */
import type { Child } from 'hono/jsx'
import type { View } from '../platform/i18n.ts'
import { strings } from './draft-strings.ts'
import { PostForm } from './form.tsx'

type Props = { view: View; action: string; children: Child; label?: string }

/** In the place of PostForm. `children` are the fields and the button that sends them; beside it stands the one that keeps them. */
export function LongForm({ view, action, children, label }: Props) {
  const t = view.words(strings)
  const { draft, visitor, site } = view
  return (
    <>
      {draft && (
        <PostForm action={action}>
          <p class="note" role="status">
            {t('begun', { date: view.moment(draft.keptAt) })}{' '}
            <button type="submit" class="button quiet" name="draft" value="forget">
              {t('forget')}
            </button>
          </p>
        </PostForm>
      )}
      <form
        method="post"
        action={action}
        class="form"
        novalidate
        aria-label={label}
        data-draft={`${visitor?.publicId ?? ''} ${action.slice(`/${view.language}`.length)}`}
        data-kept={draft ? String(draft.keptAt.getTime()) : undefined}
      >
        {children}
        <p>
          <button type="submit" class="button quiet" name="draft" value="keep">
            {t('keep')}
          </button>
        </p>
        <p class="soft small" data-when="kept" hidden>
          {t('kept')}
        </p>
        <p class="note" role="status" data-when="offline" hidden>
          {t('offline')}
        </p>
        <p class="note" role="status" data-when="ended" hidden>
          {t('ended')}
        </p>
      </form>
      <script type="module" src={site.draftScript}></script>
    </>
  )
}
