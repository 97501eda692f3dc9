/** Home. */
import { listLines, relatedProcesses } from '../../framework/index.ts'
import { page, slice } from '../../platform/http.ts'
import { listNews } from '../news/index.ts'
import type { Tables } from '../tables.ts'
import { HomePage } from './pages.tsx'
import { tracksOf, upcomingOf } from './rules.ts'
import { countFigures, listStations } from './store.ts'

export const home = slice<Tables>('platform', 'framework', 'stakeholders', 'facilitation', 'stocktaking')

/** How many news stand on the home page. */
const NEWS = 5

home.get('/', 'public', [], async ({ db, view }) => {
  const [lines, stations, figures, processes, news] = await Promise.all([
    listLines(db, view.language),
    listStations(db),
    countFigures(db),
    relatedProcesses(db, view.language, view.today),
    listNews(db, view.language, { limit: NEWS }),
  ])
  return page(<HomePage view={view} tracks={tracksOf(lines, stations)} figures={figures} upcoming={upcomingOf(processes)} news={news} />)
})
