export { documentation } from './routes.tsx'
