/** Budgets and transactions. */
import { budgetOf, children, codeOf, dateOf, type Element, integerOf, transactionOf } from '../iati/index.ts'
import { align, type Draft } from './draft.ts'
import type { Budget, Transaction } from './held.ts'

export function sayBudgets(draft: Draft, rows: readonly Budget[]): void {
  const stated = children(draft.record, 'budget').filter((one) => budgetOf(one) !== null)
  align(draft, draft.record, { name: 'budget', stated, rows, say: (element, row) => sayBudget(draft, element, row) })
}

function sayBudget(draft: Draft, element: Element, row: Budget): void {
  draft.say(element, 'type', row.type, smallCode)
  draft.say(element, 'status', row.status, smallCode)
  draft.sayIn(element, 'period-start', 'iso-date', row.startsOn, dateOf)
  draft.sayIn(element, 'period-end', 'iso-date', row.endsOn, dateOf)
  draft.sayMoney(element, row)
}

export function sayTransactions(draft: Draft, rows: readonly Transaction[]): void {
  const stated = children(draft.record, 'transaction').filter((one) => transactionOf(one) !== null)
  align(draft, draft.record, { name: 'transaction', stated, rows, say: (element, row) => sayTransaction(draft, element, row) })
}

function sayTransaction(draft: Draft, element: Element, row: Transaction): void {
  draft.sayIn(element, 'transaction-type', 'code', row.type, codeOf)
  draft.sayIn(element, 'transaction-date', 'iso-date', row.happenedOn, dateOf)
  draft.sayMoney(element, row)
}

/** A code of a short list, as a column holds it. */
export function smallCode(written: string | undefined): number | null {
  return integerOf(written, 1, 32767)
}
