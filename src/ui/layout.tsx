/** The frame of every page: head, header, menu, footer. */
import { html, raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Html } from '../platform/http.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language, type View } from '../platform/i18n.ts'
import { type JsonLd, JsonLdScript } from './json-ld.tsx'
import { strings } from './strings.ts'
import { attributesOf } from './text.tsx'

/** The parts of the site, in the order of the menus. */
const PARTS = [
  'lines',
  'facilitators',
  'stocktaking',
  'stakeholders',
  'followUp',
  'countries',
  'newest',
  'data',
  'api',
  'about',
  'secretariat',
  'signIn',
  'account',
] as const
export type Part = (typeof PARTS)[number]

const MENU = {
  lines: '/lines',
  facilitators: '/facilitators',
  stocktaking: '/stocktaking',
  stakeholders: '/stakeholders',
  followUp: '/follow-up',
} as const
/** The last of the menu: one's own pages, or the way to them. */
const OWN = { account: '/account' } as const
const NOBODY = { signIn: '/sign-in' } as const
const MORE = { countries: '/countries', newest: '/whats-new', data: '/data', api: '/api', about: '/about' } as const

/** For who acts for the lead agencies. */
const DESK = { secretariat: '/secretariat' } as const

export type Feed = { title: string; path: string }

/** `jsonLd`: what the page is about, for machines. `script`: the address of one that its answer lets run. `lost`: the page stands at an address that is none, so it names neither that nor its translations. */
type Props = {
  view: View
  title: string
  description?: string
  part?: Part
  feed?: Feed
  jsonLd?: JsonLd
  script?: string
  lost?: boolean
  children?: Child
}

/** A template, as it stands around every page: it costs a fraction of what elements do. */
export function Layout({ view, title, description, part, feed, jsonLd, script, lost = false, children }: Props) {
  const t = view.words(strings)
  const { site, language, dir, path } = view
  return html`<html lang="${language}" dir="${dir}"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="color-scheme" content="light dark"/>
<title>${title} · Actionlines</title>
${description && html`<meta name="description" content="${description}"/>`}
<link rel="stylesheet" href="${site.stylesheet}"/><link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
${!lost && html`<link rel="canonical" href="${site.origin}${view.to(path)}"/>`}
${!lost && site.languages.map((other) => html`<link rel="alternate" hreflang="${other}" href="${site.origin}/${other}${path}"/>`)}
${feed && html`<link rel="alternate" type="application/atom+xml" title="${feed.title}" href="${view.to(feed.path)}"/>`}
${jsonLd && <JsonLdScript data={jsonLd} />}${script && html`<script type="module" src="${script}"></script>`}
</head><body><a class="skip" href="#main">${t('skip')}</a>
${header(view, part)}${site.notice && notice(site.notice, language)}
<main id="main" class="wrap" tabindex="-1">${children}</main>
${footer(view, part)}
</body></html>`
}

/** In the language of the page, else in English, else in any. */
function notice(texts: NonNullable<View['site']['notice']>, language: Language): Html {
  const chosen = LANGUAGES.find((one) => one === language && texts[one]) ?? (texts.en ? 'en' : LANGUAGES.find((one) => texts[one]))
  return html`<p class="wrap note notice"${chosen && attributesOf(chosen)}>${chosen && texts[chosen]}</p>`
}

function header(view: View, part: Part | undefined): Html {
  const t = view.words(strings)
  const { site, language } = view
  return html`<header class="site"><div class="wrap">
<a class="word" href="${view.to('/')}">${MARK}<span>Actionlines<small>${site.planTitles[language] ?? site.planTitles.en}</small></span></a>
<search aria-label="${t('searchEverything')}"><form class="find" action="${view.to('/search')}">
<input type="search" name="q" aria-label="${t('searchEverything')}"/><button type="submit">${t('search')}</button>
</form></search>
<nav class="main" aria-label="${t('mainMenu')}">${linksTo({ ...MENU, ...(view.visitor ? OWN : NOBODY) }, view, part)}</nav>
</div></header>`
}

/** Three lines and a node. */
const MARK = raw(
  '<svg viewBox="0 0 28 28" aria-hidden="true" class="mark"><path d="M2 7h14a5 5 0 0 1 5 5v9" class="c2"/><path d="M2 14h24" class="c5"/><path d="M2 21h8a5 5 0 0 0 5-5V2" class="c7"/><circle cx="21" cy="14" r="3.4"/></svg>',
)

function footer(view: View, part: Part | undefined): Html {
  const t = view.words(strings)
  const languages = view.site.languages.map((other) => {
    const current = other === view.language && raw(' aria-current="true"')
    return html`<a lang="${other}" hreflang="${other}" href="/${other}${view.path}"${current}>${LANGUAGE_NAMES[other]}</a>`
  })
  return html`<footer class="site"><div class="wrap">
<nav class="more" aria-label="${t('moreMenu')}">${linksTo({ ...MORE, ...(view.visitor?.roles.includes('secretariat') ? DESK : {}) }, view, part)}</nav>
<nav class="languages" aria-label="${t('languages')}">${languages}</nav>
</div></footer>`
}

function linksTo(menu: Partial<Record<Part, string>>, view: View, part: Part | undefined): Html[] {
  const t = view.words(strings)
  return PARTS.flatMap((key) => {
    const path = menu[key]
    if (path === undefined) return []
    return html`<a href="${view.to(path)}"${key === part && raw(' aria-current="page"')}>${t(key)}</a>`
  })
}
