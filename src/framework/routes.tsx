/** What follows up the Summit around the lines. */
import { file, page, slice } from '../platform/http.ts'
import { planCorrection } from './correction-routes.tsx'
import { correctionsOf } from './corrections/index.ts'
import { followUpCsv, followUpJson } from './files.ts'
import { FollowUpPage } from './pages.tsx'
import { relatedProcesses } from './processes/index.ts'
import type { FrameworkTables } from './tables.ts'

const framework = slice<FrameworkTables>('framework')

framework.get('/follow-up', 'public', [], async ({ db, view }) => {
  const processes = await relatedProcesses(db, view.language, view.today)
  return page(<FollowUpPage view={view} processes={processes} corrections={await correctionsOf(db, 'process')} />)
})

framework.get('/follow-up.csv', 'public', [], async ({ db, view }) =>
  file('csv', 'follow-up', followUpCsv(await relatedProcesses(db, view.language, view.today))),
)

framework.get('/follow-up.json', 'public', [], async ({ db, view }) =>
  file('json', 'follow-up', followUpJson(await relatedProcesses(db, view.language, view.today))),
)

export const frameworkRoutes = { routes: [...framework.routes, ...planCorrection.routes] }
