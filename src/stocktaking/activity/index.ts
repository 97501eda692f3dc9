/** What the rest of the stocktaking may use of an activity's page. */
export { activity } from './routes.tsx'
