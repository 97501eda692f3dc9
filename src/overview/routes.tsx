/** The pages that show many slices. */
import { about } from './about/index.ts'
import { home } from './home/index.ts'
import { lines } from './lines/index.ts'
import { news } from './news/index.ts'
import { stakeholders } from './stakeholders/index.ts'

export const overview = { routes: [...home.routes, ...lines.routes, ...stakeholders.routes, ...news.routes, ...about.routes] }
