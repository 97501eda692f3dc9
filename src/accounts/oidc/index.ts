/** The provider uses the accounts as another slice would, through their index: so it stands beside it in app.tsx, and not in it. */
export { CALLBACK, providerSignIn } from './routes.tsx'
