/** The list of activities: searched, narrowed down, in pages. */
import type { View } from '../../platform/i18n.ts'
import { Files } from '../../ui/files.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { Name } from '../../ui/text.tsx'
import { FACETS } from '../facets/index.ts'
import { firstWords, type Hit, Hits } from '../hits/index.ts'
import { strings as pictureWords } from '../pictures/strings.ts'
import { strings as words } from '../strings.ts'
import { Chips, Facets, SEARCH_FORM } from './facets-pages.tsx'
import { type Asked, addressOf, type Choice, isFiltered, pagesOf, type Refusal, SORTS, type Sort, withoutWords } from './rules.ts'
import { strings } from './strings.ts'
import type { Offer } from './values.ts'

/** What was found: `close` are words of the register that are spelled nearly like those that were typed. */
export type Found = { found: number; hits: readonly Hit[]; offer: Offer; close: readonly { word: string; close: readonly string[] }[] }

/** `result` is null where the question was refused. */
type Props = { view: View; asked: Asked; result: Found | null }

export function StocktakingPage({ view, asked, result }: Props) {
  const t = view.words(words)
  const feed = { title: view.words(strings)('feedTitle'), path: addressOf(asked, 1, '/stocktaking.atom') }
  return (
    <Layout view={view} title={titleOf(view, asked)} description={t('stocktakingDescription')} part="stocktaking" feed={feed}>
      <div class="stack">
        <h1>{t('stocktaking')}</h1>
        {asked.refused && <RefusedNote view={view} refused={asked.refused} />}
        <SearchForm view={view} asked={asked} />
        {result && <Results view={view} asked={asked} result={result} />}
      </div>
    </Layout>
  )
}

function titleOf(view: View, { q }: Choice): string {
  const title = view.words(words)('stocktaking')
  return q === '' ? title : `${firstWords(q, 60)} · ${title}`
}

/** Why nothing is listed, or counted. */
export function RefusedNote({ view, refused: { field, typed } }: { view: View; refused: Refusal }) {
  const t = view.words(strings)
  return (
    <p class="field-error" role="alert" id="refused">
      <Sentence text={t(`${field}Refused`, { typed: slot(0) })} parts={[<bdi>{firstWords(typed, 60)}</bdi>]} />
    </p>
  )
}

/** Ties the field to the sentence that says what is wrong with it. */
const REFUSED = { 'aria-describedby': 'refused search-help', 'aria-invalid': 'true' } as const

/** The choices of the facets below belong to this form too. */
function SearchForm({ view, asked }: { view: View; asked: Asked }) {
  const t = view.words(strings)
  const { q, sort, refused } = asked
  return (
    <search aria-label={t('search')}>
      <form class="search" id={SEARCH_FORM} action={view.to('/stocktaking')}>
        <label for="q">{t('searchWords')}</label>
        <div>
          <input type="search" id="q" name="q" value={q} {...(refused?.field === 'q' ? REFUSED : { 'aria-describedby': 'search-help' })} />
          <button type="submit">{t('search')}</button>
        </div>
        <p class="soft small" id="search-help">
          {t('searchHelp')}
        </p>
        {sort !== 'relevance' && sort !== 'updated' && <input type="hidden" name="sort" value={sort} />}
        {refused && <Kept choice={asked} />}
      </form>
    </search>
  )
}

/** Where nothing is offered to choose, what was chosen stays so. */
function Kept({ choice: { filters } }: { choice: Choice }) {
  return <>{FACETS.flatMap((facet) => (filters[facet] ?? []).map((key) => <input type="hidden" name={facet} value={key} />))}</>
}

type ResultProps = { view: View; asked: Asked; result: Found }

function Results({ view, asked, result }: ResultProps) {
  const t = view.words(strings)
  const { found, hits, offer } = result
  return (
    <div class="browse">
      <section class="stack" aria-labelledby="found">
        <h2 class="num" id="found">
          {asked.q === '' ? (
            view.words(words)('found', { n: found })
          ) : (
            <Sentence text={t('foundFor', { n: found, words: slot(0) })} parts={[<Name text={firstWords(asked.q, 60)} />]} />
          )}
        </h2>
        <Chips view={view} choice={asked} offer={offer} />
        {found === 0 ? (
          <NothingFound view={view} asked={asked} result={result} />
        ) : (
          <>
            <Order view={view} asked={asked} />
            <Hits view={view} hits={hits} />
            <Pagination view={view} page={asked.page} pages={pagesOf(found)} to={(other) => view.to(addressOf(asked, other))} />
            <Away view={view} asked={asked} />
          </>
        )}
      </section>
      <Facets view={view} choice={asked} offer={offer} />
    </div>
  )
}

const SORT_WORDS = { relevance: 'byRelevance', updated: 'byUpdated', newest: 'byNewest', start: 'byStart' } as const satisfies Record<
  Sort,
  string
>

function Order({ view, asked }: { view: View; asked: Asked }) {
  const t = view.words(strings)
  return (
    <nav class="orders" aria-label={t('sortedBy')}>
      {SORTS.filter((sort) => sort !== 'relevance' || asked.q !== '').map((sort) => (
        <a href={view.to(addressOf({ ...asked, sort }))} aria-current={sort === asked.sort ? 'true' : undefined}>
          {t(SORT_WORDS[sort])}
        </a>
      ))}
      <a class="to-narrow" href="#narrow">
        {t('narrow')}
      </a>
      <a class="apart" href={view.to(addressOf(asked, 1, '/stocktaking/pictures'))}>
        {view.words(pictureWords)('seePictures')}
      </a>
    </nav>
  )
}

/** The whole list, not this page of it. */
function Away({ view, asked }: { view: View; asked: Asked }) {
  const query = addressOf(asked, 1, '')
  return <Files view={view} path="/stocktaking" query={query} types={['csv', 'json', 'xml', 'atom']} />
}

/** What to try: another spelling, fewer filters, everything. */
function NothingFound({ view, asked, result: { close } }: ResultProps) {
  const t = view.words(strings)
  return (
    <>
      {close.map(({ word, close }) => (
        <p>
          <Sentence
            text={t('didYouMean', { word: slot(0) })}
            parts={[<CloseWords view={view} asked={asked} word={word} close={close} />]}
          />
        </p>
      ))}
      {asked.q !== '' && <p>{t('trySpelling')}</p>}
      {isFiltered(asked) && <p>{view.words(words)('nothingFound')}</p>}
      {asked.q !== '' && isFiltered(asked) && (
        <p>
          <a href={view.to(addressOf({ q: asked.q }))}>{t('withoutFilters')}</a> ·{' '}
          <a href={view.to(addressOf(withoutWords(asked)))}>{t('withoutSearch')}</a>
        </p>
      )}
      {asked.q === '' && !isFiltered(asked) ? (
        <p>{view.words(words)('nothingYet')}</p>
      ) : (
        <p>
          <a href={view.to('/stocktaking')}>{view.words(words)('showAll')}</a>
        </p>
      )}
    </>
  )
}

type CloseProps = { view: View; asked: Asked; word: string; close: readonly string[] }

function CloseWords({ view, asked, word, close }: CloseProps) {
  return (
    <>
      {close.map((other, index) => (
        <>
          {index > 0 && ' · '}
          <a href={view.to(addressOf({ ...asked, q: withWord(asked.q, word, other) }))}>
            <bdi>{other}</bdi>
          </a>
        </>
      ))}
    </>
  )
}

/** What was typed, with another word in the place of one. */
function withWord(q: string, word: string, other: string): string {
  const whole = new RegExp(`(?<![\\p{L}\\p{M}])${word}(?![\\p{L}\\p{M}])`, 'iu')
  return whole.test(q) ? q.replace(whole, () => other) : other
}
