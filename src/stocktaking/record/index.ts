/** What the rest of the stocktaking may use of an activity's files. */
export { record } from './routes.tsx'
