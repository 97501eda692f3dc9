/** What a list can be narrowed down by: a choice of values for each facet, with how many activities have each. */
import { html, raw } from 'hono/html'
import type { View } from '../../platform/i18n.ts'
import { attributesOf, Name } from '../../ui/text.tsx'
import { FACETS, type Facet } from '../facets/index.ts'
import { addressOf, type Choice, type FacetValue, isFiltered, withoutValue, withoutWords } from './rules.ts'
import { strings } from './strings.ts'
import type { Offer, Offered } from './values.ts'

export const FACET_WORDS = {
  line: 'facetLine',
  country: 'facetCountry',
  region: 'facetRegion',
  scope: 'facetScope',
  type: 'facetType',
  organisation: 'facetOrganisation',
  status: 'facetStatus',
  sdg: 'facetSdg',
  year: 'facetYear',
} as const

/** The form of the page that the choices belong to. */
export const SEARCH_FORM = 'search'

type Props = { view: View; choice: Choice; offer: Offer }

/** Each facet unfolds; those that are in use are unfolded. */
export function Facets({ view, choice, offer }: Props) {
  const t = view.words(strings)
  const offered = FACETS.filter((facet) => offer[facet].values.length > 0)
  if (offered.length === 0) return null
  return (
    <section class="facets" id="narrow" aria-labelledby="narrow-title">
      <h2 id="narrow-title">{t('narrow')}</h2>
      {offered.map((facet, index) => (
        <FacetChoice view={view} choice={choice} facet={facet} offered={offer[facet]} open={index < 2} />
      ))}
      <button type="submit" form={SEARCH_FORM}>
        {t('narrow')}
      </button>
    </section>
  )
}

type ChoiceProps = { view: View; choice: Choice; facet: Facet; offered: Offered; open: boolean }

function FacetChoice({ view, choice, facet, offered: { values, total }, open }: ChoiceProps) {
  const t = view.words(strings)
  return (
    <details open={open || values.some(({ chosen }) => chosen)}>
      <summary>{t(FACET_WORDS[facet])}</summary>
      <fieldset>
        <legend class="hidden">{t(FACET_WORDS[facet])}</legend>
        {values.map((value) => choiceOf(view, facet, value))}
      </fieldset>
      {total > values.length && <a href={view.to(addressOf(choice, 1, `/stocktaking/values/${facet}`))}>{t('allValues', { n: total })}</a>}
    </details>
  )
}

/** There are more than a hundred on a page: as a template each costs a fraction of what it does as elements. */
function choiceOf(view: View, facet: Facet, { key, label, language, count, chosen, depth = 0 }: FacetValue) {
  const name = language === undefined ? html`<span>${label}</span>` : html`<bdi${attributesOf(language)}>${label}</bdi>`
  const checked = chosen ? raw(' checked=""') : ''
  return html`<label class="in-${Math.min(depth, 3)}"><input type="checkbox" form="${SEARCH_FORM}" name="${facet}" value="${key}"${checked}/> ${name} <span class="num soft">${view.number(count)}</span></label>`
}

function Label({ value: { label, language } }: { value: FacetValue }) {
  return language === undefined ? <span>{label}</span> : <Name text={label} language={language} />
}

type ChipsProps = Props & {
  /** The address of the list without one of them. */
  to?: (choice: Choice) => string
}

/** What was chosen, each a link to the list without it. */
export function Chips({ view, choice, offer, to = addressOf }: ChipsProps) {
  const t = view.words(strings)
  if (choice.q === '' && !isFiltered(choice)) return null
  return (
    <ul class="chips" aria-label={t('chosen')}>
      {choice.q !== '' && (
        <li>
          <a href={view.to(to(withoutWords(choice)))}>
            <span class="hidden">{t('takeOffSearch')}</span> <Name text={choice.q} /> <span aria-hidden="true">×</span>
          </a>
        </li>
      )}
      {FACETS.flatMap((facet) =>
        offer[facet].values
          .filter(({ chosen }) => chosen)
          .map((value) => (
            <li>
              <a href={view.to(to(withoutValue(choice, facet, value.key)))}>
                <span class="hidden">{t('tryFewer')}: </span>
                <Label value={value} /> <span aria-hidden="true">×</span>
              </a>
            </li>
          )),
      )}
    </ul>
  )
}
