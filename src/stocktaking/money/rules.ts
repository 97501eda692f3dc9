/** The money of an activity: what its transactions and budgets add up to, by type and currency. Nothing is converted. */

/** By IATI's TransactionType. */
const TRANSACTION_TYPES = {
  '1': 'incomingFunds',
  '2': 'outgoingCommitment',
  '3': 'disbursement',
  '4': 'expenditure',
  '5': 'interestPayment',
  '6': 'loanRepayment',
  '7': 'reimbursement',
  '8': 'purchaseOfEquity',
  '9': 'saleOfEquity',
  '10': 'creditGuarantee',
  '11': 'incomingCommitment',
  '12': 'outgoingPledge',
  '13': 'incomingPledge',
} as const
export type TransactionType = (typeof TRANSACTION_TYPES)[keyof typeof TRANSACTION_TYPES]

export function transactionTypeOf(code: string): TransactionType | null {
  return isTransactionType(code) ? TRANSACTION_TYPES[code] : null
}

function isTransactionType(code: string): code is keyof typeof TRANSACTION_TYPES {
  return Object.hasOwn(TRANSACTION_TYPES, code)
}

/** What transactions of one type and currency add up to. `value` is a decimal; days are `YYYY-MM-DD`. */
export type TransactionSum = {
  type: string
  currency: string | null
  value: string
  count: number
  first: string | null
  last: string | null
}

/** `type` is IATI BudgetType (1 original, 2 revised), `status` BudgetStatus (1 indicative, 2 committed). */
export type BudgetSum = {
  type: number | null
  status: number | null
  currency: string | null
  value: string
  count: number
  first: string | null
  last: string | null
}

export type Money = { transactions: TransactionSum[]; budgets: BudgetSum[] }

/** Pledges and commitments before what was paid, what comes in before what goes out; types that IATI does not know stand last. */
const ORDER = ['13', '12', '11', '2', '1', '3', '4', '5', '6', '7', '8', '9', '10']

export function inOrder(sums: readonly TransactionSum[]): TransactionSum[] {
  const place = ({ type }: TransactionSum) => (ORDER.includes(type) ? ORDER.indexOf(type) : ORDER.length)
  return [...sums].sort((a, b) => place(a) - place(b) || compare(a.type, b.type) || compare(a.currency ?? '', b.currency ?? ''))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
