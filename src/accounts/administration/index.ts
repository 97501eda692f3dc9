/** What the accounts may use of their administration. */
export { giveRole, hasAdministrator } from './role-store.ts'
export { administration } from './routes.tsx'
