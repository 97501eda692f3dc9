/** What the rest of the stocktaking may use of codes and their names. */
export { seedCodeNames } from './seed.ts'
