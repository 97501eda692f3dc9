export { stakeholders } from './routes.tsx'
