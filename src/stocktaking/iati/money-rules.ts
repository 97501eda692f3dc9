/** Budgets and transactions. One without an amount that is a decimal is left out. */
import type { ActivityRecord } from './rules.ts'
import { attribute, child, children, type Element, textOf } from './tree.ts'
import { codeOf, currencyOf, dateOf, decimalOf, integerOf } from './value-rules.ts'

type Budget = ActivityRecord['budgets'][number]
type Transaction = ActivityRecord['transactions'][number]

export function budgetsOf(record: Element): Budget[] {
  return children(record, 'budget')
    .map(budgetOf)
    .filter((one) => one !== null)
}

export function budgetOf(element: Element): Budget | null {
  const amount = amountOf(element)
  if (amount === null) return null
  return {
    type: integerOf(attribute(element, 'type'), 1, 32767),
    status: integerOf(attribute(element, 'status'), 1, 32767),
    startsOn: dayOf(element, 'period-start'),
    endsOn: dayOf(element, 'period-end'),
    ...amount,
  }
}

export function transactionsOf(record: Element): Transaction[] {
  return children(record, 'transaction')
    .map(transactionOf)
    .filter((one) => one !== null)
}

export function transactionOf(element: Element): Transaction | null {
  const kind = child(element, 'transaction-type')
  const type = kind === undefined ? null : codeOf(attribute(kind, 'code'))
  const amount = amountOf(element)
  return type === null || amount === null ? null : { type, happenedOn: dayOf(element, 'transaction-date'), ...amount }
}

function amountOf(element: Element): { valueOn: string | null; currency: string | null; value: string } | null {
  const written = child(element, 'value')
  const value = written === undefined ? null : decimalOf(textOf(written))
  if (written === undefined || value === null) return null
  return { valueOn: dateOf(attribute(written, 'value-date')), currency: currencyOf(attribute(written, 'currency')), value }
}

/** The day that a child of that name gives. */
export function dayOf(element: Element, name: string): string | null {
  const found = child(element, name)
  return found === undefined ? null : dateOf(attribute(found, 'iso-date'))
}
