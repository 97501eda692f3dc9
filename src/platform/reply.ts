/** How a request is answered: from what is kept, else made anew; and how one that is refused is told so. */
import { HTTPException } from 'hono/http-exception'
import { type ApiRoute, languageOf } from './api.ts'
import { addressOf, type Given, givenIn } from './api-parameters.ts'
import { admits, type Person } from './auth.ts'
import { encodingFor } from './cache.ts'
import { settle } from './drafting.ts'
import { BadParameters, BadRequest, NotFound } from './errors.ts'
import { type Draft, typedIn } from './forms.ts'
import type { Answer, Onward, PageRoute, Streamed } from './http.ts'
import { type Language, type LiveSettings, negotiate, View } from './i18n.ts'
import type { RateLimit } from './limits.ts'
import { kindOf } from './log.ts'
import { openapi } from './openapi.ts'
import { type Problem, problemDetails, problemJson, readsJson, STATUS } from './problem.ts'
import { accepted, clientIn, formOf, formPath, known, pageAddress, type Request, signInAddress } from './request.ts'
import {
  cacheStatus,
  compress,
  encoded,
  headersOf,
  html,
  isKnown,
  type Json,
  json,
  pageHeaders,
  problemHeaders,
  render,
  streamHeaders,
  type Whole,
  wire,
} from './respond.ts'
import { draftCookie, draftIn, flowCookie, flowIn, newToken, sessionCookie, sessionIn } from './session.ts'
import type { Parts } from './site.ts'
import { streamed } from './streamed.ts'

/** What is to be answered: under which key it is kept, from which slices it is read, and how it is made where it is not kept. */
type Wanted = { key: string; language: Language; now: Date; reads: readonly string[]; make: () => Promise<Answer | Json> }

/** What a page may differ by from reader to reader, and from hour to hour. */
type Seen = { visitor?: Person | null; draft?: Draft | null; settings?: LiveSettings }

/** @param common the headers of every answer, which go out with what is kept */
export function replies<Tables>(parts: Parts<Tables>, common: Readonly<Record<string, string>>) {
  const { db, site, log, cache, words } = parts
  return { page, api, description, tooMany, problem, failure }

  /** A page, file or form under its language. What is the same for everybody is kept; the rest is made for whoever asks. */
  async function page(c: Request, route: PageRoute<Tables>, language: Language): Promise<Response> {
    c.set('route', route.path)
    const now = parts.clock()
    const visitor = route.fromElsewhere ? null : await visitorOf(c, now)
    if (!admits(route.audience, visitor)) {
      if (visitor === null) return onwards({ to: signInAddress(language, c.req.path), draft: await keptForNobody(c, route, now) })
      throw new NotFound(c.req.path)
    }
    const query = known(c, route.query)
    const key = pageAddress(c.req.path, query)
    const holder = route.draft && visitor ? { person: visitor.id, browser: draftIn(c.req.header('cookie'), site.origin) } : null
    const draft = holder && route.method === 'GET' ? await parts.drafts.find(holder, formPath(c), now) : null
    const tooOften = route.tries ? await refused(c, parts.tries, 'tooManyTries') : null
    if (tooOften) return tooOften
    const typed = route.method === 'POST' && !route.fromElsewhere ? typedIn(await formOf(c)) : {}
    const device = c.req.header('user-agent') ?? ''
    const flow = flowIn(c.req.header('cookie'), site.origin)
    const make = async () => {
      const settings = await parts.settings.current(now)
      const view = viewOf(language, key.slice(`/${language}`.length), now, { visitor, draft, settings })
      return route.handler({ db, now, view, visitor, query, typed, device, flow, param: (name) => c.req.param(name) ?? '' })
    }
    if (route.method === 'GET' && visitor === null) return reply(c, { key, language, now, reads: route.reads, make })
    const limited = await tooMany(c)
    if (limited) return limited
    if (holder === null) return personal(c, language, await make())
    if (route.method === 'GET') return long(c, language, await make())
    return long(c, language, await settle({ drafts: parts.drafts, holder, path: formPath(c), typed, now, address: c.req.path, make }))
  }

  /** The page of a long form, on which the script may run that keeps what is typed; or nothing, where that script has sent it. */
  function long(c: Request, language: Language, answer: Answer | 'saved'): Promise<Response> | Response {
    if (answer === 'saved') return new Response(null, { status: 204 })
    return personal(c, language, answer.kind === 'page' ? { ...answer, script: `${site.origin}${site.draftScript}`, sends: true } : answer)
  }

  /** What somebody sent whose session had ended waits for them in this browser. @returns its secret; null: nothing was kept */
  async function keptForNobody(c: Request, { draft, method }: PageRoute<Tables>, now: Date): Promise<string | null> {
    if (!draft || method === 'GET' || (await parts.tries.secondsToWait(clientIn(c))) > 0) return null
    const [before, browser] = [draftIn(c.req.header('cookie'), site.origin), newToken()]
    if (before !== null) await parts.drafts.forget({ person: null, browser: before }, formPath(c))
    await parts.drafts.keep({ person: null, browser }, formPath(c), typedIn(await formOf(c)), now)
    return browser
  }

  async function visitorOf(c: Request, now: Date): Promise<Person | null> {
    const token = sessionIn(c.req.header('cookie'), site.origin)
    return token === null ? null : parts.whoIs(token, now)
  }

  /** For one person, and kept by nobody. */
  async function personal(c: Request, language: Language, answer: Answer): Promise<Response> {
    if (answer.kind === 'stream') return sendStream(c, answer)
    if (answer.kind === 'redirect') return onwards(answer)
    const encoding = encodingFor(accepted(c))
    const body = await compress(Buffer.from(answer.kind === 'page' ? await html(answer.body) : answer.body), encoding)
    const headers = {
      ...headersOf(answer, language),
      ...('onward' in answer && answer.onward ? onwardHeaders(answer.onward) : {}),
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      'cache-control': 'private, no-store',
      vary: 'accept-encoding, cookie',
    }
    return new Response(c.req.method === 'HEAD' ? null : body, { status: answer.kind === 'page' ? answer.status : 200, headers })
  }

  /** A browser goes on by itself (HTML §7.4.4, Refresh), and is known when it comes back. */
  function onwardHeaders({ to, flow }: Onward): Record<string, string> {
    return { refresh: `0; url=${to}`, 'set-cookie': flowCookie(flow, site.origin) }
  }

  /** RFC 9110 §15.4.4: whatever was sent, the next is a GET. */
  function onwards({ to, session, draft }: { to: string; session?: string | null; draft?: string | null }): Response {
    const headers = new Headers({ location: to, 'cache-control': 'private, no-store' })
    if (session !== undefined) headers.set('set-cookie', sessionCookie(session, site.origin))
    if (draft) headers.append('set-cookie', draftCookie(draft, site.origin))
    return new Response(null, { status: 303, headers })
  }

  /** An endpoint of the API. It is kept under the address that names its language, which alone the listening process finds by itself. */
  async function api(c: Request, route: ApiRoute<Tables>): Promise<Response> {
    admit(c, route)
    const now = parts.clock()
    const given = givenIn(new URL(c.req.url).searchParams)
    const language = languageOf(given, c.req.header('accept-language') ?? null)
    const at = (more: Given) => addressOf(c.req.path, { ...given, language: [language], ...more }, route.query)
    const view = viewOf(offered(language), '/', now)
    const make = async () => {
      const responded = await route.respond({ db, now, view, language, param: (name) => c.req.param(name) ?? '' }, given)
      if (responded.ok)
        return json(responded.answer, { language, address: at({}), next: (cursor) => `${site.origin}${at({ cursor: [cursor] })}` })
      throw new BadParameters(
        responded.refusals.map((refusal) => ({
          parameter: refusal.parameter,
          detail: words.refusal(view, refusal, route.phrases[refusal.parameter]?.(view) ?? ''),
        })),
      )
    }
    return reply(c, { key: at({}), language, now, reads: route.reads, make })
  }

  /** The API described for programs. */
  async function description(c: Request, routes: readonly ApiRoute<Tables>[]): Promise<Response> {
    const now = parts.clock()
    const make = async () => {
      const view = viewOf('en', '/', now, { settings: await parts.settings.current(now) })
      return json(openapi(routes, view, words.shared), { language: 'en' })
    }
    return reply(c, { key: c.req.path, language: 'en', now, reads: [], make })
  }

  function admit(c: Request, { path, audience }: Pick<PageRoute<Tables> | ApiRoute<Tables>, 'path' | 'audience'>): void {
    c.set('route', path)
    if (!admits(audience, null)) throw new NotFound(c.req.path)
  }

  async function reply(c: Request, { key, language, now, reads, make }: Wanted): Promise<Response> {
    const kept = cache.find(key, now.getTime())
    if (kept) {
      const page = await encoded(kept, accepted(c))
      if (page !== kept) cache.keep(key, page) // the next who takes this encoding is answered before the router
      return send(c, page, 'hit')
    }
    const refused = await tooMany(c)
    if (refused) return refused

    const changes = cache.changesOf(reads)
    const answer = await make()
    if (answer.kind === 'stream') return sendStream(c, answer)
    if (answer.kind === 'redirect' || (answer.kind === 'page' && answer.personal)) return personal(c, language, answer)
    if (answer.kind === 'page' && answer.status !== 200) return told(c, await html(answer.body), headersOf(answer, language), answer.status)
    const fresh = await render(answer, language, common)
    const page = await encoded({ ...fresh, reads, changes, until: endOf(answer, now) }, accepted(c))
    cache.keep(key, page)
    return send(c, page, 'miss')
  }

  async function sendStream(c: Request, answer: Streamed): Promise<Response> {
    // What is compressed already goes out as it is.
    const encoding = answer.type === 'gz' ? 'identity' : encodingFor(accepted(c))
    const headers = {
      ...streamHeaders(answer),
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      'cache-control': 'no-cache',
      'cache-status': cacheStatus('miss'),
      vary: 'accept-encoding',
      ...answer.headers,
    }
    if (answer.headers.etag && isKnown(answer.headers.etag, c.req.header('if-none-match') ?? null))
      return new Response(null, { status: 304, headers })
    if (c.req.method === 'HEAD') return new Response(null, { headers })
    const body = await streamed(answer.chunks, encoding, (error) => {
      log.error({ route: c.var.route ?? null, ...traceOf(error) }, 'failed in the middle of a file')
      c.env?.breakOff?.()
      return c.env?.breakOff ? 'broken off' : 'told'
    })
    return new Response(body, { headers })
  }

  /** The refusal of a client who asks too often: null as long as it does not. */
  function tooMany(c: Request): Promise<Response | null> {
    return refused(c, parts.limit, 'tooMany')
  }

  async function refused(c: Request, limit: RateLimit, kind: Problem): Promise<Response | null> {
    const wait = await limit.secondsToWait(clientIn(c))
    if (wait === 0) return null
    c.header('retry-after', String(wait))
    return problem(c, kind)
  }

  async function failure(c: Request, error: Error): Promise<Response> {
    if (error instanceof NotFound) return problem(c, 'absent')
    if (error instanceof BadRequest) return problem(c, 'badRequest', error)
    if (error instanceof HTTPException && error.status === 403) return problem(c, 'foreign')
    log.error({ route: c.var.route ?? null, ...traceOf(error) }, 'failed')
    return problem(c, 'failed')
  }

  async function problem(c: Request, kind: Problem, error: BadRequest | null = null): Promise<Response> {
    const language = site.languages.find((known) => c.req.path.startsWith(`/${known}/`)) ?? preferred(c)
    const view = viewOf(language, '/', parts.clock())
    const detail = error?.message || null
    if (!readsJson(c.req.path)) return told(c, await html(words.problemPage(view, kind, detail)), pageHeaders(language), STATUS[kind])
    const details = problemDetails(kind, site.origin, words.problem(view, kind, detail))
    const refused = error instanceof BadParameters ? { detail: words.refused(view, error.refused.length), errors: error.refused } : {}
    return told(c, problemJson({ ...details, ...refused }), problemHeaders(language), STATUS[kind])
  }

  function viewOf(language: Language, path: string, now: Date, seen: Seen = {}): View {
    const { visitor = null, draft = null, settings = parts.settings.known(now) } = seen
    return new View({ language, catalogues: parts.locales.catalogues, path, now, site: { ...site, ...settings }, visitor, draft })
  }

  /** The language of a request whose path names none: as its parameter says, else as its header asks. */
  function preferred(c: Request): Language {
    const [asked] = givenIn(new URL(c.req.url).searchParams).language ?? []
    return site.languages.find((known) => known === asked) ?? negotiate(c.req.header('accept-language') ?? null, site.languages)
  }

  /** Texts of the record may be in a language in which the site has no words. */
  function offered(language: Language): Language {
    return site.languages.find((known) => known === language) ?? 'en'
  }
}

function send(c: Request, page: Parameters<typeof wire>[0], cache: 'hit' | 'miss'): Response {
  const { status, headers, body } = wire(page, { acceptEncoding: accepted(c), ifNoneMatch: c.req.header('if-none-match') ?? null })
  return new Response(body, { status, headers: { ...headers, 'cache-status': cacheStatus(cache) } })
}

/** What was refused or failed is not kept by anybody. */
function told(c: Request, body: string, headers: Readonly<Record<string, string>>, status: number): Response {
  const retry = c.res.headers.get('retry-after')
  const more = retry ? { 'retry-after': retry } : {}
  return new Response(body, { status, headers: { ...headers, 'cache-control': 'no-store', vary: 'accept-encoding', ...more } })
}

/** Until when an answer is true, in milliseconds since 1970: at the latest until the day ends. */
function endOf(answer: Whole, now: Date): number {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)
  return 'until' in answer && answer.until ? Math.min(answer.until.getTime(), midnight) : midnight
}

/** What failed, and where. */
function traceOf(error: Error): ReturnType<typeof kindOf> & { at: string[] } {
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? []
  return { ...kindOf(error), at: frames.map((line) => line.trim()) }
}
