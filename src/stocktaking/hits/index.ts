/** What the rest of the stocktaking, and other slices through it, may use of activities as entries of a list. */
export { hitsOf, type Tables } from './page-store.ts'
export { Hits } from './pages.tsx'
export {
  type Found,
  firstWords,
  type Hit,
  type MarkedText,
  ROLES,
  type Role,
  roleOf,
  SEARCHED_OF_DESCRIPTION,
  SHOWN_OF_DESCRIPTION,
  STATUSES,
  type Status,
  statusOf,
  type Text,
} from './rules.ts'
export { activitiesOf } from './store.ts'
