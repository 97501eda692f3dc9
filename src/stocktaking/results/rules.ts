/** What came of an activity: results, their indicators, and periods with a target and an actual value. */

/** `type` is IATI ResultType: 1 output, 2 outcome, 3 impact, 9 other. */
export type Result = { type: number | null; title: string | null; language: string | null; indicators: Indicator[] }

/** `measure` is IATI IndicatorMeasure: 1 unit, 2 percentage, 3 nominal, 4 ordinal, 5 qualitative. Values are as written. */
export type Indicator = {
  measure: number | null
  ascending: boolean
  title: string | null
  language: string | null
  baselineYear: number | null
  baselineValue: string | null
  periods: Period[]
}

/** Days are `YYYY-MM-DD`. */
export type Period = { startsOn: string | null; endsOn: string | null; target: string | null; actual: string | null }

/** How many rows the table of results has at most; the others are left to the files. */
export const MOST_ROWS = 60

/** The first results that fit into the table, whole indicators only, and whether any were left out. */
export function fitting(results: readonly Result[], most = MOST_ROWS): { results: Result[]; more: boolean } {
  let room = most
  const kept: Result[] = []
  for (const result of results) {
    const indicators = result.indicators.filter((indicator) => {
      room -= Math.max(1, indicator.periods.length)
      return room >= 0
    })
    if (indicators.length < result.indicators.length)
      return { results: indicators.length > 0 ? [...kept, { ...result, indicators }] : kept, more: true }
    kept.push(result)
  }
  return { results: kept, more: false }
}

/** A value that is a plain number, as one; null for a qualitative one. */
export function numberIn(value: string): number | null {
  return /^\s*[+-]?(\d{1,15}(\.\d*)?|\.\d+)\s*$/.test(value) ? Number(value) : null
}
