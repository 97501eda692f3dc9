export type { Goal } from './rules.ts'
export { seedGoals } from './seed.ts'
export { goalsOf, listGoals } from './store.ts'
