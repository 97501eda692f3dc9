/** The overview is rightmost: only app.tsx uses it. */
export { overview } from './routes.tsx'
