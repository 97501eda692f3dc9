/** What other slices may use of the accounts. Everything else in this folder is private. */
export { administration } from './administration/index.ts'
export { accountMails } from './mails.ts'
export { giveName, personOf } from './person-store.ts'
export { firstLink, invite } from './role-store.ts'
export { accounts } from './routes.tsx'
export { deviceName, pageOfOurs, shortDevice } from './rules.ts'
export { beginSession, whoIs } from './session-store.ts'
export type { AccountsTables } from './tables.ts'
