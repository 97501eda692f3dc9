/** What app.tsx uses of the data, besides the routes. */
export { makersOf, READS as DATA_READS } from './dump.ts'
export { data } from './routes.tsx'
