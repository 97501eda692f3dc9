/** The list of stakeholders, as a page, as files and as a feed. */
import { BadRequest, NotFound } from '../../platform/errors.ts'
import { type Ask, file, page, slice, stream } from '../../platform/http.ts'
import { stakeholdersAsCsv, stakeholdersAsJson, stakeholdersByIds, stakeholdersInPieces } from '../../stakeholders/index.ts'
import type { Register } from '../../stocktaking/index.ts'
import type { Tables } from '../tables.ts'
import { stakeholderFeed } from './feed-pages.ts'
import { PARAMETERS, PER_PAGE, readQuery, SELECTION } from './finding.ts'
import { allChosen, countriesOfSeat, findStakeholders, newestChosen } from './list-store.ts'
import { StakeholdersPage } from './pages.tsx'
import { NOTHING } from './rules.ts'
import { figuresOf } from './store.ts'

/** More than these no reader of feeds shows. */
const FEED_ENTRIES = 50

export function listRoutes(register: Register) {
  const list = slice<Tables>('framework', 'stakeholders', 'facilitation', 'stocktaking')

  list.get('/stakeholders', 'public', PARAMETERS, async ({ db, view, query }) => {
    const { language, today: day } = view
    const [places, seats] = await Promise.all([register.names.places(db, language), countriesOfSeat(db)])
    const asked = readQuery(query, places)
    const offer = { places, seats }
    if (asked.refused) return page(<StakeholdersPage view={view} asked={asked} offer={offer} result={null} />, { status: 400 })

    const from = (asked.page - 1) * PER_PAGE
    const { ids, total } = await findStakeholders(db, asked.choice, { language, day }, { from, limit: PER_PAGE })
    if (asked.page > 1 && total === 0) throw new NotFound(`page ${asked.page}`)

    const [found, figures] = await Promise.all([stakeholdersByIds(db, ids, language), figuresOf(db, ids, { day, language })])
    const entries = found.map((stakeholder) => ({ stakeholder, figures: figures.get(stakeholder.id) ?? NOTHING }))
    return page(<StakeholdersPage view={view} asked={asked} offer={offer} result={{ total, entries }} />)
  })

  list.get('/stakeholders.csv', 'public', SELECTION, async (ask) => stream('csv', 'stakeholders', stakeholdersAsCsv(await piecesOf(ask))))

  list.get('/stakeholders.json', 'public', SELECTION, async (ask) =>
    stream('json', 'stakeholders', stakeholdersAsJson(await piecesOf(ask))),
  )

  list.get('/stakeholders.atom', 'public', SELECTION, async (ask) => {
    const { language, today: day } = ask.view
    const choice = await wellAsked(ask)
    return file(
      'atom',
      'stakeholders',
      stakeholderFeed(ask.view, choice, await newestChosen(ask.db, choice, { language, day }, FEED_ENTRIES)),
    )
  })

  async function piecesOf(ask: Ask<Tables>) {
    return stakeholdersInPieces(ask.db, await allChosen(ask.db, await wellAsked(ask), { day: ask.view.today }))
  }

  /** For files: what means nothing is refused without a form to put it right. */
  async function wellAsked({ db, view, query }: Ask<Tables>) {
    const { choice, refused } = readQuery(query, await register.names.places(db, view.language))
    if (refused) throw new BadRequest(`${refused.field}=${refused.typed}`)
    return choice
  }

  return list
}
