/** Activities as entries of a list. There are twenty on a page that is asked for all the time: as templates they cost a fraction of what they do as elements. */
import { html, raw } from 'hono/html'
import type { Html } from '../../platform/http.ts'
import type { View } from '../../platform/i18n.ts'
import { badge } from '../../ui/badge.tsx'
import { attributesOf, marked } from '../../ui/text.tsx'
import { strings } from '../strings.ts'
import type { Hit, HitLine } from './rules.ts'

type Heading = 'h3' | 'h4'

/** Activities as entries of a list; their titles are headings of the level below what they stand under. */
export function Hits({ view, hits, heading = 'h3' }: { view: View; hits: readonly Hit[]; heading?: Heading }) {
  return <ul class="list">{hits.map((hit) => entryOf(view, hit, heading))}</ul>
}

function entryOf(view: View, hit: Hit, heading: Heading): Html {
  const { publicId, title, description } = hit
  const [open, close] = HEADINGS[heading]
  return html`<li class="hit">${linesOf(view, hit)}${open}<a href="${view.to(`/activities/${publicId}`)}"${attributesOf(title.language)}>${marked(title)}</a>${close}${
    description && html`<p${attributesOf(description.language)}>${marked(description)}</p>`
  }<ul class="meta">${factsOf(view, hit)}</ul></li>`
}
const HEADINGS = { h3: [raw('<h3>'), raw('</h3>')], h4: [raw('<h4>'), raw('</h4>')] } as const

/** What a suggestion is based on stands on the page of the activity; here, that it is one. */
function linesOf(view: View, { lines }: Hit): Html | null {
  if (lines.length === 0) return null
  const t = view.words(strings)
  const badgeOf = (line: HitLine) => html`${badge({ line, href: view.to(`/lines/${line.slug}`) })} `
  const suggested = lines.filter(({ basis }) => basis === 'suggested')
  return html`<div>${lines.filter(({ basis }) => basis === 'stated').map(badgeOf)}${
    suggested.length > 0 && html`<span class="tag">${t('suggestedTag')}</span> `
  }${suggested.map(badgeOf)}</div>`
}

/** More countries than these are counted, not named. */
const COUNTRIES_NAMED = 3

function factsOf(view: View, { organisation, countries, year, yearBasis, status, roles }: Hit): (Html | null | false)[] {
  const t = view.words(strings)
  const item = (text: string | number) => html`<li>${text}</li>`
  const more = countries.length - COUNTRIES_NAMED
  return [
    organisation && html`<li><bdi${attributesOf(organisation.language)}>${marked(organisation)}</bdi></li>`,
    ...countries.slice(0, COUNTRIES_NAMED).map(item),
    more > 0 && item(t('moreCountries', { n: more })),
    year !== null && html`<li class="num">${yearBasis === 'award' ? t('prizeOf', { year: String(year) }) : year}</li>`,
    status && item(t(status)),
    ...roles.map((role) => item(t(role))),
  ]
}
