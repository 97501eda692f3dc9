/** The results of an activity as one table: what was to be reached and what was. */
import type { View } from '../../platform/i18n.ts'
import { Name } from '../../ui/text.tsx'
import { firstWords } from '../hits/index.ts'
import { strings } from '../strings.ts'
import { fitting, type Indicator, numberIn, type Period, type Result } from './rules.ts'

/** Some write a report where a name is meant; in characters. The files have the whole of it. */
const LONGEST_NAME = 280

type Props = { view: View; results: readonly Result[] }

/** Says when it does not show all; the page that has it links to the files. */
export function ResultsTable({ view, results }: Props) {
  const t = view.words(strings)
  const shown = fitting(results)
  return (
    <>
      <section class="scroll" aria-label={t('results')} tabindex={0}>
        <table>
          <caption>{t('resultsCaption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('indicator')}</th>
              <th scope="col" class="num">
                {t('baseline')}
              </th>
              <th scope="col">{t('period')}</th>
              <th scope="col" class="num">
                {t('target')}
              </th>
              <th scope="col" class="num">
                {t('actual')}
              </th>
            </tr>
          </thead>
          {shown.results.map((result) => (
            <ResultRows view={view} result={result} />
          ))}
        </table>
      </section>
      {shown.more && <p class="soft">{t('moreInFiles')}</p>}
    </>
  )
}

function ResultRows({ view, result }: { view: View; result: Result }) {
  const t = view.words(strings)
  return (
    <tbody>
      <tr>
        <th colspan={5} scope="rowgroup">
          <span class="tag">{t(resultKind(result.type))}</span>{' '}
          {result.title && <Name text={firstWords(result.title, LONGEST_NAME)} language={result.language ?? 'und'} />}
        </th>
      </tr>
      {result.indicators.map((indicator) => (
        <IndicatorRows view={view} indicator={indicator} />
      ))}
    </tbody>
  )
}

function resultKind(type: number | null) {
  if (type === 1) return 'output'
  if (type === 2) return 'outcome'
  return type === 3 ? 'impact' : 'result'
}

/** A row for each period; the indicator stands before all of its. */
function IndicatorRows({ view, indicator }: { view: View; indicator: Indicator }) {
  const [first, ...others] = indicator.periods
  const rows = Math.max(1, indicator.periods.length)
  return (
    <>
      <tr>
        <th scope="row" rowspan={rows}>
          <IndicatorName view={view} indicator={indicator} />
        </th>
        <td class="num" rowspan={rows}>
          <Baseline view={view} indicator={indicator} />
        </td>
        <PeriodCells view={view} period={first} measure={indicator.measure} />
      </tr>
      {others.map((period) => (
        <tr>
          <PeriodCells view={view} period={period} measure={indicator.measure} />
        </tr>
      ))}
    </>
  )
}

function IndicatorName({ view, indicator }: { view: View; indicator: Indicator }) {
  const t = view.words(strings)
  return (
    <>
      {indicator.title ? <Name text={firstWords(indicator.title, LONGEST_NAME)} language={indicator.language ?? 'und'} /> : t('indicator')}
      {!indicator.ascending && <span class="soft small"> {t('lessIsBetter')}</span>}
    </>
  )
}

function Baseline({ view, indicator }: { view: View; indicator: Indicator }) {
  const { baselineValue, baselineYear, measure } = indicator
  return (
    <>
      <Value view={view} value={baselineValue} measure={measure} />
      {baselineYear !== null && <span class="soft"> ({baselineYear})</span>}
    </>
  )
}

function PeriodCells({ view, period, measure }: { view: View; period: Period | undefined; measure: number | null }) {
  return (
    <>
      <td>{period && dates(view, period)}</td>
      <td class="num">{period && <Value view={view} value={period.target} measure={measure} />}</td>
      <td class="num">{period && <Value view={view} value={period.actual} measure={measure} />}</td>
    </>
  )
}

function dates(view: View, { startsOn, endsOn }: Period): string {
  if (startsOn && endsOn) return view.words(strings)('fromTo', { from: view.date(startsOn), to: view.date(endsOn) })
  const only = startsOn ?? endsOn
  return only ? view.date(only) : ''
}

/** A number in the reader's way of writing; words as they were written; a dash where nothing was. */
function Value({ view, value, measure }: { view: View; value: string | null; measure: number | null }) {
  if (value === null) return <span class="soft">–</span>
  const number = numberIn(value)
  if (number === null) return <Name text={firstWords(value, LONGEST_NAME)} />
  const written = view.number(number, { digits: 2 })
  return <>{measure === 2 ? view.words(strings)('percent', { number: written }) : written}</>
}
