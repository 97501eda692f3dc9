/** The lines of the plan, and each of them. */
import { listedOf, type Mandate, mandatesOn } from '../../facilitation/index.ts'
import { correctionsOf, findLine, goalsOf, type Line } from '../../framework/index.ts'
import { type Ask, file, page, slice } from '../../platform/http.ts'
import {
  activityFeed,
  countsByLine,
  EVERYTHING,
  entriesOf,
  itemsOf,
  type LineCount,
  type Register,
  selectActivities,
} from '../../stocktaking/index.ts'
import { figuresCsv, figuresJson, figuresOf, gridOf, rowsOf } from '../figures/index.ts'
import { continents } from '../places/index.ts'
import type { Tables } from '../tables.ts'
import { LinesPage } from './list-pages.tsx'
import { LinePage } from './pages.tsx'
import { type LineEntry, NO_ACTIVITIES, whereOf } from './rules.ts'
import { otherTitles } from './store.ts'
import { strings } from './strings.ts'

/** How much of each the page of a line shows, a file has, and a feed. */
const ORGANISATIONS = 10
const ORGANISATIONS_IN_FILES = 1000
const NEWEST = 10
const FEED_ENTRIES = 50

export function lineRoutes(register: Register) {
  const lines = slice<Tables>('framework', 'stakeholders', 'facilitation', 'stocktaking')

  lines.get('/lines', 'public', [], async ({ db, view }) => {
    const { language, today: day } = view
    const places = await register.names.places(db, language)
    const [mandates, counts, { counted }] = await Promise.all([
      mandatesOn(db, { day, language }),
      countsByLine(db),
      selectActivities(db, register, EVERYTHING, { from: 0, to: 0 }),
    ])
    const grid = await gridOf(db, register, { counted, filters: {} }, { places: continents(places.regions), lines: places.lines })
    const entries = places.lines.map((line) => entryOf(line, mandates, counts))
    return page(<LinesPage view={view} entries={entries} grid={grid} />)
  })

  lines.get('/lines/:slug{[a-z0-9-]+}', 'public', [], async ({ db, view, param }) => {
    const { language, today: day } = view
    const line = await findLine(db, param('slug'), language)
    const places = await register.names.places(db, language)
    const all = places.lines

    const [counts, goals, titles, figures, mandates, ...corrections] = await Promise.all([
      countsByLine(db),
      goalsOf(db, line.id, language),
      otherTitles(db, line.id, language),
      figuresOf(db, register, { filters: { line: [line.slug] }, places, language, organisations: ORGANISATIONS, newest: NEWEST }),
      mandatesOn(db, line.kind === 'heading' ? { day, language } : { day, language, line: line.id }),
      correctionsOf(db, 'mandate'),
      correctionsOf(db, 'line', line.slug),
    ])
    const shown = {
      line,
      parent: all.find(({ slug }) => slug === line.parentSlug) ?? null,
      children: all.filter(({ parentSlug }) => parentSlug === line.slug).map((child) => entryOf(child, mandates, counts)),
      mandates,
      goals,
      titles,
      corrections: corrections.flat(),
      count: counts.get(line.slug) ?? NO_ACTIVITIES,
      figures,
      hits: await entriesOf(db, figures.newest, EVERYTHING, { language, named: places }),
      where: whereOf(figures, places),
    }
    return page(<LinePage view={view} shown={shown} />)
  })

  lines.get('/lines/:file{[a-z0-9-]+\\.csv}', 'public', [], async (ask) => {
    const { line, rows } = await rowsOn(ask, ask.param('file').slice(0, -'.csv'.length))
    return file('csv', line.slug, figuresCsv(rows))
  })

  lines.get('/lines/:file{[a-z0-9-]+\\.json}', 'public', [], async (ask) => {
    const { line, rows } = await rowsOn(ask, ask.param('file').slice(0, -'.json'.length))
    return file('json', line.slug, figuresJson({ line: line.slug, name: line.title }, rows))
  })

  lines.get('/lines/:file{[a-z0-9-]+\\.atom}', 'public', [], async ({ db, view, param }) => {
    const line = await findLine(db, param('file').slice(0, -'.atom'.length), view.language)
    const choice = { ...EVERYTHING, filters: { line: [line.slug] } }
    const { ids } = await selectActivities(db, register, choice, { from: 0, to: FEED_ENTRIES })
    const at = `/lines/${line.slug}`
    const title = view.words(strings)('feedTitle', { line: line.title })
    return file('atom', line.slug, activityFeed(view, { title, self: `${at}.atom`, page: at }, await itemsOf(db, ids)))
  })

  /** The figures of a line; of C7 with those of its eight. */
  async function rowsOn({ db, view: { language, today: day } }: Ask<Tables>, slug: string) {
    const line = await findLine(db, slug, language)
    const places = await register.names.places(db, language)
    const own = places.lines.filter((one) => one.slug === slug || one.parentSlug === slug)
    const [figures, counts, mandates] = await Promise.all([
      figuresOf(db, register, { filters: { line: [slug] }, places, language, organisations: ORGANISATIONS_IN_FILES, newest: 0 }),
      countsByLine(db),
      mandatesOn(db, { day, language }),
    ])
    const details = {
      lines: own.map((one) => ({ line: one, ...(counts.get(one.slug) ?? NO_ACTIVITIES), since: one.slug === slug ? figures.since : null })),
      mandates: mandates.filter(({ lineSlug }) => own.some((one) => one.slug === lineSlug)),
      countries: figures.counted.country,
      regions: figures.counted.region,
      grid: [],
    }
    return { line, rows: rowsOf(figures, details, places) }
  }

  return lines
}

function entryOf(line: Line, mandates: readonly Mandate[], counts: ReadonlyMap<string, LineCount>): LineEntry {
  const listed = listedOf(mandates.filter(({ lineSlug }) => lineSlug === line.slug))
  return { line, listed, count: counts.get(line.slug) ?? NO_ACTIVITIES }
}
