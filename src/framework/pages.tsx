/** The plan: what is seen of its sources, and the page of what follows up the Summit. */
import type { Child } from 'hono/jsx'
import type { View } from '../platform/i18n.ts'
import { Files } from '../ui/files.tsx'
import { Layout } from '../ui/layout.tsx'
import { Sentence, slot } from '../ui/sentence.tsx'
import { Name } from '../ui/text.tsx'
import { CorrectedNote, type Correction, CorrectLink } from './corrections/index.ts'
import { Figure } from './figure/index.ts'
import { type Level, type LinkKind, type ProcessDate, quarterOf, type RelatedProcess } from './processes/index.ts'
import { SourceLink } from './sources/index.ts'
import { strings } from './strings.ts'

type Props = { view: View; processes: readonly RelatedProcess[]; corrections: readonly Correction[] }

export function FollowUpPage({ view, processes, corrections }: Props) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('followUp')} description={t('followUpDescription')} part="followUp">
      <div class="stack">
        <h1>{t('followUp')}</h1>
        <p class="lead">{t('followUpLead')}</p>
        <p class="note small">{t('followUpLost')}</p>
        <Figure
          processes={processes}
          dir={view.dir}
          words={{
            label: t('figure'),
            scroll: t('figureScroll'),
            key: t('key'),
            level: (level) => t(LEVEL_WORDS[level]),
            link: (kind) => t(LINK_WORDS[kind]),
            paragraph: (paragraph) => t('paragraphShort', { paragraph }),
          }}
        />
        <ProcessTable view={view} processes={processes} corrections={corrections} />
        <Files view={view} path="/follow-up" types={['csv', 'json']} />
      </div>
    </Layout>
  )
}

const LEVEL_WORDS = {
  national: 'levelNational',
  regional: 'levelRegional',
  international: 'levelInternational',
  system: 'levelSystem',
} as const satisfies Record<Level, string>
const LINK_WORDS = { 'reports-to': 'linkReportsTo', feeds: 'linkFeeds', 'part-of': 'linkPartOf' } as const satisfies Record<
  LinkKind,
  string
>

function ProcessTable({ view, processes, corrections }: Props) {
  const t = view.words(strings)
  const titles = new Map(processes.map(({ slug, title }) => [slug, title]))
  return (
    <table class="rows">
      <caption>{t('followUpCaption', { n: processes.length })}</caption>
      <thead>
        <tr>
          {(['process', 'paragraph', 'level', 'date', 'source'] as const).map((column) => (
            <th scope="col">{t(column)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {processes.map((process) => (
          <tr id={process.slug}>
            <th scope="row">
              <strong>
                <Own view={view} process={process} text={process.title} />
              </strong>
              <p class="soft small">
                <Own view={view} process={process} text={process.body} />
              </p>
              <p class="small">
                <Own view={view} process={process} text={process.summary} />
              </p>
              <Links view={view} process={process} titles={titles} />
            </th>
            <td>{t('paragraphShort', { paragraph: process.paragraph })}</td>
            <td>{t(LEVEL_WORDS[process.level])}</td>
            <td>{process.next ? <When view={view} date={process.next} /> : t('dateNone')}</td>
            <td class="small">
              <SourceLink view={view} source={process.source} />
              <CorrectedNote view={view} corrections={corrections.filter(({ subject }) => subject === process.slug)} />
              <CorrectLink view={view} path={`/follow-up/${process.slug}/correct`} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A text of the process, which may be in another language than the page. */
function Own({ view, process, text }: { view: View; process: RelatedProcess; text: string }) {
  return process.language === view.language ? text : <Name text={text} language={process.language} />
}

/** What the links of the figure say, in words. */
function Links({ view, process, titles }: { view: View; process: RelatedProcess; titles: ReadonlyMap<string, string> }) {
  const t = view.words(strings)
  if (process.links.length === 0) return null
  return (
    <ul class="meta">
      {process.links.map(({ to, kind }) => (
        <li>
          <Sentence
            text={t('linkTo', { kind: kind === 'part-of' ? 'partOf' : kind, to: slot(0) })}
            parts={[<a href={`#${to}`}>{titles.get(to) ?? to}</a>]}
          />
        </li>
      ))}
    </ul>
  )
}

function When({ view, date }: { view: View; date: ProcessDate }) {
  const t = view.words(strings)
  const { certainty, past, yearly, on, precision } = date
  const moment: Child = <time datetime={dateTime(date)}>{inWords(view, on, precision)}</time>
  if (yearly) return <Sentence text={t('dateYearly', { date: slot(0) })} parts={[moment]} />
  return <Sentence text={t(past ? 'dateLast' : 'dateNext', { certainty, date: slot(0) })} parts={[moment]} />
}

function inWords(view: View, on: string, precision: ProcessDate['precision']): string {
  const t = view.words(strings)
  if (precision === 'day') return view.date(on)
  if (precision === 'quarter') return t('dateQuarter', { quarter: quarterOf(on), year: view.date(on, 'year') })
  return t('dateIn', { date: view.date(on, precision) })
}

/** As HTML writes a date of this precision; a quarter is none, so its year stands. */
function dateTime({ on, precision }: ProcessDate): string {
  return on.slice(0, { day: 10, month: 7, quarter: 4, year: 4 }[precision])
}
