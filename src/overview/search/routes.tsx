/** The search over everything. */
import { page, slice } from '../../platform/http.ts'
import type { Register } from '../../stocktaking/index.ts'
import type { Tables } from '../tables.ts'
import { SearchPage } from './pages.tsx'
import { LONGEST } from './rules.ts'
import { findEverything } from './store.ts'

export function searchRoutes(register: Register) {
  const search = slice<Tables>('framework', 'stakeholders', 'stocktaking')

  search.get('/search', 'public', ['q'], async ({ db, view, query: { q = '' } }) => {
    if (q.length > LONGEST) return page(<SearchPage view={view} q={q} tooLong found={null} />, { status: 400 })
    const found = q === '' ? null : await findEverything(db, register, q, view)
    return page(<SearchPage view={view} q={q} tooLong={false} found={found} />)
  })

  return search
}
