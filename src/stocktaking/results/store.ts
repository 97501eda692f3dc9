/** The results of an activity. */
import type { Database } from '../../platform/db.ts'
import { groupBy } from '../../platform/groups.ts'
import { prepared } from '../../platform/preparing.ts'
import type { StocktakingTables } from '../tables.ts'
import { type Indicator, MOST_ROWS, type Period, type Result } from './rules.ts'

type Db = Database<StocktakingTables>

/** One more than fits: then it shows that there are more. */
const ENOUGH = MOST_ROWS + 1

/** The results of an activity (by its public identifier), in the order of its record; `first`: no more than a page can show. */
export async function resultsOf(db: Db, publicId: string, how: 'first' | 'all'): Promise<Result[]> {
  const id = db.selectFrom('stocktaking.activity').select('id').where('public_id', '=', publicId)
  const limited = how === 'first'
  const [results, indicators, periods] = await Promise.all([
    db
      .selectFrom('stocktaking.activity_result')
      .modifyFront(prepared)
      .select(['position', 'type', 'title', 'language'])
      .where('activity_id', '=', id)
      .orderBy('position')
      .$if(limited, (query) => query.limit(ENOUGH))
      .execute(),
    db
      .selectFrom('stocktaking.activity_indicator')
      .modifyFront(prepared)
      .select(['result_position as result', 'position', 'measure', 'ascending', 'title', 'language'])
      .select(['baseline_year as baselineYear', 'baseline_value as baselineValue'])
      .where('activity_id', '=', id)
      .orderBy('result_position')
      .orderBy('position')
      .$if(limited, (query) => query.limit(ENOUGH))
      .execute(),
    db
      .selectFrom('stocktaking.activity_period')
      .modifyFront(prepared)
      .select(['result_position as result', 'indicator_position as indicator'])
      .select(['starts_on as startsOn', 'ends_on as endsOn', 'target', 'actual'])
      .where('activity_id', '=', id)
      .orderBy('result_position')
      .orderBy('indicator_position')
      .orderBy('position')
      .$if(limited, (query) => query.limit(ENOUGH))
      .execute(),
  ])
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
