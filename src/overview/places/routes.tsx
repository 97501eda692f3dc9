/** Countries and regions. */
import { mandatesOn } from '../../facilitation/index.ts'
import { NotFound } from '../../platform/errors.ts'
import { type Ask, file, page, slice } from '../../platform/http.ts'
import { activityFeed, EVERYTHING, entriesOf, itemsOf, type Places, type Register, selectActivities } from '../../stocktaking/index.ts'
import { figuresCsv, figuresJson, figuresOf, gridOf, lineFigures, mandatesOnUsed, rowsOf } from '../figures/index.ts'
import type { Tables } from '../tables.ts'
import { PlacesPage } from './list-pages.tsx'
import { PlacePage } from './pages.tsx'
import { countsWithin, type Place, placeOf, shelvesOf } from './rules.ts'
import { basedIn, linesIn } from './store.ts'
import { strings } from './strings.ts'

/** How much of each a page shows, a file has, and a feed. */
const ORGANISATIONS = 10
const ORGANISATIONS_IN_FILES = 1000
const NEWEST = 10
const FEED_ENTRIES = 50
const STAKEHOLDERS = 20

const KINDS = [
  { facet: 'country', folder: '/countries' },
  { facet: 'region', folder: '/regions' },
] as const
type Facet = (typeof KINDS)[number]['facet']

export function placesRoutes(register: Register) {
  const places = slice<Tables>('framework', 'stakeholders', 'facilitation', 'stocktaking')

  places.get('/countries', 'public', [], async ({ db, view }) => {
    const all = await register.names.places(db, view.language)
    const { counted } = await selectActivities(db, register, EVERYTHING, { from: 0, to: 0 })
    const anywhere = { ...EVERYTHING, filters: { country: counted.country.map(({ key }) => key) } }
    const { found } = await selectActivities(db, register, anywhere, { from: 0, to: 0 })
    return page(<PlacesPage view={view} shelves={shelvesOf(all)} found={found} counted={counted} />)
  })

  for (const { facet, folder } of KINDS) {
    places.get(`${folder}/:key{[a-z-]+}`, 'public', [], async (ask) => {
      const { db, view } = ask
      const { language, today: day } = view
      const { place, all } = await found(ask, facet, ask.param('key'))
      const { figures, lines, grid } = await figuresIn(ask, place, all, { organisations: ORGANISATIONS, newest: NEWEST })
      const [mandates, hits, based] = await Promise.all([
        mandatesOn(db, { day, language }),
        entriesOf(db, figures.newest, EVERYTHING, { language, named: all }),
        basedIn(db, place.within, { language, limit: STAKEHOLDERS }),
      ])
      return page(<PlacePage view={view} shown={{ place, figures, lines, mandates, grid, hits, based }} all={all} />)
    })

    places.get(`${folder}/:file{[a-z-]+\\.csv}`, 'public', [], async (ask) => {
      const { place, rows } = await rowsIn(ask, facet, ask.param('file').slice(0, -'.csv'.length))
      return file('csv', place.key, figuresCsv(rows))
    })

    places.get(`${folder}/:file{[a-z-]+\\.json}`, 'public', [], async (ask) => {
      const { place, rows } = await rowsIn(ask, facet, ask.param('file').slice(0, -'.json'.length))
      const around = place.around.map(({ slug }) => slug)
      return file('json', place.key, figuresJson({ [facet]: place.key, name: place.name, within: around }, rows))
    })

    places.get(`${folder}/:file{[a-z-]+\\.atom}`, 'public', [], async (ask) => {
      const { db, view } = ask
      const { place } = await found(ask, facet, ask.param('file').slice(0, -'.atom'.length))
      const choice = { ...EVERYTHING, filters: { [facet]: [place.key] } }
      const { ids } = await selectActivities(db, register, choice, { from: 0, to: FEED_ENTRIES })
      const at = `${folder}/${place.key}`
      const title = view.words(strings)('feedTitle', { place: place.name })
      return file('atom', place.key, activityFeed(view, { title, self: `${at}.atom`, page: at }, await itemsOf(db, ids)))
    })
  }

  async function found({ db, view }: Ask<Tables>, facet: Facet, key: string): Promise<{ place: Place; all: Places }> {
    const all = await register.names.places(db, view.language)
    const place = placeOf(facet, key, all)
    if (!place) throw new NotFound(`${facet} ${key}`)
    return { place, all }
  }

  async function figuresIn({ db, view }: Ask<Tables>, place: Place, all: Places, wanted: { organisations: number; newest: number }) {
    const filters = { [place.facet]: [place.key] }
    const figures = await figuresOf(db, register, { filters, places: all, language: view.language, ...wanted })
    const [counted, grid] = await Promise.all([
      linesIn(db, place.within),
      gridOf(db, register, figures, { places: place.parts, lines: all.lines }),
    ])
    return { figures, grid, lines: lineFigures(all.lines, counted) }
  }

  async function rowsIn(ask: Ask<Tables>, facet: Facet, key: string) {
    const { place, all } = await found(ask, facet, key)
    const { figures, lines, grid } = await figuresIn(ask, place, all, { organisations: ORGANISATIONS_IN_FILES, newest: 0 })
    const { today: day, language } = ask.view
    const mandates = mandatesOnUsed(await mandatesOn(ask.db, { day, language }), lines)
    return { place, rows: rowsOf(figures, { lines, mandates, grid, ...countsWithin(place, figures.counted, all) }, all) }
  }

  return places
}
