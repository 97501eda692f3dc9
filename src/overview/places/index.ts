export { placesRoutes } from './routes.tsx'
export { continents } from './rules.ts'
