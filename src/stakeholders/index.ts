/** What other slices may use of the stakeholders. Everything else in this folder is private. */
export { stakeholdersApi } from './api.ts'
export { namesOf, stakeholdersInPieces } from './api-store.ts'
export { readSharedDomains } from './domains-seed.ts'
export { dumpStakeholders } from './dump.ts'
export { stakeholdersAsCsv, stakeholdersAsJson } from './files.ts'
export { forgetInvitations, noteTaken } from './invited-store.ts'
export { stakeholderMails, withdrawnMail } from './mails.ts'
export { publishDue } from './publication-store.ts'
export { RegisterLink, SubmissionNote } from './registration-pages.tsx'
export type { Submission } from './registration-rules.ts'
export { submissionOf } from './registration-store.ts'
export { RepresentLink } from './representative-pages.tsx'
export { endOfErased } from './representative-store.ts'
export { stakeholderRoutes } from './routes.tsx'
export {
  foldedName,
  type Kind,
  type Member,
  type Mentioned,
  publicIdOf,
  STAKEHOLDER_TYPES,
  type Stakeholder,
  type StakeholderType,
} from './rules.ts'
export { findByName, foldMissingNames } from './search-store.ts'
export { seedStakeholders } from './seed.ts'
export { findStakeholder, listStakeholders, membersOf, mention, type StakeholderList } from './store.ts'
export { strings as stakeholderWords } from './strings.ts'
export type { StakeholdersTables } from './tables.ts'
export { WithdrawLink, WithdrawnPage, WithdrawPage } from './withdrawal-pages.tsx'
export { WITHDRAWAL_REFUSALS, type Withdrawable, WithdrawalForm, type WithdrawalRefusal } from './withdrawal-rules.ts'
export { mailThoseOf, withdrawable } from './withdrawal-store.ts'
