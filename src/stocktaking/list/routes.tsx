/** The list of activities. */
import type { FrameworkTables } from '../../framework/index.ts'
import { NotFound } from '../../platform/errors.ts'
import { page, slice } from '../../platform/http.ts'
import type { StakeholdersTables } from '../../stakeholders/index.ts'
import type { Register } from '../facets/index.ts'
import { closeWords } from '../search/index.ts'
import type { StocktakingTables } from '../tables.ts'
import { StocktakingPage } from './pages.tsx'
import { PARAMETERS, PER_PAGE, pagesOf, readQuery } from './rules.ts'
import { selectActivities } from './selection-store.ts'
import { entriesOf, labelsOf } from './store.ts'
import { offerOf } from './values.ts'

export function listRoutes(register: Register) {
  const list = slice<FrameworkTables & StakeholdersTables & StocktakingTables>('framework', 'stakeholders', 'stocktaking')

  list.get('/stocktaking', 'public', PARAMETERS, async ({ db, view, query }) => {
    const places = await register.names.places(db, view.language)
    const asked = readQuery(query, places)
    if (asked.refused) return page(<StocktakingPage view={view} asked={asked} result={null} />, { status: 400 })

    const from = (asked.page - 1) * PER_PAGE
    const { found, ids, counted } = await selectActivities(db, register, asked, { from, to: from + PER_PAGE })
    if (asked.page > pagesOf(found)) throw new NotFound(`page ${asked.page}`)

    const [hits, labels, close] = await Promise.all([
      entriesOf(db, ids, asked, view.language),
      labelsOf(db, places, counted, asked, view.language),
      found === 0 ? closeWords(db, asked.q) : [],
    ])
    return page(<StocktakingPage view={view} asked={asked} result={{ found, hits, close, offer: offerOf(view, counted, asked, labels) }} />)
  })

  return list
}
