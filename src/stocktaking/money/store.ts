/** Sums of the money of an activity, made by the database: its decimals stay exact, and a thousand transactions are a few rows. */
import { sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import { prepared } from '../../platform/preparing.ts'
import type { StocktakingTables } from '../tables.ts'
import { inOrder, type Money } from './rules.ts'

/** What the transactions and the budgets of an activity (by its public identifier) add up to. An amount that names no currency is in the activity's. */
export async function moneyOf(db: Database<StocktakingTables>, publicId: string): Promise<Money> {
  const { rows } = await sql<Money>`${prepared}
    select
      (select coalesce(json_agg(sums), '[]') from (
        select type, coalesce(paid.currency, activity.currency) as currency, sum(value)::text as value, count(*) as count,
          min(happened_on) as first, max(happened_on) as last
        from stocktaking.activity_transaction paid where activity_id = activity.id group by 1, 2
      ) sums) as transactions,
      (select coalesce(json_agg(sums), '[]') from (
        select type, status, coalesce(planned.currency, activity.currency) as currency, sum(value)::text as value, count(*) as count,
          min(starts_on) as first, max(ends_on) as last
        from stocktaking.activity_budget planned where activity_id = activity.id group by 1, 2, 3 order by 1, 2, 3
      ) sums) as budgets
    from stocktaking.activity where public_id = ${publicId}
  `.execute(db)
  const { transactions, budgets } = rows[0] ?? { transactions: [], budgets: [] }
  return { transactions: inOrder(transactions), budgets }
}
