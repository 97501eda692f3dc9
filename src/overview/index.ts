/** The overview is rightmost: only app.tsx uses it. */
export { documentation } from './api/index.ts'
export { DATA_READS, data, makersOf } from './data/index.ts'
export { overview } from './routes.tsx'
