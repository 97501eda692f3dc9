/** Results, their indicators and periods. Of several baselines, targets or actuals the first is read. */
import { booleanOf, child, children, dateOf, type Element, integerOf, lineOf } from '../iati/index.ts'
import { align, type Draft, made } from './draft.ts'
import type { Indicator, Period, Result } from './held.ts'
import { smallCode } from './money-rules.ts'
import { isTruth, isYear } from './value-types.ts'

export function sayResults(draft: Draft, rows: readonly Result[]): void {
  const stated = children(draft.record, 'result')
  align(draft, draft.record, { name: 'result', stated, rows, say: (element, row) => sayResult(draft, element, row) })
}

function sayResult(draft: Draft, element: Element, row: Result): void {
  draft.say(element, 'type', row.type, smallCode)
  sayTitle(draft, element, row)
  const stated = children(element, 'indicator')
  align(draft, element, {
    name: 'indicator',
    stated,
    rows: row.indicators ?? [],
    say: (one, indicator) => sayIndicator(draft, one, indicator),
  })
}

function sayIndicator(draft: Draft, element: Element, row: Indicator): void {
  draft.say(element, 'measure', row.measure, smallCode)
  draft.say(element, 'ascending', row.ascending, (written) => booleanOf(written) ?? true, isTruth)
  sayTitle(draft, element, row)
  sayBaseline(draft, element, row)
  const stated = children(element, 'period')
  align(draft, element, { name: 'period', stated, rows: row.periods ?? [], say: (one, period) => sayPeriod(draft, one, period) })
}

function sayTitle(draft: Draft, element: Element, { title, language }: { title: string | null; language: string | null }): void {
  const found = child(element, 'title') ?? (title === null ? undefined : draft.add(element, made('title')))
  if (found) draft.sayName(found, title, language)
}

function sayBaseline(draft: Draft, element: Element, { baselineYear, baselineValue }: Indicator): void {
  const nothing = baselineYear === null && baselineValue === null
  const baseline = child(element, 'baseline') ?? (nothing ? undefined : draft.add(element, made('baseline')))
  if (baseline === undefined) return
  draft.say(baseline, 'year', baselineYear, (written) => integerOf(written, 1900, 2200), isYear)
  draft.say(baseline, 'value', baselineValue, measuredValue)
}

function sayPeriod(draft: Draft, element: Element, { startsOn, endsOn, target, actual }: Period): void {
  draft.sayIn(element, 'period-start', 'iso-date', startsOn, dateOf)
  draft.sayIn(element, 'period-end', 'iso-date', endsOn, dateOf)
  sayMeasured(draft, element, 'target', target)
  sayMeasured(draft, element, 'actual', actual)
}

/** Without a value it stays: it may have a comment, and a later one of the same name must not take its place. */
function sayMeasured(draft: Draft, period: Element, name: 'target' | 'actual', value: string | null): void {
  const found = child(period, name) ?? (value === null ? undefined : draft.add(period, made(name)))
  if (found) draft.say(found, 'value', value, measuredValue)
}

function measuredValue(written: string | undefined): string | null {
  return lineOf(written ?? '')
}
