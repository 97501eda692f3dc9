export { corrections } from './routes.tsx'
