export { lines } from './routes.tsx'
