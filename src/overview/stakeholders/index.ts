export { stakeholderRoutes } from './routes.tsx'
