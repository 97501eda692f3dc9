/** What is confirmed by mail without an account, as the accounts and other slices use it. */
export { confirmationMails } from './mails.ts'
export { SentPage } from './pages.tsx'
export { confirmations } from './routes.tsx'
export { askToConfirm, type Confirmable, type Confirmables, forgetAddresses } from './store.ts'
