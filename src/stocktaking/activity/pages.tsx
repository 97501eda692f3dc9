/** The page of one activity: what it is, on which lines and why, with whom, what came of it, and where all of that is from. */
import { SourceLink } from '../../framework/index.ts'
import type { View } from '../../platform/i18n.ts'
import { stakeholderWords, WithdrawLink } from '../../stakeholders/index.ts'
import { Badge } from '../../ui/badge.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { Name } from '../../ui/text.tsx'
import { firstWords } from '../hits/index.ts'
import { type Money, MoneyTables } from '../money/index.ts'
import { type Result, ResultsTable } from '../results/index.ts'
import { strings } from '../strings.ts'
import { Facts } from './facts-pages.tsx'
import { type Activity, type ActivityLine, type ActivityText, inReadingOrder, LONGEST_LIST, partnersOf } from './rules.ts'
import { projectPage } from './schema-org.ts'
import { Provenance } from './source-pages.tsx'
import { Texts } from './texts-pages.tsx'

type Props = { view: View; activity: Activity; money: Money; results: readonly Result[] }

export function ActivityPage({ view, activity, money, results }: Props) {
  const t = view.words(strings)
  const texts = inReadingOrder(activity.texts, view.language)
  const title = texts[0]?.title ?? activity.identifier
  const head = { name: firstWords(title, LONGEST_HEAD), ...described(texts) }
  const paid = money.transactions.length + money.budgets.length > 0
  return (
    <Layout view={view} title={head.name} {...described(texts)} part="stocktaking" jsonLd={projectPage(view, activity, head)}>
      <div class="stack">
        <h1>
          <Name text={title} language={texts[0]?.language ?? 'und'} />
        </h1>
        <Notes view={view} activity={activity} />
        <div class="side">
          <div class="stack">
            <Texts view={view} texts={texts} />
            <Lines view={view} activity={activity} />
            <Partners view={view} activity={activity} />
            {results.length > 0 && (
              <Section title={t('results')}>
                <ResultsTable view={view} results={results} />
              </Section>
            )}
            {paid && (
              <Section title={t('money')}>
                <MoneyTables view={view} money={money} />
              </Section>
            )}
            <Provenance view={view} activity={activity} />
          </div>
          <Facts view={view} activity={activity} />
        </div>
        <WithdrawLink view={view} path={`/activities/${activity.publicId}`} />
      </div>
    </Layout>
  )
}

/** How much of a title or a description stands in the head of the page, where search engines read it; in characters. */
const LONGEST_HEAD = 150

function described(texts: readonly ActivityText[]) {
  const description = texts.find((text) => text.description)?.description
  return description ? { description: firstWords(description, LONGEST_HEAD) } : {}
}

function Section({ title, children }: { title: string; children: unknown }) {
  return (
    <section class="stack">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** What a reader must know before anything else: that all we know of it is a prize. */
function Notes({ view, activity }: { view: View; activity: Activity }) {
  const t = view.words(strings)
  const { source, year, yearBasis } = activity
  return (
    <>
      {yearBasis === 'award' && year !== null && source && (
        <p class="note">
          <Sentence text={t('prizeWinner', { year: String(year), source: slot(0) })} parts={[<SourceLink view={view} source={source} />]} />
        </p>
      )}
    </>
  )
}

function Lines({ view, activity }: { view: View; activity: Activity }) {
  const t = view.words(strings)
  if (activity.lines.length === 0)
    return (
      <Section title={t('lines')}>
        <p>{t('noLines')}</p>
      </Section>
    )
  return (
    <Section title={t('lines')}>
      <ul class="list">
        {activity.lines.map((line) => (
          <li>
            <Badge line={line} href={view.to(`/lines/${line.slug}`)} named /> <Basis view={view} line={line} activity={activity} />
          </li>
        ))}
      </ul>
      {activity.lines.some(({ basis }) => basis === 'suggested') && <p class="soft small">{t('suggestionsExplained')}</p>}
    </Section>
  )
}

/** Who says that it is on the line; where nobody does, why it is suggested. */
function Basis({ view, line, activity }: { view: View; line: ActivityLine; activity: Activity }) {
  const t = view.words(strings)
  if (line.basis === 'stated') return <span>{activity.origin === 'plan' ? t('statedBySource') : t('statedByReporter')}</span>
  const named = activity.sectors.find(({ code }) => code === line.sector)?.name
  const sector = <bdi>{named ? `${line.sector} ${named}` : line.sector}</bdi>
  if (line.word === null) return <Sentence text={t('suggestedBySector', { sector: slot(0) })} parts={[sector]} />
  const parts = [sector, <bdi>{line.word}</bdi>]
  return <Sentence text={t('suggestedBySectorAndWord', { sector: slot(0), word: slot(1) })} parts={parts} />
}

function Partners({ view, activity }: { view: View; activity: Activity }) {
  const t = view.words(strings)
  const type = view.words(stakeholderWords)
  const partners = partnersOf(activity.participants)
  if (partners.length === 0) return null
  return (
    <Section title={t('partners')}>
      <table class="rows">
        <caption class="hidden">{t('partners')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('organisation')}</th>
            <th scope="col">{t('roles')}</th>
            <th scope="col">{t('organisationType')}</th>
          </tr>
        </thead>
        <tbody>
          {partners.slice(0, LONGEST_LIST).map((partner) => (
            <tr>
              <th scope="row">
                {partner.publicId ? (
                  <a href={view.to(`/stakeholders/${partner.publicId}`)}>
                    <Name text={partner.name} language={partner.language} />
                  </a>
                ) : (
                  <Name text={partner.name} language={partner.language} />
                )}
              </th>
              <td>
                {partner.roles.length > 0 ? (
                  partner.roles.map((role) => (
                    <>
                      <span class="tag">{t(role)}</span>{' '}
                    </>
                  ))
                ) : (
                  <span class="soft">{t('notStated')}</span>
                )}
              </td>
              <td class="soft">{type(partner.type)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {partners.length > LONGEST_LIST && <p class="soft">{t('moreInFiles')}</p>}
    </Section>
  )
}
