/** What the rest of the stocktaking may use of withdrawing activities. */
export { stocktakingMails } from './mails.ts'
export { withdrawal } from './routes.tsx'
export { withdrawable } from './store.ts'
