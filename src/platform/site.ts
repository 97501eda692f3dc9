/**
 * The web framework's side: addresses under their language, limits, the cache, the log and what is said when something fails.
 *
 * A request may be refused, in this order: by its length or size, as a form from elsewhere, as unknown, by its audience, by the rate
 * of its client (what the cache holds is answered before that), by its handler.
 */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { sql } from 'kysely'
import { type Asset, serveAssets } from './assets.ts'
import { admits } from './auth.ts'
import type { PageCache } from './cache.ts'
import type { Database } from './db.ts'
import { BadRequest, NotFound } from './errors.ts'
import type { Answer, Ask, Html, Route } from './http.ts'
import { type Language, negotiate, type Site, View } from './i18n.ts'
import { LARGEST_BODY, LONGEST_URL, type RateLimit } from './limits.ts'
import type { Locales } from './locales.ts'
import type { Log } from './log.ts'
import type { Problem } from './problem.ts'
import { commonHeaders, encoded, render, wire } from './respond.ts'

export type Parts<Tables> = {
  db: Database<Tables>
  clock: () => Date
  cache: PageCache
  limit: RateLimit
  log: Log
  site: Site
  locales: Locales
  /** The page that says what went wrong and what to do. */
  problemPage: (view: View, problem: Problem, detail: string | null) => Html
  assets: readonly Asset[]
}

export type Env = { Bindings: { client?: string }; Variables: { route?: string } }

/** The application: what guards every request, then the routes under each complete language. */
export function serveSite<Tables>(routes: readonly Route<Tables>[], parts: Parts<Tables>): Hono<Env> {
  const { site, log } = parts
  const common = commonHeaders(site.origin.startsWith('https:'))
  const app = new Hono<Env>()

  app.use(async (c, next) => {
    const started = performance.now()
    await next()
    for (const [name, value] of Object.entries(common)) c.res.headers.set(name, value)
    log.info(
      { method: c.req.method, route: c.var.route ?? null, status: c.res.status, ms: Math.round(performance.now() - started) },
      'request',
    )
  })
  app.use(async (c, next) => {
    if (c.req.url.length > LONGEST_URL) return problem(c, 'tooLong', 414)
    return next()
  })
  app.use(bodyLimit({ maxSize: LARGEST_BODY, onError: (c) => problem(c, 'tooLarge', 413) }))
  app.use(csrf({ origin: site.origin }))

  serveAssets(app, parts.assets)
  app.get('/health', (c) => c.text('This process is up.'))
  app.get('/ready', async (c) =>
    (await answers(parts.db)) ? c.text('The database answers.') : c.text('The database does not answer.', 503),
  )
  app.get('/', (c) => {
    c.header('vary', 'accept-language')
    return c.redirect(`/${preferred(c)}/`, 302)
  })
  for (const language of site.languages) {
    app.get(`/${language}`, (c) => c.redirect(`/${language}/`, 301))
    for (const route of routes) app.get(`/${language}${route.path}`, (c) => reply(c, route, language))
  }
  app.notFound((c) =>
    slashTooMany(c.req.path, site.languages) ? c.redirect(c.req.path.replace(/\/+$/, ''), 301) : problem(c, 'absent', 404),
  )
  app.onError((error, c) => {
    if (error instanceof NotFound) return problem(c, 'absent', 404)
    if (error instanceof BadRequest) return problem(c, 'badRequest', 400, error.message)
    if (error instanceof HTTPException && error.status === 403) return problem(c, 'foreign', 403)
    log.error({ route: c.var.route ?? null, ...traceOf(error) }, 'failed')
    return problem(c, 'failed', 500)
  })
  return app

  async function reply(c: Context<Env>, route: Route<Tables>, language: Language): Promise<Response> {
    c.set('route', route.path)
    if (!admits(route.audience)) throw new NotFound(c.req.path)
    const now = parts.clock()
    const query = known(c, route.query)
    const key = address(c.req.path, query)

    const kept = parts.cache.find(key, now.getTime())
    if (kept) {
      const page = await encoded(kept, accepted(c))
      if (page !== kept) parts.cache.keep(key, page) // the next who takes this encoding is answered before the router
      return send(c, page, 'hit')
    }

    const wait = await parts.limit.secondsToWait(c.env?.client ?? 'unknown')
    if (wait > 0) {
      c.header('retry-after', String(wait))
      return problem(c, 'tooMany', 429)
    }
    const changes = parts.cache.changesOf(route.reads)
    const view = viewOf(language, key.slice(`/${language}`.length), now)
    const ask: Ask<Tables> = { db: parts.db, now, view, query, param: (name) => c.req.param(name) ?? '' }
    const answer = await route.handler(ask)
    return answered(c, answer, { language, key, now, reads: route.reads, changes })
  }

  type Made = { language: Language; key: string; now: Date; reads: readonly string[]; changes: number }

  async function answered(c: Context<Env>, answer: Answer, made: Made): Promise<Response> {
    const fresh = await render(answer, made.language, common)
    if (answer.kind === 'page' && answer.status !== 200) return failed(c, fresh, answer.status)
    const until = Math.min((answer.until ?? midnightAfter(made.now)).getTime(), midnightAfter(made.now).getTime())
    const page = await encoded({ ...fresh, reads: made.reads, changes: made.changes, until }, accepted(c))
    parts.cache.keep(made.key, page)
    return send(c, page, 'miss')
  }

  async function problem(
    c: Context<Env>,
    kind: Problem,
    status: 400 | 403 | 404 | 413 | 414 | 429 | 500,
    detail: string | null = null,
  ): Promise<Response> {
    const language = site.languages.find((known) => c.req.path.startsWith(`/${known}/`)) ?? preferred(c)
    const body = parts.problemPage(viewOf(language, '/', parts.clock()), kind, detail)
    return failed(c, await render({ kind: 'page', body, status: 404 }, language, common), status)
  }

  function viewOf(language: Language, path: string, now: Date): View {
    return new View({ language, catalogue: parts.locales.catalogues.get(language) ?? new Map(), path, now, site })
  }

  function preferred(c: Context<Env>): Language {
    return negotiate(c.req.header('accept-language') ?? null, site.languages)
  }
}

/** Where it happened, without the message: a database's repeats the values that somebody typed. */
function traceOf(error: Error): { error: string; code: string | null; at: string[] } {
  const code = 'code' in error ? String(error.code) : null
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? []
  return { error: error.name, code, at: frames.map((line) => line.trim()) }
}

/** `/en/lines/`, but neither `/en/` nor a language that is not offered. */
function slashTooMany(path: string, languages: readonly Language[]): boolean {
  return path.endsWith('/') && languages.some((language) => path.startsWith(`/${language}/`) && path.length > language.length + 2)
}

/** The parameters that a route knows, without those left empty. What no text column can hold is refused. */
function known(c: Context<Env>, names: readonly string[]): Record<string, string> {
  const given = new URL(c.req.url).searchParams
  const query: Record<string, string> = {}
  for (const name of names) {
    const value = given.get(name)?.trim()
    if (value?.includes('\0')) throw new BadRequest(name)
    if (value) query[name] = value
  }
  return query
}

/** The one address of a page: its path and the parameters it knows, in the order in which the route declares them. */
function address(path: string, query: Readonly<Record<string, string>>): string {
  const parameters = new URLSearchParams(query).toString()
  return parameters === '' ? path : `${path}?${parameters}`
}

const accepted = (c: Context<Env>) => c.req.header('accept-encoding') ?? null

function send(c: Context<Env>, page: Parameters<typeof wire>[0], cache: 'hit' | 'miss'): Response {
  const { status, headers, body } = wire(page, { acceptEncoding: accepted(c), ifNoneMatch: c.req.header('if-none-match') ?? null })
  return new Response(body, { status, headers: { ...headers, 'cache-status': cacheStatus(cache) } })
}

/** RFC 9211: says whether an answer was kept or made anew. */
export function cacheStatus(cache: 'hit' | 'miss'): string {
  return cache === 'hit' ? 'actionlines; hit' : 'actionlines; fwd=miss'
}

function failed(c: Context<Env>, page: Pick<Parameters<typeof wire>[0], 'headers' | 'bodies'>, status: number): Response {
  const headers = new Headers({ ...page.headers, 'cache-control': 'no-store' })
  headers.delete('etag')
  const retry = c.res.headers.get('retry-after')
  if (retry) headers.set('retry-after', retry)
  return new Response(page.bodies.get('identity') ?? null, { status, headers })
}

async function answers<Tables>(db: Database<Tables>): Promise<boolean> {
  return sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
}

function midnightAfter(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1))
}
