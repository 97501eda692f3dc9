/** The lines of the plan: who facilitates each, how much is on record, and where there is nothing. */
import { type Listed, labelOf } from '../../facilitation/index.ts'
import type { Line } from '../../framework/index.ts'
import type { View } from '../../platform/i18n.ts'
import type { LineCount } from '../../stocktaking/index.ts'
import { Badge } from '../../ui/badge.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { Name } from '../../ui/text.tsx'
import { Grid, type GridRow } from '../figures/index.ts'
import { strings } from '../strings.ts'
import type { LineEntry } from './rules.ts'
import { strings as own } from './strings.ts'

type Props = { view: View; entries: readonly LineEntry[]; grid: readonly GridRow[] }

export function LinesPage({ view, entries, grid }: Props) {
  const t = view.words(strings)
  const working = entries.filter(({ line }) => line.kind === 'working').length
  return (
    <Layout view={view} title={t('lines')} description={t('linesDescription', { n: working })} part="lines">
      <div class="stack">
        <h1>{t('lines')}</h1>
        <p class="lead">{t('linesLead', { n: working })}</p>
        <LineTable view={view} entries={entries} caption={t('linesCaption')} />
        <Grid view={view} rows={grid} lines={entries.map(({ line }) => line)} />
        <p>
          <a href={view.to('/countries')}>{view.words(own)('allPlaces')}</a>
        </p>
      </div>
    </Layout>
  )
}

export function LineTable({ view, entries, caption }: { view: View; entries: readonly LineEntry[]; caption: string }) {
  const t = view.words(strings)
  return (
    <table class="rows">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('line')}</th>
          <th scope="col">{t('focalPoint')}</th>
          <th scope="col">{t('facilitators')}</th>
          <th scope="col">{t('activities')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <LineRow view={view} entry={entry} />
        ))}
      </tbody>
    </table>
  )
}

/** C7 is a heading: what stands in its row is that of its eight, which follow. */
function LineRow({ view, entry }: { view: View; entry: LineEntry }) {
  const t = view.words(strings)
  const { line, listed, count } = entry
  const heading = line.kind === 'heading'
  return (
    <tr>
      <th scope="row">
        <Badge line={line} href={view.to(`/lines/${line.slug}`)} /> <Title view={view} line={line} />
      </th>
      <td>{heading ? '' : <FocalPoint view={view} listed={listed} />}</td>
      <td>{heading ? <span class="soft">{t('headingOf')}</span> : t('facilitatorsCounted', { n: listed.length })}</td>
      <td>
        <Counted view={view} count={count} />
      </td>
    </tr>
  )
}

/** What says that an activity is on the line stands apart: a suggestion is no statement. */
function Counted({ view, count }: { view: View; count: LineCount }) {
  const t = view.words(strings)
  return (
    <>
      {count.stated > 0 && <div>{t('stated', { n: count.stated })}</div>}
      {count.suggested > 0 && <div class="soft">{t('suggested', { n: count.suggested })}</div>}
      {count.stated + count.suggested === 0 && <span class="soft">{t('noActivities')}</span>}
    </>
  )
}

/** The badges of the eight of C7 say their titles already. A title that nobody has seen in an official text is marked. */
function Title({ view, line }: { view: View; line: Line }) {
  return (
    <>
      {!(line.parentSlug && line.title === line.shortTitle) && (
        <a href={view.to(`/lines/${line.slug}`)}>
          <Name text={line.title} language={line.titleLanguage} />
        </a>
      )}
      <Unverified view={view} mark={line.mark} />
    </>
  )
}

/** A title that nobody has seen in an official text is marked. */
export function Unverified({ view, mark }: { view: View; mark: Line['mark'] }) {
  if (mark !== 'unverified') return null
  return (
    <>
      {' '}
      <span class="tag">{view.words(strings)('titleUnverified')}</span>
    </>
  )
}

function FocalPoint({ view, listed }: { view: View; listed: readonly Listed[] }) {
  const t = view.words(strings)
  const found = listed.find(({ focalPoint }) => focalPoint !== null)
  if (!found) return <span class="soft">{t('noFocalPoint')}</span>
  const who = (
    <a href={view.to(`/stakeholders/${found.stakeholder.publicId}`)}>
      <Name text={labelOf(found.stakeholder)} language={found.stakeholder.nameLanguage} />
    </a>
  )
  return found.focalPoint === 'confirmed' ? who : <Sentence text={t('provisional', { who: slot(0) })} parts={[who]} />
}
