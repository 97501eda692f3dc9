/** Sums of the money of an activity, made by the database: its decimals stay exact, and a thousand transactions are a few rows. */
import { sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import { prepared } from '../../platform/preparing.ts'
import type { StocktakingTables } from '../tables.ts'
import { inOrder, type Money } from './rules.ts'

type Db = Database<StocktakingTables>

/** What the transactions and the budgets of an activity (by its public identifier) add up to. */
export async function moneyOf(db: Db, publicId: string): Promise<Money> {
  const [transactions, budgets] = await Promise.all([transactionSums(db, publicId), budgetSums(db, publicId)])
  return { transactions: inOrder(transactions), budgets }
}

function transactionSums(db: Db, publicId: string) {
  return db
    .selectFrom('stocktaking.activity_transaction as paid')
    .modifyFront(prepared)
    .innerJoin('stocktaking.activity as activity', 'activity.id', 'paid.activity_id')
    .where('activity.public_id', '=', publicId)
    .select(['paid.type', currency('paid'), sum('paid'), count])
    .select((eb) => [eb.fn.min('paid.happened_on').as('first'), eb.fn.max('paid.happened_on').as('last')])
    .groupBy(['paid.type', currency('paid').expression])
    .execute()
}

function budgetSums(db: Db, publicId: string) {
  return db
    .selectFrom('stocktaking.activity_budget as planned')
    .modifyFront(prepared)
    .innerJoin('stocktaking.activity as activity', 'activity.id', 'planned.activity_id')
    .where('activity.public_id', '=', publicId)
    .select(['planned.type', 'planned.status', currency('planned'), sum('planned'), count])
    .select((eb) => [eb.fn.min('planned.starts_on').as('first'), eb.fn.max('planned.ends_on').as('last')])
    .groupBy(['planned.type', 'planned.status', currency('planned').expression])
    .orderBy('planned.type')
    .orderBy('planned.status')
    .orderBy(currency('planned').expression)
    .execute()
}

/** An amount that names no currency is in the activity's. */
const currency = (table: 'paid' | 'planned') =>
  sql<string | null>`coalesce(${sql.ref(`${table}.currency`)}, activity.currency)`.as('currency')
const sum = (table: 'paid' | 'planned') => sql<string>`sum(${sql.ref(`${table}.value`)})::text`.as('value')
const count = sql<number>`count(*)::int`.as('count')
