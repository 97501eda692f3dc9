/** What the accounts may use of their administration. */
export { giveRole, hasAdministrator, lastAdministrator } from './role-store.ts'
export { administrationRoutes } from './routes.tsx'
export type { Running } from './settings-rules.ts'
export { SettingsKeeper } from './settings-store.ts'
