/** About the site. */
import { page, slice } from '../../platform/http.ts'
import type { Tables } from '../tables.ts'
import { AboutPage } from './pages.tsx'
import { listTexts } from './store.ts'

export const about = slice<Tables>('framework')

about.get('/about', 'public', [], async ({ db, view }) => {
  return page(<AboutPage view={view} texts={await listTexts(db)} />)
})
