/** The money of an activity as tables of sums. */
import type { View } from '../../platform/i18n.ts'
import { strings } from '../strings.ts'
import { type BudgetSum, type Money, type TransactionSum, transactionTypeOf } from './rules.ts'

export function MoneyTables({ view, money }: { view: View; money: Money }) {
  return (
    <>
      {money.transactions.length > 0 && <TransactionTable view={view} sums={money.transactions} />}
      {money.budgets.length > 0 && <BudgetTable view={view} sums={money.budgets} />}
    </>
  )
}

function TransactionTable({ view, sums }: { view: View; sums: readonly TransactionSum[] }) {
  const t = view.words(strings)
  return (
    <table class="rows">
      <caption>{t('transactionsCaption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('transactionType')}</th>
          <th scope="col" class="num">
            {t('amount')}
          </th>
          <th scope="col" class="num">
            {t('transactionsCounted')}
          </th>
          <th scope="col">{t('period')}</th>
        </tr>
      </thead>
      <tbody>
        {sums.map((sum) => (
          <tr>
            <th scope="row">{transactionName(view, sum.type)}</th>
            <td class="num">{amount(view, sum)}</td>
            <td class="num">{t('transactionsOf', { n: sum.count })}</td>
            <td>{period(view, sum)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function transactionName(view: View, code: string): string {
  const t = view.words(strings)
  const type = transactionTypeOf(code)
  return type ? t(type) : t('transactionOfType', { code })
}

function BudgetTable({ view, sums }: { view: View; sums: readonly BudgetSum[] }) {
  const t = view.words(strings)
  return (
    <table class="rows">
      <caption>{t('budgetsCaption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('budget')}</th>
          <th scope="col" class="num">
            {t('amount')}
          </th>
          <th scope="col">{t('period')}</th>
        </tr>
      </thead>
      <tbody>
        {sums.map((sum) => (
          <tr>
            <th scope="row">
              {sum.type === 2 ? t('budgetRevised') : t('budgetOriginal')}
              {sum.status !== null && <span class="soft"> {sum.status === 2 ? t('budgetCommitted') : t('budgetIndicative')}</span>}
            </th>
            <td class="num">{amount(view, sum)}</td>
            <td>{period(view, sum)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function amount(view: View, { value, currency }: { value: string; currency: string | null }): string {
  if (currency !== null) return view.amount(Number(value), currency)
  return view.words(strings)('noCurrency', { amount: view.number(Number(value)) })
}

function period(view: View, { first, last }: { first: string | null; last: string | null }): string {
  if (first === null && last === null) return view.words(strings)('notStated')
  if (first === last || first === null || last === null) return view.date(first ?? last ?? '')
  return view.words(strings)('fromTo', { from: view.date(first), to: view.date(last) })
}
