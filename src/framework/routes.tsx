/** What follows up the Summit around the lines. */
import { file, page, slice } from '../platform/http.ts'
import { followUpCsv, followUpJson } from './files.ts'
import { FollowUpPage } from './pages.tsx'
import { relatedProcesses } from './processes/index.ts'
import type { FrameworkTables } from './tables.ts'

export const framework = slice<FrameworkTables>('framework')

framework.get('/follow-up', 'public', [], async ({ db, view }) => {
  const processes = await relatedProcesses(db, view.language, view.today)
  return page(<FollowUpPage view={view} processes={processes} />)
})

framework.get('/follow-up.csv', 'public', [], async ({ db, view }) =>
  file('csv', 'follow-up', followUpCsv(await relatedProcesses(db, view.language, view.today))),
)

framework.get('/follow-up.json', 'public', [], async ({ db, view }) =>
  file('json', 'follow-up', followUpJson(await relatedProcesses(db, view.language, view.today))),
)
