/** An activity at a glance: state, dates, places, sectors and goals. */
import type { Child } from 'hono/jsx'
import type { View } from '../../platform/i18n.ts'
import { GoalName } from '../../ui/goal.tsx'
import { Name } from '../../ui/text.tsx'
import { strings } from '../strings.ts'
import { type Activity, isGoal, LONGEST_LIST, type Planned, type Sector } from './rules.ts'

type Props = { view: View; activity: Activity }

export function Facts({ view, activity }: Props) {
  const t = view.words(strings)
  const { reporter, status, scope, countries, sectors, goals } = activity
  return (
    <aside class="stack" aria-label={t('atAGlance')}>
      <dl class="facts">
        {reporter && (
          <Fact name={t('reportedBy')}>
            <a href={view.to(`/stakeholders/${reporter.publicId}`)}>
              <Name {...reporter} />
            </a>
            {reporter.secondary && <div class="soft small">{t('secondaryReporter')}</div>}
          </Fact>
        )}
        {status && <Fact name={t('status')}>{t(status)}</Fact>}
        <Day view={view} name={t('start')} date={activity.start} />
        <Day view={view} name={t('end')} date={activity.end} />
        {countries.length > 0 && (
          <Fact name={t('countries')}>
            <Shares view={view} entries={countries.map((country) => ({ ...country, path: `/countries/${country.code.toLowerCase()}` }))} />
          </Fact>
        )}
        <Regions view={view} activity={activity} />
        <Places view={view} activity={activity} />
        {scope !== null && <Fact name={t('scope')}>{t(scopeName(scope))}</Fact>}
        <Sectors view={view} sectors={sectors.filter((sector) => !isGoal(sector))} />
        {goals.length > 0 && (
          <Fact name={t('goals')}>
            <List entries={goals.map((goal) => <GoalName {...goal} />)} />
          </Fact>
        )}
      </dl>
    </aside>
  )
}

/** One entry of a list of facts. */
export function Fact({ name, children }: { name: string; children: unknown }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function List({ entries }: { entries: readonly Child[] }) {
  return (
    <ul class="plain">
      {entries.map((entry) => (
        <li>{entry}</li>
      ))}
    </ul>
  )
}

/** The day it happened, and the day it was planned for where that is another or all that is known. */
function Day({ view, name, date }: { view: View; name: string; date: Planned }) {
  const t = view.words(strings)
  const { planned, actual } = date
  if (planned === null && actual === null) return null
  return (
    <Fact name={name}>
      {actual && <div>{view.date(actual)}</div>}
      {planned && planned !== actual && <div class={actual ? 'soft' : undefined}>{t('planned', { date: view.date(planned) })}</div>}
    </Fact>
  )
}

/** `path`: of its page, where it has one. */
type Share = { name: string; percentage: string | null; path?: string }

/** With the share of the money that goes there, where it is stated and not the whole. */
function Shares({ view, entries }: { view: View; entries: readonly Share[] }) {
  const t = view.words(strings)
  return (
    <List
      entries={entries.map(({ name, percentage, path }) => (
        <>
          {path === undefined ? name : <a href={view.to(path)}>{name}</a>}
          {percentage !== null && Number(percentage) < 100 && (
            <>
              {' '}
              <span class="soft">{t('percent', { number: view.number(Number(percentage), { digits: 2 }) })}</span>
            </>
          )}
        </>
      ))}
    />
  )
}

function Regions({ view, activity }: Props) {
  const t = view.words(strings)
  if (activity.regions.length === 0) return null
  const entries = activity.regions.slice(0, LONGEST_LIST).map(({ vocabulary, code, name, percentage }) => {
    const coded = vocabulary === '1' ? t('regionOfDac', { code }) : t('regionOfOwn', { code })
    return { name: name ?? coded, percentage }
  })
  return (
    <Fact name={t('regions')}>
      <Shares view={view} entries={entries} />
    </Fact>
  )
}

function Places({ view, activity }: Props) {
  const t = view.words(strings)
  const { places } = activity
  if (places.length === 0) return null
  return (
    <Fact name={t('places')}>
      <List
        entries={places.slice(0, LONGEST_LIST).map(({ name, latitude, longitude }) => (
          <>
            {name && <Name text={name} />}{' '}
            {latitude !== null && longitude !== null && (
              <bdi dir="ltr" class="soft small num">{`${latitude.toFixed(3)}, ${longitude.toFixed(3)}`}</bdi>
            )}
          </>
        ))}
      />
      {places.length > LONGEST_LIST && <p class="soft">{t('moreInFiles')}</p>}
    </Fact>
  )
}

const SCOPES = [
  'scopeGlobal',
  'scopeRegional',
  'scopeMultinational',
  'scopeNational',
  'scopeProvinces',
  'scopeProvince',
  'scopeMunicipality',
  'scopePlace',
] as const

/** In the order of IATI's ActivityScope, which begins with 1. */
function scopeName(code: number) {
  return SCOPES[code - 1] ?? 'notStated'
}

function Sectors({ view, sectors }: { view: View; sectors: readonly Sector[] }) {
  const t = view.words(strings)
  if (sectors.length === 0) return null
  return (
    <Fact name={t('sectors')}>
      <List
        entries={sectors.slice(0, LONGEST_LIST).map((sector) => (
          <>
            {sector.name && <Name text={sector.name} />} <span class="soft small">{codeOf(view, sector)}</span>
          </>
        ))}
      />
      {sectors.length > LONGEST_LIST && <p class="soft">{t('moreInFiles')}</p>}
    </Fact>
  )
}

/** A code alone says nothing: it stands with the list that it is of. */
function codeOf(view: View, { vocabulary, code }: Sector): string {
  const t = view.words(strings)
  if (vocabulary === '1' || vocabulary === '2') return t('sectorOfDac', { code })
  if (vocabulary === '98' || vocabulary === '99') return t('sectorOfOwn', { code })
  return t('sectorOfVocabulary', { code, vocabulary })
}
