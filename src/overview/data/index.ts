/** What app.tsx uses of the data, besides the routes. */
export { makersOf } from './dump.ts'
export { data } from './routes.tsx'
