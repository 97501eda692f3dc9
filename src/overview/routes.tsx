/** The pages that show many slices. */
import type { Register } from '../stocktaking/index.ts'
import { about } from './about/index.ts'
import { corrections } from './corrections/index.ts'
import { home } from './home/index.ts'
import { lineRoutes } from './lines/index.ts'
import { news } from './news/index.ts'
import { placesRoutes } from './places/index.ts'
import { searchRoutes } from './search/index.ts'
import { stakeholderRoutes } from './stakeholders/index.ts'

/** `register`: what the process keeps of the stocktaking. */
export function overview(register: Register) {
  const places = [...lineRoutes(register).routes, ...placesRoutes(register).routes]
  return {
    routes: [
      ...home.routes,
      ...searchRoutes(register).routes,
      ...places,
      ...stakeholderRoutes(register).routes,
      ...corrections.routes,
      ...news.routes,
      ...about.routes,
    ],
  }
}
