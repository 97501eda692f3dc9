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
import { encodingFor, type PageCache } from './cache.ts'
import type { Database } from './db.ts'
import { BadRequest, NotFound } from './errors.ts'
import type { Ask, Html, Route, Streamed } from './http.ts'
import { type Language, negotiate, type Site, View } from './i18n.ts'
import { LARGEST_BODY, LONGEST_URL, type RateLimit } from './limits.ts'
import type { Locales } from './locales.ts'
import type { Log } from './log.ts'
import { type Problem, problemDetails, problemJson, readsJson, STATUS } from './problem.ts'
import { commonHeaders, encoded, html, pageHeaders, problemHeaders, render, streamHeaders, type Whole, wire } from './respond.ts'
import { streamed } from './streamed.ts'

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
  /** The same for a program. */
  problemWords: (view: View, problem: Problem, detail: string | null) => { title: string; detail: string }
  assets: readonly Asset[]
}

/** `breakOff` ends the connection in the middle of an answer; absent where there is none. */
export type Env = { Bindings: { client?: string; breakOff?: () => void }; Variables: { route?: string } }

/** The application: what guards every request, then the routes under each complete language. */
export function serveSite<Tables>(routes: readonly Route<Tables>[], parts: Parts<Tables>): Hono<Env> {
  const { site, log } = parts
  const common = commonHeaders(site.origin.startsWith('https:'))
  const app = new Hono<Env>()

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
    if (c.req.url.length > LONGEST_URL) return problem(c, 'tooLong')
    return next()
  })
  app.use(bodyLimit({ maxSize: LARGEST_BODY, onError: (c) => problem(c, 'tooLarge') }))
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
  app.notFound(async (c) => {
    if (slashTooMany(c.req.path, site.languages)) return c.redirect(c.req.path.replace(/\/+$/, ''), 301)
    return (await tooMany(c)) ?? problem(c, 'absent')
  })
  app.onError((error, c) => {
    if (error instanceof NotFound) return problem(c, 'absent')
    if (error instanceof BadRequest) return problem(c, 'badRequest', error.message)
    if (error instanceof HTTPException && error.status === 403) return problem(c, 'foreign')
    log.error({ route: c.var.route ?? null, ...traceOf(error) }, 'failed')
    return problem(c, 'failed')
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

    const refused = await tooMany(c)
    if (refused) return refused
    const changes = parts.cache.changesOf(route.reads)
    const view = viewOf(language, key.slice(`/${language}`.length), now)
    const ask: Ask<Tables> = { db: parts.db, now, view, query, param: (name) => c.req.param(name) ?? '' }
    const answer = await route.handler(ask)
    if (answer.kind === 'stream') return sendStream(c, answer)
    return answered(c, answer, { language, key, now, reads: route.reads, changes })
  }

  /** The refusal of a client who asks too often: null as long as it does not. */
  async function tooMany(c: Context<Env>): Promise<Response | null> {
    const wait = await parts.limit.secondsToWait(c.env?.client ?? 'unknown')
    if (wait === 0) return null
    c.header('retry-after', String(wait))
    return problem(c, 'tooMany')
  }

  type Made = { language: Language; key: string; now: Date; reads: readonly string[]; changes: number }

  async function answered(c: Context<Env>, answer: Whole, made: Made): Promise<Response> {
    if (answer.kind === 'page' && answer.status !== 200) {
      return failed(c, await html(answer.body), pageHeaders(made.language), answer.status)
    }
    const fresh = await render(answer, made.language, common)
    const until = Math.min((answer.until ?? midnightAfter(made.now)).getTime(), midnightAfter(made.now).getTime())
    const page = await encoded({ ...fresh, reads: made.reads, changes: made.changes, until }, accepted(c))
    parts.cache.keep(made.key, page)
    return send(c, page, 'miss')
  }

  async function sendStream(c: Context<Env>, answer: Streamed): Promise<Response> {
    const encoding = encodingFor(accepted(c))
    const headers = {
      ...streamHeaders(answer),
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      'cache-control': 'no-cache',
      'cache-status': cacheStatus('miss'),
      vary: 'accept-encoding',
      ...answer.headers,
    }
    if (c.req.method === 'HEAD') return new Response(null, { headers })
    const body = await streamed(answer.chunks, encoding, (error) => {
      log.error({ route: c.var.route ?? null, ...traceOf(error) }, 'failed in the middle of a file')
      c.env?.breakOff?.()
      return c.env?.breakOff ? 'broken off' : 'told'
    })
    return new Response(body, { headers })
  }

  async function problem(c: Context<Env>, kind: Problem, detail: string | null = null): Promise<Response> {
    const language = site.languages.find((known) => c.req.path.startsWith(`/${known}/`)) ?? preferred(c)
    const view = viewOf(language, '/', parts.clock())
    if (readsJson(c.req.path)) {
      const body = problemDetails(kind, site.origin, parts.problemWords(view, kind, detail))
      return failed(c, problemJson(body), problemHeaders(language), STATUS[kind])
    }
    return failed(c, await html(parts.problemPage(view, kind, detail)), pageHeaders(language), STATUS[kind])
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

/** What refuses or failed is not kept by anybody. */
function failed(c: Context<Env>, body: string, headers: Readonly<Record<string, string>>, status: number): Response {
  const retry = c.res.headers.get('retry-after')
  return new Response(body, {
    status,
    headers: { ...headers, 'cache-control': 'no-store', vary: 'accept-encoding', ...(retry ? { 'retry-after': retry } : {}) },
  })
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
