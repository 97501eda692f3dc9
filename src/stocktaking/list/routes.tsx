/** The list of activities. */
import type { FrameworkTables } from '../../framework/index.ts'
import { BadRequest, NotFound } from '../../platform/errors.ts'
import { type Ask, file, page, slice, stream } from '../../platform/http.ts'
import type { StakeholdersTables } from '../../stakeholders/index.ts'
import { FACETS, type Places, type Register } from '../facets/index.ts'
import { itemsAsCsv, itemsAsJson, itemsInPieces, itemsOf } from '../items/index.ts'
import { closeWords } from '../search/index.ts'
import type { StocktakingTables } from '../tables.ts'
import { xmlDocument } from '../xml/index.ts'
import { feedOf } from './feed-pages.ts'
import { StocktakingPage } from './pages.tsx'
import { type Asked, PARAMETERS, PER_PAGE, pagesOf, readQuery, SELECTION } from './rules.ts'
import { selectActivities } from './selection-store.ts'
import { entriesOf, labelsOf } from './store.ts'
import { offerOf, organisationsToOffer, valuePage, valuesOf } from './values.ts'
import { ValuesPage } from './values-pages.tsx'

type Tables = FrameworkTables & StakeholdersTables & StocktakingTables

export function listRoutes(register: Register) {
  const list = slice<Tables>('framework', 'stakeholders', 'stocktaking')

  list.get('/stocktaking', 'public', PARAMETERS, async ({ db, view, query }) => {
    const places = await register.names.places(db, view.language)
    const asked = readQuery(query, places)
    if (asked.refused) return page(<StocktakingPage view={view} asked={asked} result={null} />, { status: 400 })

    const from = (asked.page - 1) * PER_PAGE
    const { found, ids, counted } = await selectActivities(db, register, asked, { from, to: from + PER_PAGE })
    if (asked.page > pagesOf(found)) throw new NotFound(`page ${asked.page}`)

    const [hits, labels, close] = await Promise.all([
      entriesOf(db, ids, asked, { language: view.language, named: places }),
      labelsOf(db, register, organisationsToOffer(counted.organisation, asked), asked, view.language),
      found === 0 ? closeWords(db, asked.q) : [],
    ])
    return page(<StocktakingPage view={view} asked={asked} result={{ found, hits, close, offer: offerOf(view, counted, asked, labels) }} />)
  })

  list.get('/stocktaking/values/:facet{[a-z]+}', 'public', PARAMETERS, async ({ db, view, query, param }) => {
    const facet = FACETS.find((known) => known === param('facet'))
    if (!facet) throw new NotFound(param('facet'))
    const places = await register.names.places(db, view.language)
    const asked = wellAsked(query, places)
    const { counted } = await selectActivities(db, register, asked, { from: 0, to: 0 })
    const part = valuePage(counted[facet], asked.page)
    if (!part) throw new NotFound(`page ${asked.page}`)
    const labels = await labelsOf(db, register, facet === 'organisation' ? part.counts : [], asked, view.language)
    return page(
      <ValuesPage view={view} asked={asked} facet={facet} values={valuesOf(view, facet, part.counts, asked, labels)} pages={part.pages} />,
    )
  })

  /** All that a list has, as row numbers. */
  const selected = async (ask: Pick<Ask<Tables>, 'db' | 'view' | 'query'>) => {
    const asked = wellAsked(ask.query, await register.names.places(ask.db, ask.view.language))
    return { asked, ids: (await selectActivities(ask.db, register, asked)).ids }
  }

  list.get('/stocktaking.csv', 'public', SELECTION, async (ask) => {
    const { ids } = await selected(ask)
    return stream('csv', 'stocktaking', itemsAsCsv(ask.view, itemsInPieces(ask.db, ids)))
  })

  list.get('/stocktaking.json', 'public', SELECTION, async (ask) => {
    const { ids } = await selected(ask)
    return stream('json', 'stocktaking', itemsAsJson(ask.view, itemsInPieces(ask.db, ids)))
  })

  list.get('/stocktaking.xml', 'public', SELECTION, async (ask) => {
    const { ids } = await selected(ask)
    return stream('xml', 'stocktaking', xmlDocument(ask.db, ids, ask.now))
  })

  list.get('/stocktaking.atom', 'public', SELECTION, async (ask) => {
    const { asked, ids } = await selected(ask)
    return file('atom', 'stocktaking', feedOf(ask.view, asked, await itemsOf(ask.db, ids.slice(0, FEED_ENTRIES))))
  })

  return list
}

/** More than these no reader of feeds shows. */
const FEED_ENTRIES = 50

/** For files, and pages that are only linked to: what means nothing is refused without a form to put it right. */
function wellAsked(query: Readonly<Record<string, string>>, places: Places): Asked {
  const asked = readQuery(query, places)
  if (asked.refused) throw new BadRequest(`${asked.refused.field}=${asked.refused.typed}`)
  return asked
}
