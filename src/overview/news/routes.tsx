/** What is new. */
import { BadRequest } from '../../platform/errors.ts'
import { file, page, slice } from '../../platform/http.ts'
import type { Tables } from '../tables.ts'
import { NewsPage, newsFeed } from './pages.tsx'
import { PER_PAGE, readBefore } from './rules.ts'
import { listNews } from './store.ts'

export const news = slice<Tables>('platform', 'framework', 'stakeholders', 'stocktaking')

news.get('/whats-new', 'public', ['before'], async ({ db, view, query }) => {
  const before = readBefore(query.before)
  if (before === undefined) throw new BadRequest('before')

  // One more than is shown tells whether there is older news.
  const found = await listNews(db, view.language, { before, limit: PER_PAGE + 1 })
  const shown = found.slice(0, PER_PAGE)
  const older = found.length > PER_PAGE ? (shown.at(-1)?.id ?? null) : null
  return page(<NewsPage view={view} news={shown} older={older} />)
})

news.get('/whats-new.atom', 'public', [], async ({ db, view }) => {
  return file('atom', 'whats-new', newsFeed(view, await listNews(db, view.language, { limit: PER_PAGE })))
})
