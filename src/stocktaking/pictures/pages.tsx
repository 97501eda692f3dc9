/** A list of activities as a picture, with the table that says the same. */
import type { View } from '../../platform/i18n.ts'
import { Figure } from '../../ui/figure.tsx'
import { Files } from '../../ui/files.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { firstWords } from '../hits/index.ts'
import { type Asked, addressOf, Chips, EVERYTHING, FACET_WORDS, type Labels, offerOf, RefusedNote } from '../list/index.ts'
import { strings as listWords } from '../list/strings.ts'
import { strings as words } from '../strings.ts'
import { Drawing } from './drawing-pages.tsx'
import { type By, KINDS, occurring, type Picture, pictureAddress } from './rules.ts'
import { strings } from './strings.ts'
import { Table } from './table-pages.tsx'
import { TITLES } from './told.ts'

/** `by` is null where it was asked for something else, which is `typed`; `picture` where anything was refused. */
type Props = { view: View; by: By | null; typed: string; asked: Asked; labels: Labels; picture: Picture | null }

export function PicturesPage({ view, by, typed, asked, labels, picture }: Props) {
  const t = view.words(strings)
  const title = by ? t(TITLES[by]) : t('pictures')
  return (
    <Layout view={view} title={titleOf(view, title, asked)} description={t('picturesDescription')} part="stocktaking">
      <div class="stack">
        <h1>{title}</h1>
        <p>
          <a href={view.to(addressOf(asked))}>{t('asList', { n: picture?.total ?? 0 })}</a>
        </p>
        {by === null && (
          <p class="field-error" role="alert">
            <Sentence text={t('byRefused', { typed: slot(0) })} parts={[<bdi>{firstWords(typed, 60)}</bdi>]} />
          </p>
        )}
        {asked.refused && <RefusedNote view={view} refused={asked.refused} />}
        <Kinds view={view} by={by} asked={asked} />
        <Chips
          view={view}
          choice={asked}
          offer={offerOf(view, NOTHING, asked, labels)}
          to={(choice) => pictureAddress(by ?? 'country', choice)}
        />
        {picture && <Shown view={view} picture={picture} />}
      </div>
    </Layout>
  )
}

/** What is chosen is named, nothing else is offered. */
const NOTHING = { line: [], country: [], region: [], scope: [], type: [], organisation: [], status: [], sdg: [], year: [] }

function titleOf(view: View, title: string, { q }: Asked): string {
  const whole = `${title} · ${view.words(words)('stocktaking')}`
  return q === '' ? whole : `${firstWords(q, 60)} · ${whole}`
}

function Kinds({ view, by, asked }: Pick<Props, 'view' | 'by' | 'asked'>) {
  const t = view.words(listWords)
  return (
    <nav class="orders" aria-label={view.words(strings)('countBy')}>
      {KINDS.map((kind) => (
        <a href={view.to(pictureAddress(kind, asked))} aria-current={kind === by ? 'page' : undefined}>
          {t(FACET_WORDS[kind])}
        </a>
      ))}
    </nav>
  )
}

type ShownProps = { view: View; picture: Picture }

function Shown({ view, picture }: ShownProps) {
  const { by, choice, total } = picture
  const t = view.words(strings)
  if (total === 0) {
    return (
      <>
        <p>{t('nothingFound')}</p>
        <p>
          <a href={view.to(pictureAddress(by, EVERYTHING))}>{t('seeAll')}</a>
        </p>
      </>
    )
  }
  return (
    <>
      <Figures view={view} picture={picture} />
      {occurring(picture) === 0 ? (
        <p class="note">{t('nothingToCount')}</p>
      ) : (
        <div class={by === 'country' ? 'stack' : 'cols'}>
          <Drawing view={view} picture={picture} />
          <Table view={view} picture={picture} />
        </div>
      )}
      <Files view={view} path="/stocktaking/pictures" query={queryOf(by, choice)} types={['csv', 'svg']} />
    </>
  )
}

function queryOf(by: By, choice: Picture['choice']): string {
  const address = pictureAddress(by, choice, { ending: 'csv' })
  return address.slice('/stocktaking/pictures.csv'.length)
}

const WITHOUT = { country: 'noCountry', line: 'noLine', year: 'noYear', status: 'noStatus', type: 'noType' } as const satisfies Record<
  By,
  string
>

function Figures({ view, picture }: ShownProps) {
  const t = view.words(strings)
  const { by, total, without } = picture
  const values = occurring(picture)
  return (
    <dl class="figures">
      <Figure value={view.number(total)} label={t('activities', { n: total })} />
      {by === 'country' && <Figure value={view.number(values)} label={t('countries', { n: values })} />}
      {by === 'line' && <Figure value={view.number(values)} label={t('lines', { n: values })} />}
      {without > 0 && <Figure value={view.number(without)} label={t(WITHOUT[by], { n: without })} />}
    </dl>
  )
}
