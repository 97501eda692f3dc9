export { readPositions } from './reader.ts'
export type { Country, Positions, Region } from './rules.ts'
export { seedGeography } from './seed.ts'
export { listCountries, listRegions } from './store.ts'
