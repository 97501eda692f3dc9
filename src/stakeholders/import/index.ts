export { importStakeholders } from './command.ts'
