/** Passkeys use the accounts as another slice would, through their index: so they stand beside it in app.tsx, and not in it. */
export { passkeys } from './routes.tsx'
