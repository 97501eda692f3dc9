/** All countries and regions, as they lie in each other, with how many activities each has. */
import type { View } from '../../platform/i18n.ts'
import { Layout } from '../../ui/layout.tsx'
import { type Figures, type PlaceName, pathOf } from '../figures/index.ts'
import type { Shelf } from './rules.ts'
import { strings } from './strings.ts'

type Props = { view: View; shelves: readonly Shelf[]; found: number; counted: Pick<Figures['counted'], 'country' | 'region'> }

export function PlacesPage({ view, shelves, found, counted }: Props) {
  const t = view.words(strings)
  const counts = {
    country: new Map(counted.country.map(({ key, count }) => [key, count])),
    region: new Map(counted.region.map(({ key, count }) => [key, count])),
  }
  const countOf = ({ facet, key }: PlaceName) => counts[facet].get(key) ?? 0
  return (
    <Layout view={view} title={t('countries')} description={t('countriesDescription')} part="countries">
      <div class="stack">
        <h1>{t('countries')}</h1>
        <p class="lead">{t('countriesLead', { n: found, countries: counted.country.length })}</p>
      </div>
      <div class="shelves">
        {shelves.map((shelf) => (
          <ShelfSection view={view} shelf={shelf} countOf={countOf} />
        ))}
      </div>
    </Layout>
  )
}

const HEADINGS = ['h2', 'h3', 'h4'] as const

type ShelfProps = { view: View; shelf: Shelf; countOf: (place: PlaceName) => number }

function ShelfSection({ view, shelf: { region, depth, countries }, countOf }: ShelfProps) {
  const Heading = HEADINGS[depth] ?? 'h4'
  return (
    <section>
      <Heading>{region ? <Counted view={view} place={region} count={countOf(region)} /> : view.words(strings)('elsewhere')}</Heading>
      {countries.length > 0 && (
        <ul class="counts many">
          {countries.map((country) => (
            <li>
              <Counted view={view} place={country} count={countOf(country)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Counted({ view, place, count }: { view: View; place: PlaceName; count: number }) {
  return (
    <>
      <a href={view.to(pathOf(place))}>{place.name}</a> <span class="num soft">{view.number(count)}</span>
    </>
  )
}
