/** What the rest of the stocktaking, and other slices through it, may use of activities as entries of a list. */
export { Hits } from './pages.tsx'
export { type Found, firstWords, ROLES, type Role, roleOf, STATUSES, type Status, statusOf, type Text } from './rules.ts'
export { type Activities, activitiesOf, currentActivities, list, onLines, type Tables } from './store.ts'
