export { Figure } from './pages.tsx'
