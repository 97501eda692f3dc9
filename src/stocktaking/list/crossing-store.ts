/** How often values of two facets meet: lines in regions, organisations in years. */
import type { FrameworkTables } from '../../framework/index.ts'
import type { Database } from '../../platform/db.ts'
import type { StakeholdersTables } from '../../stakeholders/index.ts'
import type { Filters, Register, Values } from '../facets/index.ts'
import type { StocktakingTables } from '../tables.ts'

type Db = Database<FrameworkTables & StakeholdersTables & StocktakingTables>

/** Of the activities that match the filters, how many have both of each two values: a row for each key of `one`, in their order. */
export async function crossActivities(db: Db, register: Register, filters: Filters, one: Values, other: Values): Promise<number[][]> {
  const columns = await register.facets.current(db)
  return columns.crossed(columns.select(filters), one, other)
}
