export type { Country } from './rules.ts'
export { seedGeography } from './seed.ts'
export { listCountries } from './store.ts'
