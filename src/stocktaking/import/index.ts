export { type ImportSettings, importCommand } from './command.ts'
export { type Item, importActivities } from './pipeline.ts'
export { Report } from './report.ts'
export { type Import, readCodes } from './store.ts'
