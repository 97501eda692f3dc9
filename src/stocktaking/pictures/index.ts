/** What the rest of the stocktaking may use of the pictures. */
export { pictureRoutes } from './routes.tsx'
