/** The list of activities. */
import type { FrameworkTables } from '../../framework/index.ts'
import { NotFound } from '../../platform/errors.ts'
import { page, slice } from '../../platform/http.ts'
import type { StakeholdersTables } from '../../stakeholders/index.ts'
import type { StocktakingTables } from '../tables.ts'
import { choicesFor, countAll } from './choices-store.ts'
import { StocktakingPage } from './pages.tsx'
import { FIELDS, pagesOf, readQuery } from './rules.ts'
import { findActivities } from './store.ts'

export const list = slice<FrameworkTables & StakeholdersTables & StocktakingTables>('framework', 'stakeholders', 'stocktaking')

list.get('/stocktaking', 'public', [...FIELDS, 'page'], async ({ db, view, query }) => {
  const [choices, all] = await Promise.all([choicesFor(db, view.language), countAll(db)])

  const asked = readQuery(query, choices)
  if (asked.refused) return page(<StocktakingPage view={view} choices={choices} asked={asked} result={null} all={all} />, { status: 400 })

  const result = await findActivities(db, asked.filters, { lines: choices.lines, language: view.language, page: asked.page })
  if (asked.page > pagesOf(result.found)) throw new NotFound(`page ${asked.page}`)

  return page(<StocktakingPage view={view} choices={choices} asked={asked} result={result} all={all} />)
})
