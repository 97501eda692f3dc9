/** The lines of the plan, and each of them. */
import { listedOf, type Mandate, mandatesOn } from '../../facilitation/index.ts'
import { findLine, goalsOf, type Line, listLines } from '../../framework/index.ts'
import { page, slice } from '../../platform/http.ts'
import { activitiesOf, countsByLine, type LineCount } from '../../stocktaking/index.ts'
import type { Tables } from '../tables.ts'
import { LinePage, LinesPage } from './pages.tsx'
import { type LineEntry, NO_ACTIVITIES, withChildren } from './rules.ts'
import { otherTitles } from './store.ts'

export const lines = slice<Tables>('framework', 'stakeholders', 'facilitation', 'stocktaking')

lines.get('/lines', 'public', [], async ({ db, view }) => {
  const [all, mandates, counts] = await Promise.all([
    listLines(db, view.language),
    mandatesOn(db, { day: view.today, language: view.language }),
    countsByLine(db),
  ])
  return page(<LinesPage view={view} entries={all.map((line) => entryOf(line, mandates, counts))} />)
})

/** How many activities the page of a line shows. */
const NEWEST = 10

lines.get('/lines/:slug{[a-z0-9-]+}', 'public', [], async ({ db, view, param }) => {
  const { language, today: day } = view
  const line = await findLine(db, param('slug'), language)

  const [all, counts, goals, titles] = await Promise.all([
    listLines(db, language),
    countsByLine(db),
    goalsOf(db, line.id, language),
    otherTitles(db, line.id, language),
  ])
  const [mandates, activities] = await Promise.all([
    mandatesOn(db, line.kind === 'heading' ? { day, language } : { day, language, line: line.id }),
    activitiesOf(db, { lines: withChildren(line, all) }, { language, limit: NEWEST }),
  ])
  const shown = {
    line,
    parent: all.find(({ slug }) => slug === line.parentSlug) ?? null,
    children: all.filter(({ parentSlug }) => parentSlug === line.slug).map((child) => entryOf(child, mandates, counts)),
    mandates,
    goals,
    titles,
    count: counts.get(line.slug) ?? NO_ACTIVITIES,
    activities,
  }
  return page(<LinePage view={view} shown={shown} />)
})

function entryOf(line: Line, mandates: readonly Mandate[], counts: ReadonlyMap<string, LineCount>): LineEntry {
  const listed = listedOf(mandates.filter(({ lineSlug }) => lineSlug === line.slug))
  return { line, listed, count: counts.get(line.slug) ?? NO_ACTIVITIES }
}
