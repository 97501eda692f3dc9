/** The same list as files: one link for each. */
import type { View } from '../platform/i18n.ts'
import { strings } from './strings.ts'

type Props = { view: View; path: string; query?: string; types: readonly string[]; label?: string }

/** `path` without its ending; `query` with its question mark, or empty; `label` says what they are where there are several. */
export function Files({ view, path, query = '', types, label }: Props) {
  const t = view.words(strings)
  return (
    <p class="files">
      {label ?? t('files')}:{' '}
      {types.map((type, index) => (
        <>
          {index > 0 && ' · '}
          <a href={view.to(`${path}.${type}${query}`)}>{type === 'atom' ? 'Atom' : type.toUpperCase()}</a>
        </>
      ))}
    </p>
  )
}
