export { about } from './routes.tsx'
