/** The stocktaking in pictures: for any list of activities, by one thing at a time. */
import type { FrameworkTables, Positions } from '../../framework/index.ts'
import { BadRequest } from '../../platform/errors.ts'
import { type Ask, file, page, slice } from '../../platform/http.ts'
import type { StakeholdersTables } from '../../stakeholders/index.ts'
import type { Register } from '../facets/index.ts'
import { labelsOf, readQuery, SELECTION, tallyActivities } from '../list/index.ts'
import type { StocktakingTables } from '../tables.ts'
import { PicturesPage } from './pages.tsx'
import { drawn, tableAsCsv } from './picture-files.ts'
import { pictureOf, readBy, readSize } from './rules.ts'

type Tables = FrameworkTables & StakeholdersTables & StocktakingTables

/** Of files the order of the list says nothing. */
const FILE = SELECTION.filter((name) => name !== 'sort')

export function pictureRoutes(register: Register, positions: Positions) {
  const pictures = slice<Tables>('framework', 'stakeholders', 'stocktaking')

  pictures.get('/stocktaking/pictures', 'public', ['by', ...SELECTION], async ({ db, view, query }) => {
    const places = await register.names.places(db, view.language)
    const by = readBy(query.by)
    const asked = readQuery(query, places)
    const labels = await labelsOf(db, register, [], asked, view.language)
    const about = { view, by, typed: query.by ?? '', asked, labels }
    if (by === null || asked.refused) return page(<PicturesPage {...about} picture={null} />, { status: 400 })

    const tally = await tallyActivities(db, register, asked, by)
    return page(<PicturesPage {...about} picture={pictureOf(view, by, asked, tally, labels)} />)
  })

  /** For files, which are only linked to: what means nothing is refused without the other pictures to choose from. */
  const counted = async ({ db, view, query }: Pick<Ask<Tables>, 'db' | 'view' | 'query'>) => {
    const places = await register.names.places(db, view.language)
    const by = readBy(query.by)
    const asked = readQuery(query, places)
    if (by === null) throw new BadRequest(`by=${query.by}`)
    if (asked.refused) throw new BadRequest(`${asked.refused.field}=${asked.refused.typed}`)
    const tally = await tallyActivities(db, register, asked, by)
    return { places, picture: pictureOf(view, by, asked, tally, { ...places, organisations: new Map() }) }
  }

  pictures.get('/stocktaking/pictures.svg', 'public', ['by', 'size', ...FILE], async (ask) => {
    const size = readSize(ask.query.size)
    if (size === null) throw new BadRequest(`size=${ask.query.size}`)
    const { picture, places } = await counted(ask)
    return file('svg', `activities-by-${picture.by}`, drawn(ask.view, picture, size, { countries: places.countries, positions }))
  })

  pictures.get('/stocktaking/pictures.csv', 'public', ['by', ...FILE], async (ask) => {
    const { picture } = await counted(ask)
    return file('csv', `activities-by-${picture.by}`, tableAsCsv(ask.view, picture))
  })

  return pictures
}
