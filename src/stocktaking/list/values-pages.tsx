/** All values of a facet, on a page of their own: of a list, each leads to that list with it chosen. */
import type { View } from '../../platform/i18n.ts'
import { Layout } from '../../ui/layout.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { Name } from '../../ui/text.tsx'
import type { Facet } from '../facets/index.ts'
import { strings as words } from '../strings.ts'
import { FACET_WORDS } from './facets-pages.tsx'
import { type Asked, addressOf, type FacetValue, withValue } from './rules.ts'
import { strings } from './strings.ts'

type Props = { view: View; asked: Asked; facet: Facet; values: readonly FacetValue[]; pages: number }

export function ValuesPage({ view, asked, facet, values, pages }: Props) {
  const t = view.words(strings)
  const title = t('valuesOf', { facet: t(FACET_WORDS[facet]) })
  return (
    <Layout view={view} title={title} part="stocktaking">
      <div class="stack">
        <h1>{title}</h1>
        <p>
          <a href={view.to(addressOf(asked))}>{view.words(words)('stocktaking')}</a>
        </p>
        <ul class="plain">
          {values.map(({ key, label, language, count }) => (
            <li>
              <a href={view.to(addressOf(withValue(asked, facet, key)))}>{language ? <Name text={label} language={language} /> : label}</a>{' '}
              <span class="num soft">{view.number(count)}</span>
            </li>
          ))}
        </ul>
        <Pagination
          view={view}
          page={asked.page}
          pages={pages}
          to={(page) => view.to(addressOf(asked, page, `/stocktaking/values/${facet}`))}
        />
      </div>
    </Layout>
  )
}
