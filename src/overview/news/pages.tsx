/** What is new, as a page and as a feed. */
import { correctionWords } from '../../framework/index.ts'
import type { View } from '../../platform/i18n.ts'
import { atom } from '../../ui/atom.ts'
import { Files } from '../../ui/files.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import { Name } from '../../ui/text.tsx'
import { strings } from '../strings.ts'
import { addressOf, type ListImport, type News } from './rules.ts'

type Props = {
  view: View
  news: readonly News[]
  /** The place from which older news go on; null at the end of the record. */
  older: number | null
}

export function NewsPage({ view, news, older }: Props) {
  const t = view.words(strings)
  return (
    <Layout
      view={view}
      title={t('newest')}
      description={t('newestDescription')}
      part="newest"
      feed={{ title: t('newest'), path: '/whats-new.atom' }}
    >
      <div class="stack">
        <h1>{t('newest')}</h1>
        <p class="lead">{t('newestLead')}</p>
        {news.length === 0 ? <p>{t('noNews')}</p> : <NewsList view={view} news={news} />}
        {older !== null && (
          <nav class="pagination" aria-label={t('newsPages')}>
            <a rel="next" href={view.to(`/whats-new?before=${older}`)}>
              {t('older')}
            </a>
          </nav>
        )}
        <Files view={view} path="/whats-new" types={['atom']} />
      </div>
    </Layout>
  )
}

/** Pieces of news as a list, each with its moment. */
export function NewsList({ view, news }: { view: View; news: readonly News[] }) {
  return (
    <ul class="list">
      {news.map((piece) => (
        <li>
          <time datetime={piece.at.toISOString()}>{view.moment(piece.at)}</time>
          {piece.kind === 'fact-corrected' ? <CorrectedPiece view={view} piece={piece} /> : sentence(view, piece)}
          {piece.kind === 'activities-imported' && <Reporters view={view} piece={piece} />}
        </li>
      ))}
    </ul>
  )
}

function CorrectedPiece({ view, piece }: { view: View; piece: Extract<News, { kind: 'fact-corrected' }> }) {
  const { path, name, language, source, sourceLanguage } = piece
  const thing = (
    <a href={view.to(path)}>
      <Name text={name} language={language} />
    </a>
  )
  const text = view.words(correctionWords)('news', { name: slot(0), source: slot(1) })
  return <Sentence text={text} parts={[thing, <Name text={source} language={sourceLanguage} />]} />
}

type Imported = Extract<News, { kind: 'activities-imported' }>

function Reporters({ view, piece }: { view: View; piece: Imported }) {
  const t = view.words(strings)
  const more = piece.organisations - piece.names.length
  return (
    <ul class="who small">
      {piece.names.map(({ publicId, name, language }) => (
        <li>
          <a href={view.to(`/stakeholders/${publicId}`)}>
            <Name text={name} language={language} />
          </a>
        </li>
      ))}
      {more > 0 && <li>{t('moreOrganisations', { n: more })}</li>}
    </ul>
  )
}

function sentence(view: View, piece: News): string {
  const t = view.words(strings)
  if (piece.kind === 'plan-loaded') return t('planLoaded')
  if (piece.kind === 'stakeholders-imported') return listSentence(view, piece)
  if (piece.kind === 'fact-corrected')
    return view.words(correctionWords)('news', { name: isolated(piece.name), source: isolated(piece.source) })
  const { added, changed, organisations } = piece
  if (changed === 0) return t('cameIn', { added, organisations })
  return added === 0 ? t('wereChanged', { changed, organisations }) : t('cameInAndChanged', { added, changed, organisations })
}

function listSentence(view: View, { added, completed }: ListImport): string {
  const t = view.words(strings)
  return added > 0 ? t('listCameIn', { n: added }) : t('listCompleted', { n: completed })
}

/** A name that cannot turn the text around it: between FSI and PDI (Unicode UAX 9). */
const isolated = (name: string) => `\u2068${name}\u2069`

/** The same as an Atom feed. */
export function newsFeed(view: View, news: readonly News[]): string {
  const t = view.words(strings)
  return atom(view, {
    title: t('feedTitle', { plan: view.site.planTitles[view.language] ?? view.site.planTitles.en ?? '' }),
    self: '/whats-new.atom',
    page: '/whats-new',
    updated: news[0]?.at ?? view.now,
    entries: news.map((piece) => ({
      key: `event:${piece.id}`,
      since: piece.at,
      title: sentence(view, piece),
      updated: piece.at,
      path: addressOf(piece),
      summary: piece.kind === 'activities-imported' ? piece.names.map(({ name }) => isolated(name)).join(' / ') : null,
    })),
  })
}
