/** Pages of a list: previous, where we are, next. Never infinite. */
import type { View } from '../platform/i18n.ts'
import { strings } from './strings.ts'

type Props = { view: View; page: number; pages: number; to: (page: number) => string }

export function Pagination({ view, page, pages, to }: Props) {
  if (pages <= 1) return null
  const t = view.words(strings)
  return (
    <nav class="pagination" aria-label={t('pages')}>
      {page > 1 && (
        <a rel="prev" href={to(page - 1)}>
          {t('previous')}
        </a>
      )}
      <span>{t('pageOf', { page, pages })}</span>
      {page < pages && (
        <a rel="next" href={to(page + 1)}>
          {t('next')}
        </a>
      )}
    </nav>
  )
}
