import { beforeAll, describe, expect, test } from 'vitest'
import { anActivity } from '../../../test/builders.ts'
import { wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { inOrder, transactionTypeOf } from './rules.ts'
import { moneyOf } from './store.ts'

let world: World

describe('the money of an activity', () => {
  let publicId = ''
  beforeAll(async () => {
    world = await aWorld()
    const paid = (type: string, currency: string | null, value: string, happened_on: string | null = null) => ({
      type,
      currency,
      value,
      happened_on,
    })
    const activity = await anActivity(world.db, {
      currency: 'KES',
      transactions: [
        paid('3', 'USD', '0.1', '2024-05-01'),
        paid('3', 'USD', '0.2', '2024-01-15'),
        paid('3', 'EUR', '1000.5'),
        paid('3', null, '-20'),
        paid('2', 'USD', '12345678901234567890.01', '2023-12-31'),
        paid('77', 'USD', '5'),
      ],
      budgets: [
        { type: 1, status: 2, currency: 'USD', value: '100', starts_on: '2024-01-01', ends_on: '2024-12-31' },
        { type: 1, status: 2, currency: 'USD', value: '50', starts_on: '2025-01-01', ends_on: '2025-12-31' },
        { type: 2, status: 1, currency: 'USD', value: '70' },
      ],
    })
    publicId = activity.publicId
  })

  test('is summed by type and currency, exactly, and never converted', async () => {
    const { transactions } = await moneyOf(world.db, publicId)
    expect(transactions).toEqual([
      { type: '2', currency: 'USD', value: '12345678901234567890.01', count: 1, first: '2023-12-31', last: '2023-12-31' },
      { type: '3', currency: 'EUR', value: '1000.5', count: 1, first: null, last: null },
      { type: '3', currency: 'KES', value: '-20', count: 1, first: null, last: null },
      { type: '3', currency: 'USD', value: '0.3', count: 2, first: '2024-01-15', last: '2024-05-01' },
      { type: '77', currency: 'USD', value: '5', count: 1, first: null, last: null },
    ])
  })

  test('has its budgets apart', async () => {
    const { budgets } = await moneyOf(world.db, publicId)
    expect(budgets).toEqual([
      { type: 1, status: 2, currency: 'USD', value: '150', count: 2, first: '2024-01-01', last: '2025-12-31' },
      { type: 2, status: 1, currency: 'USD', value: '70', count: 1, first: null, last: null },
    ])
  })

  test('stands on its page in words', async () => {
    const text = wordsOf(await world.read(`/en/activities/${publicId}`))
    expect(text).toContain('Disbursement 1,001\u00a0EUR 1 transaction not stated'.replace('\u00a0', ' '))
    expect(text).toContain('Transactions of type 77 5 USD 1 transaction not stated')
    expect(text).toContain('Original budget committed 150 USD 1 January 2024 to 31 December 2025')
    expect(text).toContain('Revised budget indicative 70 USD not stated')
  })
})

test('sums stand in the order in which money goes its way', () => {
  const sum = (type: string, currency: string | null = 'USD') => ({ type, currency, value: '1', count: 1, first: null, last: null })
  const ordered = inOrder([sum('99'), sum('4'), sum('3', 'USD'), sum('3', 'EUR'), sum('3', null), sum('1'), sum('2'), sum('13')])
  expect(ordered.map(({ type, currency }) => `${type} ${currency}`)).toEqual([
    '13 USD',
    '2 USD',
    '1 USD',
    '3 null',
    '3 EUR',
    '3 USD',
    '4 USD',
    '99 USD',
  ])
})

test.each([
  ['1', 'incomingFunds'],
  ['13', 'incomingPledge'],
  ['14', null],
  ['toString', null],
])('transactions of type %s', (code, type) => expect(transactionTypeOf(code)).toBe(type))
