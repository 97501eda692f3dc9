/** The page of an activity. */
import type { FrameworkTables } from '../../framework/index.ts'
import { page, slice } from '../../platform/http.ts'
import { type StakeholdersTables, WithdrawnPage } from '../../stakeholders/index.ts'
import { moneyOf } from '../money/index.ts'
import { resultsOf } from '../results/index.ts'
import type { StocktakingTables } from '../tables.ts'
import { withdrawable } from '../withdrawal/index.ts'
import { ActivityPage } from './pages.tsx'
import { findActivity } from './store.ts'

export const activity = slice<FrameworkTables & StakeholdersTables & StocktakingTables>('framework', 'stakeholders', 'stocktaking')

activity.get('/activities/:id{[a-z2-7]+}', 'public', [], async ({ db, view, param }) => {
  const found = await findActivity(db, param('id'), view.language)
  if (found.withdrawnAt) {
    const entry = await withdrawable(db, found.publicId, view.language)
    if (entry) return page(<WithdrawnPage view={view} entry={entry} part="stocktaking" />, { status: 410 })
  }
  const [money, results] = await Promise.all([moneyOf(db, found.publicId), resultsOf(db, found.publicId, 'first')])

  return page(<ActivityPage view={view} activity={found} money={money} results={results} />)
})
