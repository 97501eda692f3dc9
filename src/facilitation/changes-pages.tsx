/** What changed in the list between two days, by line and by which source. */
import { type Line, SourceLink } from '../framework/index.ts'
import type { View } from '../platform/i18n.ts'
import { Sentence, slot } from '../ui/sentence.tsx'
import { Beginning, Day, LineTitle, Names } from './pages.tsx'
import type { Change } from './rules.ts'
import { strings } from './strings.ts'

export type Comparison = { from: string; to: string; changes: readonly Change[] }

export function Changes({ view, comparison, lines }: { view: View; comparison: Comparison; lines: readonly Line[] }) {
  const t = view.words(strings)
  const { from, to, changes } = comparison
  const days = { from: view.date(from), to: view.date(to) }
  if (changes.length === 0) return <p class="note">{t('unchanged', days)}</p>
  return (
    <>
      <h2>{t('changes', days)}</h2>
      <table class="rows">
        <caption>{t('changesCaption', { n: changes.length })}</caption>
        <thead>
          <tr>
            {(['line', 'change', 'date', 'source'] as const).map((column) => (
              <th scope="col">{t(column)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[null, ...lines].map((line) => (
            <LineChanges view={view} line={line} changes={changes.filter(({ lineSlug }) => lineSlug === (line?.slug ?? 'plan'))} />
          ))}
        </tbody>
      </table>
    </>
  )
}

/** A row for each change; the line, or the whole plan, heads them all. */
function LineChanges({ view, line, changes }: { view: View; line: Line | null; changes: readonly Change[] }) {
  return (
    <>
      {changes.map((change, index) => (
        <tr>
          {index === 0 && (
            <th scope="row" rowspan={changes.length}>
              {line ? <LineTitle view={view} line={line} /> : view.words(strings)('wholePlan')}
            </th>
          )}
          <ChangeCells view={view} change={change} />
        </tr>
      ))}
    </>
  )
}

const BECAME = {
  named: 'becameNamed',
  proposed: 'becameProposed',
  endorsed: 'becameEndorsed',
  'not-endorsed': 'becameNotEndorsed',
  withdrawn: 'becameWithdrawn',
  provisional: 'becameProvisional',
  confirmed: 'becameConfirmed',
  ended: 'becameEnded',
} as const satisfies Record<Change['became'], string>

function ChangeCells({ view, change }: { view: View; change: Change }) {
  const text = view.words(strings)(BECAME[change.became], { names: slot(0) })
  const [first] = change.mandates
  return (
    <>
      <td>
        <Sentence text={text} parts={[<Names view={view} mandates={change.mandates} />]} />
      </td>
      <td>{change.became === 'ended' ? <Day view={view} day={change.on} /> : first && <Beginning view={view} mandate={first} />}</td>
      <td class="small">
        <SourceLink view={view} source={change.source} />
      </td>
    </>
  )
}
