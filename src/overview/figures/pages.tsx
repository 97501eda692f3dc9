/** Figures of a part of the stocktaking, as parts of a page. */

import type { Line } from '../../framework/index.ts'
import type { View } from '../../platform/i18n.ts'
import { addressOf, type Filters, type Places } from '../../stocktaking/index.ts'
import { Badge } from '../../ui/badge.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Files } from '../../ui/files.tsx'
import { GoalName } from '../../ui/goal.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { Name } from '../../ui/text.tsx'
import { type Figures, inOrder, type Organisation } from './rules.ts'
import { strings } from './strings.ts'

type Props = { view: View; figures: Figures }

/** `lines`: on how many of how many lines there is something; left out where the part is a line itself. */
export function Summary({ view, figures, lines }: Props & { lines?: { n: number; all: number } }) {
  const t = view.words(strings)
  const { activities, counted, since } = figures
  const organisations = counted.organisation.length
  return (
    <dl class="figures">
      <Figure value={view.number(activities)} label={t('activitiesOnRecord', { n: activities })} />
      <Figure value={view.number(organisations)} label={t('organisations', { n: organisations })} />
      {lines && <Figure value={view.number(lines.n)} label={t('linesOf', lines)} />}
      {since !== null && <Figure value={String(since)} label={t('sinceYear')} />}
    </dl>
  )
}

/** Who has the most, how many, since when; `onLines`: and on which lines. */
export function Busiest({ view, figures, onLines = false }: Props & { onLines?: boolean }) {
  const t = view.words(strings)
  const { busiest, counted, filters } = figures
  if (busiest.length === 0) return null
  const all = counted.organisation.length
  return (
    <section class="stack">
      <h2>{t('busiest')}</h2>
      <table class="rows">
        <caption>{t('busiestCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('organisation')}</th>
            <th scope="col">{t('activities')}</th>
            {onLines && <th scope="col">{t('lines')}</th>}
          </tr>
        </thead>
        <tbody>
          {busiest.map((organisation) => (
            <OrganisationRow view={view} organisation={organisation} filters={filters} onLines={onLines} />
          ))}
        </tbody>
      </table>
      {all > busiest.length && (
        <p>
          <a href={view.to(addressOf({ filters }, 1, '/stocktaking/values/organisation'))}>{t('allOrganisations', { n: all })}</a>
        </p>
      )}
    </section>
  )
}

type RowProps = { view: View; organisation: Organisation; filters: Filters; onLines: boolean }

function OrganisationRow({ view, organisation, filters, onLines }: RowProps) {
  const { publicId, name, language, activities, since, lines } = organisation
  return (
    <tr>
      <th scope="row">
        <a href={view.to(`/stakeholders/${publicId}`)}>
          <Name text={name} language={language} />
        </a>
      </th>
      <td class="once">
        <Since view={view} count={activities} since={since} filters={{ ...filters, organisation: [publicId] }} />
      </td>
      {onLines && (
        <td>
          <Badges view={view} lines={lines} />
        </td>
      )}
    </tr>
  )
}

type SinceProps = { view: View; count: number; since: number | null; filters: Filters }

/** How many since when, leading to these. */
export function Since({ view, count, since, filters }: SinceProps) {
  const t = view.words(strings)
  const activities = <a href={view.to(addressOf({ filters }))}>{t('activitiesOf', { n: count })}</a>
  if (since === null) return activities
  return <Sentence text={t('activitiesSince', { activities: slot(0), year: String(since) })} parts={[activities]} />
}

/** More than these are counted, not shown. */
const LINES_SHOWN = 3

function Badges({ view, lines }: { view: View; lines: readonly Line[] }) {
  const more = lines.length - LINES_SHOWN
  return (
    <>
      {lines.slice(0, LINES_SHOWN).map((line) => (
        <>
          <Badge line={line} href={view.to(`/lines/${line.slug}`)} />{' '}
        </>
      ))}
      {more > 0 && <span class="soft small">{view.words(strings)('moreLines', { n: more })}</span>}
    </>
  )
}

/** The goals that records name, with how many do. */
export function GoalsServed({ view, figures, goals }: Props & { goals: Places['goals'] }) {
  const t = view.words(strings)
  const { counted, filters } = figures
  if (counted.sdg.length === 0) return null
  return (
    <section class="stack">
      <h2>{t('goals')}</h2>
      <ul class="counts">
        {inOrder(counted.sdg).map(({ key, count }) => (
          <li>
            <span>
              <GoalName code={key} title={goals.find(({ code }) => code === key)?.title ?? null} />
            </span>{' '}
            <a class="num" href={view.to(addressOf({ filters: { ...filters, sdg: [key] } }))}>
              {view.number(count)}
            </a>
          </li>
        ))}
      </ul>
      <p class="soft small">{t('goalsNote')}</p>
    </section>
  )
}

/** The figures as files below the address of the page, and what they are of as the files of the stocktaking. */
export function Away({ view, path, filters }: { view: View; path: string; filters: Filters }) {
  const t = view.words(strings)
  return (
    <div>
      <Files view={view} path={path} types={['csv', 'json', 'atom']} label={t('theseFigures')} />
      <Files
        view={view}
        path="/stocktaking"
        query={addressOf({ filters }, 1, '')}
        types={['csv', 'json', 'xml']}
        label={t('activitiesAll')}
      />
    </div>
  )
}
