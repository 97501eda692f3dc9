export { readRows } from './reader.ts'
