/** What home may use of the news. */
export { NewsList } from './pages.tsx'
export { news } from './routes.tsx'
export type { News } from './rules.ts'
export { listNews } from './store.ts'
