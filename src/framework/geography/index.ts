export type { Country, Region } from './rules.ts'
export { seedGeography } from './seed.ts'
export { listCountries, listRegions } from './store.ts'
