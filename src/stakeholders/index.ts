/** What other slices may use of the stakeholders. Everything else in this folder is private. */
export { actingMails } from './acting-mails.ts'
export { actsFor, mayActFor } from './acting-store.ts'
export { stakeholdersApi } from './api.ts'
export { namesOf, stakeholdersInPieces } from './api-store.ts'
export type { Trace } from './behalf-rules.ts'
export { awaiting, confirmEntry, enterOnBehalf, lockEntry, settleEntry, traceOf } from './behalf-store.ts'
export { readSharedDomains } from './domains-seed.ts'
export { settleSilent } from './double-merging-store.ts'
export { DoubleLink } from './double-proposal-pages.tsx'
export { doubleMails } from './doubles-mails.ts'
export { dumpStakeholders } from './dump.ts'
export { stakeholdersAsCsv, stakeholdersAsJson } from './files.ts'
export { forgetInvitations, noteTaken } from './invited-store.ts'
export { stakeholderMails, withdrawnMail } from './mails.ts'
export { knownAs, rowsOf, winnerOf } from './merged-store.ts'
export { WriteLink } from './message-pages.tsx'
export { stakeholderNotices } from './notice-mails.ts'
export { mailTo, mustStay } from './person-store.ts'
export { publishDue } from './publication-store.ts'
export { OwnNameField, RegisterLink, SubmissionNote } from './registration-pages.tsx'
export { oneLine, ownNameIf, type Submission, websiteOf } from './registration-rules.ts'
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
export { findByName, foldMissingNames, named } from './search-store.ts'
export { seedStakeholders } from './seed.ts'
export { findStakeholder, membersOf, mention, stakeholdersByIds } from './store.ts'
export { strings as stakeholderWords } from './strings.ts'
export type { StakeholdersTables } from './tables.ts'
export { EnteredTrace } from './trace-pages.tsx'
export { WithdrawLink, WithdrawnPage, WithdrawPage } from './withdrawal-pages.tsx'
export { WITHDRAWAL_REFUSALS, type Withdrawable, WithdrawalForm, type WithdrawalRefusal } from './withdrawal-rules.ts'
export { mailThoseOf, withdrawable } from './withdrawal-store.ts'
