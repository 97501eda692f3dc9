export { ContactLines, ContactLinks } from './pages.tsx'
export { contacts } from './routes.tsx'
export type { Contact } from './rules.ts'
export { mayGiveContact } from './store.ts'
