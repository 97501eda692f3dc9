/** Mails that nobody asked for, as the accounts and other slices use them. */
export { tellDaily } from './digest-store.ts'
export { lostLink } from './link-mails.ts'
export { chooseAddress, mailTo } from './mail-store.ts'
export { type NoticeKinds, noticeMails } from './mails.ts'
export { mailChoices } from './routes.tsx'
export { notify } from './store.ts'
