/** The results of an activity. */
import { sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import { groupBy } from '../../platform/groups.ts'
import { prepared } from '../../platform/preparing.ts'
import type { StocktakingTables } from '../tables.ts'
import { type Indicator, MOST_ROWS, type Period, type Result } from './rules.ts'

/** One more than fits: then it shows that there are more. */
const ENOUGH = { first: sql.lit(MOST_ROWS + 1), all: sql`all` } as const

type Rows = { results: ResultRow[]; indicators: IndicatorRow[]; periods: PeriodRow[] }

/** The results of an activity (by its public identifier), in the order of its record; `first`: no more than a page can show. */
export async function resultsOf(db: Database<StocktakingTables>, publicId: string, how: 'first' | 'all'): Promise<Result[]> {
  const enough = ENOUGH[how]
  const { rows } = await sql<Rows>`${prepared}
    select
      (select coalesce(json_agg(result), '[]') from (
        select position, type, title, language
        from stocktaking.activity_result where activity_id = activity.id order by position limit ${enough}
      ) result) as results,
      (select coalesce(json_agg(indicator), '[]') from (
        select result_position as result, position, measure, ascending, title, language,
          baseline_year as "baselineYear", baseline_value as "baselineValue"
        from stocktaking.activity_indicator where activity_id = activity.id order by result_position, position limit ${enough}
      ) indicator) as indicators,
      (select coalesce(json_agg(period), '[]') from (
        select result_position as result, indicator_position as indicator, starts_on as "startsOn", ends_on as "endsOn", target, actual
        from stocktaking.activity_period where activity_id = activity.id
        order by result_position, indicator_position, position limit ${enough}
      ) period) as periods
    from stocktaking.activity where public_id = ${publicId}
  `.execute(db)
  const { results, indicators, periods } = rows[0] ?? { results: [], indicators: [], periods: [] }
  return nested(results, indicators, periods)
}

type ResultRow = Omit<Result, 'indicators'> & { position: number }
type IndicatorRow = Omit<Indicator, 'periods'> & { result: number; position: number }
type PeriodRow = Period & { result: number; indicator: number }

function nested(results: readonly ResultRow[], indicators: readonly IndicatorRow[], periods: readonly PeriodRow[]): Result[] {
  const periodsOf = groupBy(periods, ({ result, indicator }) => `${result}.${indicator}`)
  const indicatorsOf = groupBy(indicators, ({ result }) => result)
  return results.map(({ position, ...result }) => ({
    ...result,
    indicators: (indicatorsOf.get(position) ?? []).map(({ result: _, position: place, ...indicator }) => ({
      ...indicator,
      periods: (periodsOf.get(`${position}.${place}`) ?? []).map(({ startsOn, endsOn, target, actual }) => ({
        startsOn,
        endsOn,
        target,
        actual,
      })),
    })),
  }))
}
