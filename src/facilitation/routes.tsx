/** The list of facilitators, as at any day. */
import { type FrameworkTables, listLines } from '../framework/index.ts'
import { BadRequest } from '../platform/errors.ts'
import { type Ask, file, page, slice } from '../platform/http.ts'
import type { StakeholdersTables } from '../stakeholders/index.ts'
import type { Comparison } from './changes-pages.tsx'
import { mandateCorrection } from './correction-routes.tsx'
import { changesCsv, changesJson, mandatesCsv, mandatesJson } from './files.ts'
import { FacilitatorsPage } from './list-pages.tsx'
import { type Asked, changesBetween, isListed, readDates } from './rules.ts'
import { firstDay, mandatesOn, statesOn } from './store.ts'
import { strings } from './strings.ts'
import type { FacilitationTables } from './tables.ts'

type Tables = FrameworkTables & StakeholdersTables & FacilitationTables

const facilitation = slice<Tables>('framework', 'stakeholders', 'facilitation')

facilitation.get('/facilitators', 'public', ['on', 'compare'], async ({ db, view, query }) => {
  const asked = readDates(query, view.today)
  if (asked.refused.length > 0) return page(<FacilitatorsPage view={view} asked={asked} listing={null} />, { status: 400 })

  const [lines, states, first, others] = await Promise.all([
    listLines(db, view.language),
    statesOn(db, { day: asked.on, language: view.language }),
    firstDay(db),
    asked.compare === null ? null : statesOn(db, { day: asked.compare, language: view.language }),
  ])
  const comparison = others && compared(asked, states, others)
  const listing = { lines, mandates: states.filter(isListed), firstDay: first, comparison }
  return page(<FacilitatorsPage view={view} asked={asked} listing={listing} />)
})

/** From the earlier day to the later, whichever of the two the list is of. */
function compared({ on, compare }: Asked, states: Awaited<ReturnType<typeof statesOn>>, others: typeof states): Comparison | null {
  if (compare === null) return null
  if (compare <= on) return { from: compare, to: on, changes: changesBetween(others, states) }
  return { from: on, to: compare, changes: changesBetween(states, others) }
}

facilitation.get('/facilitators.csv', 'public', ['on', 'compare'], async (ask) => {
  const asked = askedOf(ask)
  const comparison = await comparisonOf(ask, asked)
  if (comparison) return file('csv', 'facilitators-changes', changesCsv(comparison.changes))
  return file('csv', 'facilitators', mandatesCsv(await mandatesOn(ask.db, { day: asked.on, language: ask.view.language })))
})

facilitation.get('/facilitators.json', 'public', ['on', 'compare'], async (ask) => {
  const asked = askedOf(ask)
  const comparison = await comparisonOf(ask, asked)
  if (comparison) return file('json', 'facilitators-changes', changesJson(comparison))
  return file('json', 'facilitators', mandatesJson(asked.on, await mandatesOn(ask.db, { day: asked.on, language: ask.view.language })))
})

/** What changed between the two days that are asked for; null where one is. */
async function comparisonOf({ db, view }: Ask<Tables>, asked: Asked): Promise<Comparison | null> {
  if (asked.compare === null) return null
  const { language } = view
  const [states, others] = await Promise.all([statesOn(db, { day: asked.on, language }), statesOn(db, { day: asked.compare, language })])
  return compared(asked, states, others)
}

/** A file has no form that could come back as typed. */
function askedOf({ query, view }: Ask<Tables>): Asked {
  const asked = readDates(query, view.today)
  const [wrong] = asked.refused
  if (wrong) throw new BadRequest(view.words(strings)('dateRefusedIn', { typed: asked[wrong] ?? '', example: view.today }))
  return asked
}

export const facilitationRoutes = { routes: [...facilitation.routes, ...mandateCorrection.routes] }
