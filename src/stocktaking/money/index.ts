/** What the rest of the stocktaking may use of the money. */
export { MoneyTables } from './pages.tsx'
export { type Money, transactionTypeOf } from './rules.ts'
export { moneyOf } from './store.ts'
