/** Budgets and transactions. One without an amount that is a decimal is left out. */
import type { ActivityRecord } from './rules.ts'
import { attribute, child, children, type Element, textOf } from './tree.ts'
import { codeOf, currencyOf, dateOf, decimalOf, integerOf } from './value-rules.ts'

export function budgetsOf(record: Element): ActivityRecord['budgets'] {
  const budgets: ActivityRecord['budgets'] = []
  for (const one of children(record, 'budget')) {
    const amount = amountOf(one)
    if (amount === null) continue
    budgets.push({
      type: integerOf(attribute(one, 'type'), 1, 32767),
      status: integerOf(attribute(one, 'status'), 1, 32767),
      startsOn: dayOf(one, 'period-start'),
      endsOn: dayOf(one, 'period-end'),
      ...amount,
    })
  }
  return budgets
}

export function transactionsOf(record: Element): ActivityRecord['transactions'] {
  const transactions: ActivityRecord['transactions'] = []
  for (const one of children(record, 'transaction')) {
    const kind = child(one, 'transaction-type')
    const type = kind === undefined ? null : codeOf(attribute(kind, 'code'))
    const amount = amountOf(one)
    if (type !== null && amount !== null) transactions.push({ type, happenedOn: dayOf(one, 'transaction-date'), ...amount })
  }
  return transactions
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
