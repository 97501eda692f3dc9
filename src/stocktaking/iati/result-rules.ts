/** Results: what was to come of it and what came, by indicator and period. Of several baselines, targets or actuals the first. */
import { dayOf } from './money-rules.ts'
import { nameIn } from './narrative-rules.ts'
import type { ActivityIndicator, ActivityResult } from './rules.ts'
import { attribute, child, children, type Element } from './tree.ts'
import { booleanOf, integerOf, lineOf } from './value-rules.ts'

export function resultsOf(record: Element): ActivityResult[] {
  return children(record, 'result').map((result) => ({
    type: integerOf(attribute(result, 'type'), 1, 32767),
    ...titleOf(result, record),
    indicators: children(result, 'indicator').map((indicator) => indicatorOf(indicator, record)),
  }))
}

function indicatorOf(indicator: Element, record: Element): ActivityIndicator {
  const baseline = child(indicator, 'baseline')
  return {
    measure: integerOf(attribute(indicator, 'measure'), 1, 32767),
    ascending: booleanOf(attribute(indicator, 'ascending')) ?? true,
    ...titleOf(indicator, record),
    baselineYear: baseline === undefined ? null : integerOf(attribute(baseline, 'year'), 1900, 2200),
    baselineValue: writtenValue(baseline),
    periods: children(indicator, 'period').map(periodOf),
  }
}

function periodOf(period: Element): ActivityIndicator['periods'][number] {
  return {
    startsOn: dayOf(period, 'period-start'),
    endsOn: dayOf(period, 'period-end'),
    target: writtenValue(child(period, 'target')),
    actual: writtenValue(child(period, 'actual')),
  }
}

function titleOf(element: Element, record: Element): { title: string | null; language: string | null } {
  const title = nameIn(child(element, 'title'), record)
  return { title: title?.text ?? null, language: title?.language ?? null }
}

/** Text: that of a qualitative indicator is no number. */
function writtenValue(element: Element | undefined): string | null {
  return lineOf((element && attribute(element, 'value')) ?? '')
}
