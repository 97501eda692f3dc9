/** The list of activities: its form of filters, the filters in force, and the entries. */
import type { View } from '../../platform/i18n.ts'
import { Layout } from '../../ui/layout.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { type Found, firstWords, Hits, STATUSES } from '../hits/index.ts'
import { strings } from '../strings.ts'
import { type Asked, addressOf, type Choices, FIELDS, type Field, type Filters, pagesOf, type Refusal, without } from './rules.ts'

type Props = {
  view: View
  choices: Choices
  asked: Asked
  /** Null where what was asked has no meaning. */
  result: Found | null
  all: { activities: number; organisations: number; countries: number }
}

export function StocktakingPage({ view, choices, asked, result, all }: Props) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('stocktaking')} description={t('stocktakingDescription')} part="stocktaking">
      <div class="stack">
        <h1>{t('stocktaking')}</h1>
        <p class="lead num">{t('inAll', all)}</p>
        {asked.refused?.field === 'page' && <RefusedNote view={view} refused={asked.refused} />}
        <FilterForm view={view} choices={choices} filters={asked.filters} refused={asked.refused} />
        {result && <Results view={view} choices={choices} asked={asked} result={result} />}
      </div>
    </Layout>
  )
}

/** Why nothing is listed; it stands beside the field that it is about. */
function RefusedNote({ view, refused }: { view: View; refused: Refusal }) {
  const t = view.words(strings)
  const { field, typed } = refused
  return (
    <p class="field-error" role="alert" id="refused">
      <Sentence text={t(`${field}Unknown`, { typed: slot(0) })} parts={[<bdi>{firstWords(typed, 60)}</bdi>]} />
    </p>
  )
}

type FormProps = { view: View; choices: Choices; filters: Filters; refused: Refusal | null }

function FilterForm({ view, choices, filters, refused }: FormProps) {
  const t = view.words(strings)
  return (
    <form class="filters" action={view.to('/stocktaking')}>
      {FIELDS.map((field) => (
        <div class="field">
          <label for={field}>{t(field)}</label>
          {refused?.field === field && <RefusedNote view={view} refused={refused} />}
          <select id={field} name={field} {...(refused?.field === field ? REFUSED : {})}>
            <option value="">{t(`${field}Any`)}</option>
            {optionsOf(view, field, choices, filters).map(({ value, label }) => (
              <option value={value} selected={value === filters[field]}>
                {label}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button type="submit">{t('show')}</button>
    </form>
  )
}

/** Ties a field to the sentence that says what is wrong with it. */
const REFUSED = { 'aria-describedby': 'refused', 'aria-invalid': 'true' } as const

type Option = { value: string; label: string }

/** Of countries and years those that have an activity, and the one that is chosen. */
function optionsOf(view: View, field: Field, { lines, countries, used }: Choices, filters: Filters): Option[] {
  const t = view.words(strings)
  if (field === 'line') return lines.map((line) => ({ value: line.slug, label: `${line.code} ${line.shortTitle}` }))
  if (field === 'status') return STATUSES.map((status) => ({ value: status, label: t(status) }))
  if (field === 'country') {
    return countries
      .filter(({ code }) => used.countries.has(code) || code.toLowerCase() === filters.country)
      .map(({ code, name }) => ({ value: code.toLowerCase(), label: name }))
  }
  const years = new Set([...used.years.map(String), ...(filters.year ? [filters.year] : [])])
  return [...years]
    .sort()
    .reverse()
    .map((year) => ({ value: year, label: year }))
}

type ResultProps = { view: View; choices: Choices; asked: Asked; result: Found }

function Results({ view, choices, asked, result }: ResultProps) {
  const t = view.words(strings)
  const { filters, page } = asked
  return (
    <>
      <h2 class="num">{t('found', { n: result.found })}</h2>
      <Chips view={view} choices={choices} filters={filters} />
      {result.found === 0 ? (
        <NothingFound view={view} filtered={Object.keys(filters).length > 0} />
      ) : (
        <Hits view={view} hits={result.hits} />
      )}
      <Pagination view={view} page={page} pages={pagesOf(result.found)} to={(other) => view.to(addressOf(filters, other))} />
    </>
  )
}

/** The filters in force, each a link to the list without it. */
function Chips({ view, choices, filters }: Omit<FormProps, 'refused'>) {
  const t = view.words(strings)
  const inForce = FIELDS.flatMap((field) => {
    const chosen = optionsOf(view, field, choices, filters).find(({ value }) => value === filters[field])
    return chosen ? [{ field, label: chosen.label }] : []
  })
  if (inForce.length === 0) return null
  return (
    <ul class="chips">
      {inForce.map(({ field, label }) => (
        <li>
          <a href={view.to(addressOf(without(filters, field)))}>
            <span class="hidden">{t('takeOff')}</span> {label} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function NothingFound({ view, filtered }: { view: View; filtered: boolean }) {
  const t = view.words(strings)
  if (!filtered) return <p>{t('nothingYet')}</p>
  return (
    <p>
      {t('nothingFound')} <a href={view.to('/stocktaking')}>{t('showAll')}</a>
    </p>
  )
}
