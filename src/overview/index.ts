/** The overview is rightmost: only app.tsx uses it. */
export { documentation } from './api/index.ts'
export { data, makersOf } from './data/index.ts'
export { overview } from './routes.tsx'
