/** Activities as entries of a list. */
import type { View } from '../../platform/i18n.ts'
import { Badge } from '../../ui/badge.tsx'
import { Marked, textIn } from '../../ui/text.tsx'
import { strings } from '../strings.ts'
import type { Hit, HitLine } from './rules.ts'

/** Activities as entries of a list; their titles are headings of the level below what they stand under. */
export function Hits({ view, hits, heading = 'h3' }: { view: View; hits: readonly Hit[]; heading?: 'h3' | 'h4' }) {
  return (
    <ul class="list">
      {hits.map((hit) => (
        <HitEntry view={view} hit={hit} heading={heading} />
      ))}
    </ul>
  )
}

function HitEntry({ view, hit, heading: Heading }: { view: View; hit: Hit; heading: 'h3' | 'h4' }) {
  const { title, description } = hit
  return (
    <li class="hit">
      <HitLines view={view} hit={hit} />
      <Heading>
        <a href={view.to(`/activities/${hit.publicId}`)} {...textIn(title.language)}>
          <Marked {...title} />
        </a>
      </Heading>
      {description && (
        <p {...textIn(description.language)}>
          <Marked {...description} />
        </p>
      )}
      <HitFacts view={view} hit={hit} />
    </li>
  )
}

/** What a suggestion is based on stands on the page of the activity; here, that it is one. */
function HitLines({ view, hit }: { view: View; hit: Hit }) {
  const t = view.words(strings)
  if (hit.lines.length === 0) return null
  const suggested = hit.lines.filter(({ basis }) => basis === 'suggested')
  return (
    <div>
      {hit.lines
        .filter(({ basis }) => basis === 'stated')
        .map((line) => (
          <BadgeAndSpace view={view} line={line} />
        ))}
      {suggested.length > 0 && <span class="tag">{t('suggestedTag')}</span>}{' '}
      {suggested.map((line) => (
        <BadgeAndSpace view={view} line={line} />
      ))}
    </div>
  )
}

function BadgeAndSpace({ view, line }: { view: View; line: HitLine }) {
  return (
    <>
      <Badge line={line} href={view.to(`/lines/${line.slug}`)} />{' '}
    </>
  )
}

/** More countries than these are counted, not named. */
const COUNTRIES_NAMED = 3

function HitFacts({ view, hit }: { view: View; hit: Hit }) {
  const t = view.words(strings)
  const { organisation, countries, year, yearBasis, status, roles } = hit
  const more = countries.length - COUNTRIES_NAMED
  return (
    <ul class="meta">
      {organisation && (
        <li>
          <bdi {...textIn(organisation.language)}>
            <Marked {...organisation} />
          </bdi>
        </li>
      )}
      {countries.slice(0, COUNTRIES_NAMED).map((country) => (
        <li>{country}</li>
      ))}
      {more > 0 && <li>{t('moreCountries', { n: more })}</li>}
      {year !== null && <li class="num">{yearBasis === 'award' ? t('prizeOf', { year: String(year) }) : year}</li>}
      {status && <li>{t(status)}</li>}
      {roles.map((role) => (
        <li>{t(role)}</li>
      ))}
    </ul>
  )
}
