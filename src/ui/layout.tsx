/** The frame of every page: head, header, menu, footer. */
import type { Child } from 'hono/jsx'
import { LANGUAGE_NAMES, type View } from '../platform/i18n.ts'
import { type JsonLd, JsonLdScript } from './json-ld.tsx'
import { strings } from './strings.ts'

/** The parts of the site, in the order of the menu. */
export type Part =
  | 'lines'
  | 'facilitators'
  | 'stocktaking'
  | 'stakeholders'
  | 'followUp'
  | 'countries'
  | 'newest'
  | 'data'
  | 'api'
  | 'about'
const MENU = {
  lines: '/lines',
  facilitators: '/facilitators',
  stocktaking: '/stocktaking',
  stakeholders: '/stakeholders',
  followUp: '/follow-up',
} as const
const MORE = { countries: '/countries', newest: '/whats-new', data: '/data', api: '/api', about: '/about' } as const

export type Feed = { title: string; path: string }

/** `jsonLd`: what the page is about, for machines. `lost`: the page stands at an address that is none, so it names neither that nor its translations. */
type Props = {
  view: View
  title: string
  description?: string
  part?: Part
  feed?: Feed
  jsonLd?: JsonLd
  lost?: boolean
  children?: Child
}

export function Layout({ view, title, description, part, feed, jsonLd, lost = false, children }: Props) {
  const t = view.words(strings)
  const { site, language, dir } = view
  return (
    <html lang={language} dir={dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Actionlines`}</title>
        {description && <meta name="description" content={description} />}
        <link rel="stylesheet" href={site.stylesheet} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {!lost && <link rel="canonical" href={`${site.origin}${view.to(view.path)}`} />}
        {!lost && site.languages.map((other) => <link rel="alternate" hreflang={other} href={`${site.origin}/${other}${view.path}`} />)}
        {feed && <link rel="alternate" type="application/atom+xml" title={feed.title} href={view.to(feed.path)} />}
        {jsonLd && <JsonLdScript data={jsonLd} />}
      </head>
      <body>
        <a class="skip" href="#main">
          {t('skip')}
        </a>
        <Header view={view} part={part} />
        <main id="main" class="wrap" tabindex={-1}>
          {children}
        </main>
        <Footer view={view} part={part} />
      </body>
    </html>
  )
}

type FrameProps = { view: View; part: Part | undefined }

function Header({ view, part }: FrameProps) {
  const t = view.words(strings)
  return (
    <header class="site">
      <div class="wrap">
        <a class="word" href={view.to('/')}>
          <Mark />
          <span>
            Actionlines<small>{view.site.planTitles[view.language] ?? view.site.planTitles.en}</small>
          </span>
        </a>
        <search aria-label={t('searchEverything')}>
          <form class="find" action={view.to('/search')}>
            <input type="search" name="q" aria-label={t('searchEverything')} />
            <button type="submit">{t('search')}</button>
          </form>
        </search>
        <nav class="main" aria-label={t('mainMenu')}>
          {Object.entries(MENU).map(([key, path]) => (
            <a href={view.to(path)} aria-current={key === part ? 'page' : undefined}>
              {t(key as keyof typeof MENU)}
            </a>
          ))}
        </nav>
      </div>
    </header>
  )
}

/** Three lines and a node. */
function Mark() {
  return (
    <svg viewBox="0 0 28 28" aria-hidden="true" class="mark">
      <path d="M2 7h14a5 5 0 0 1 5 5v9" class="c2" />
      <path d="M2 14h24" class="c5" />
      <path d="M2 21h8a5 5 0 0 0 5-5V2" class="c7" />
      <circle cx="21" cy="14" r="3.4" />
    </svg>
  )
}

function Footer({ view, part }: FrameProps) {
  const t = view.words(strings)
  return (
    <footer class="site">
      <div class="wrap">
        <nav class="more" aria-label={t('moreMenu')}>
          {Object.entries(MORE).map(([key, path]) => (
            <a href={view.to(path)} aria-current={key === part ? 'page' : undefined}>
              {t(key as keyof typeof MORE)}
            </a>
          ))}
        </nav>
        <nav class="languages" aria-label={t('languages')}>
          {view.site.languages.map((other) => (
            <a lang={other} hreflang={other} href={`/${other}${view.path}`} aria-current={other === view.language ? 'true' : undefined}>
              {LANGUAGE_NAMES[other]}
            </a>
          ))}
        </nav>
      </div>
    </footer>
  )
}
