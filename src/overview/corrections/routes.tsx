/** Where the secretariat finds what is to be corrected. */
import { page, slice } from '../../platform/http.ts'
import type { Tables } from '../tables.ts'
import { FindPage } from './pages.tsx'
import { findThings } from './store.ts'

/** More is no word of anything. */
const LONGEST = 200

export const corrections = slice<Tables>('framework', 'stakeholders', 'facilitation')

corrections.get('/secretariat/corrections', 'secretariat', ['q'], async ({ db, view, query }) => {
  const q = (query.q ?? '').trim().slice(0, LONGEST)
  const found = q === '' ? null : await findThings(db, q, view.language)
  return page(<FindPage view={view} q={q} found={found} />)
})
