/**
 * The web framework's side: addresses under their language, limits, the cache, the log and what is said when something fails.
 *
 * A request may be refused, in this order: by its length or size, as a form from elsewhere, as unknown, by its audience, by the rate
 * of its client (what the cache holds is answered before that), by its handler.
 */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { sql } from 'kysely'
import { API, type Phrase, type SharedParameter } from './api.ts'
import type { Refusal } from './api-parameters.ts'
import { type Asset, serveAssets } from './assets.ts'
import type { Person } from './auth.ts'
import type { PageCache } from './cache.ts'
import type { Database } from './db.ts'
import type { Drafts } from './drafting.ts'
import type { Html, PageRoute, Route } from './http.ts'
import { type Language, type LiveSettings, negotiate, type Site, type View } from './i18n.ts'
import { LARGEST_BODY, LONGEST_URL, type RateLimit } from './limits.ts'
import type { Locales } from './locales.ts'
import type { Log } from './log.ts'
import type { Problem } from './problem.ts'
import { replies } from './reply.ts'
import { commonHeaders } from './respond.ts'

export type Parts<Tables> = {
  db: Database<Tables>
  clock: () => Date
  cache: PageCache
  limit: RateLimit
  /** Of what may guess at a secret, or makes mail go out. */
  tries: RateLimit
  log: Log
  site: Site
  /** What was changed of it while it runs: `known` asks no database. */
  settings: { current: (now: Date) => Promise<LiveSettings>; known: (now: Date) => LiveSettings }
  locales: Locales
  words: PlatformWords
  drafts: Drafts
  /** Whom the secret of a session belongs to; null where it opens nothing any more. */
  whoIs: (token: string, now: Date) => Promise<Person | null>
  assets: readonly Asset[]
}

/** What the platform says by itself: it knows why, the words are the site's. */
export type PlatformWords = {
  /** The page that says what went wrong and what to do. */
  problemPage: (view: View, problem: Problem, detail: string | null) => Html
  /** The same for a program. */
  problem: (view: View, problem: Problem, detail: string | null) => { title: string; detail: string }
  /** Why a parameter of the API is refused; `meaning` is what its endpoint says of it, or empty. */
  refusal: (view: View, refusal: Refusal, meaning: string) => string
  /** That so many parameters are refused. */
  refused: (view: View, count: number) => string
  /** The parameters that mean the same at every endpoint. */
  shared: Readonly<Record<SharedParameter, Phrase>>
}

/** `breakOff` ends the connection in the middle of an answer; absent where there is none. */
export type Env = { Bindings: { client?: string; breakOff?: () => void }; Variables: { route?: string } }

/** Where the API describes itself. */
const DESCRIPTION = `${API}/openapi.json`

/** The application: what guards every request, then the routes under each complete language. */
export function serveSite<Tables>(routes: readonly Route<Tables>[], parts: Parts<Tables>): Hono<Env> {
  const { site, log } = parts
  const common = commonHeaders(site.origin.startsWith('https:'))
  const answer = replies(parts, common)
  const pages = routes.filter((route) => route.kind === 'page')
  const endpoints = routes.filter((route) => route.kind === 'api')
  const app = new Hono<Env>()
  const serve = (language: Language, some: readonly PageRoute<Tables>[]) => {
    for (const route of some) app.on(route.method, `/${language}${route.path}`, (c) => answer.page(c, route, language))
  }

  app.use(async (c, next) => {
    const started = performance.now()
    await next()
    for (const [name, value] of Object.entries(common)) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    log.info(
      { method: c.req.method, route: c.var.route ?? null, status: c.res.status, ms: Math.round(performance.now() - started) },
      'request',
    )
  })
  app.use(async (c, next) => {
    if (c.req.url.length > LONGEST_URL) return answer.problem(c, 'tooLong')
    return next()
  })
  app.use(bodyLimit({ maxSize: LARGEST_BODY, onError: (c) => answer.problem(c, 'tooLarge') }))
  // Answered before the guard against forms from elsewhere: only what its route says may come from there.
  for (const language of site.languages)
    serve(
      language,
      pages.filter(({ fromElsewhere }) => fromElsewhere),
    )
  app.use(csrf({ origin: site.origin }))

  serveAssets(app, parts.assets)
  app.get('/health', (c) => c.text('This process is up.'))
  app.get('/ready', async (c) =>
    (await answers(parts.db)) ? c.text('The database answers.') : c.text('The database does not answer.', 503),
  )
  app.get('/', (c) => {
    c.header('vary', 'accept-language')
    return c.redirect(`/${negotiate(c.req.header('accept-language') ?? null, site.languages)}/`, 302)
  })
  for (const language of site.languages) {
    app.get(`/${language}`, (c) => c.redirect(`/${language}/`, 301))
    serve(
      language,
      pages.filter(({ fromElsewhere }) => !fromElsewhere),
    )
  }
  for (const route of endpoints) app.get(route.path, (c) => answer.api(c, route))
  app.get(DESCRIPTION, (c) => answer.description(c, endpoints))
  app.notFound(async (c) => {
    if (slashTooMany(c.req.path, site.languages)) return c.redirect(c.req.path.replace(/\/+$/, ''), 301)
    return (await answer.tooMany(c)) ?? answer.problem(c, 'absent')
  })
  app.onError((error, c) => answer.failure(c, error))
  return app
}

/** `/en/lines/`, but neither `/en/` nor a language that is not offered. */
function slashTooMany(path: string, languages: readonly Language[]): boolean {
  return path.endsWith('/') && languages.some((language) => path.startsWith(`/${language}/`) && path.length > language.length + 2)
}

async function answers<Tables>(db: Database<Tables>): Promise<boolean> {
  return sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
}
