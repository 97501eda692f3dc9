/** The same list as files: one link for each. */
import type { View } from '../platform/i18n.ts'
import { strings } from './strings.ts'

/** `path` without its ending; `query` with its question mark, or empty. */
export function Files({ view, path, query = '', types }: { view: View; path: string; query?: string; types: readonly string[] }) {
  const t = view.words(strings)
  return (
    <p class="files">
      {t('files')}:{' '}
      {types.map((type, index) => (
        <>
          {index > 0 && ' · '}
          <a href={view.to(`${path}.${type}${query}`)}>{type === 'atom' ? 'Atom' : type.toUpperCase()}</a>
        </>
      ))}
    </p>
  )
}
