/**
 * Routes that say who may reach them, and what they answer.
 *
 * A handler is given an Ask and returns an Answer, both plain values; only mount() knows the web framework.
 */
import type { HtmlEscapedString } from 'hono/utils/html'
import type { z } from 'zod'
import { type ApiAsk, type ApiRoute, apiRoute, type Endpoint } from './api.ts'
import type { Audience, Closed, Person } from './auth.ts'
import type { Database } from './db.ts'
import { NotFound } from './errors.ts'
import type { Typed } from './forms.ts'
import type { View } from './i18n.ts'

export type Ask<Tables, Visitor = Person | null> = {
  db: Database<Tables>
  now: Date
  view: View
  /** Who asks; nobody only where the audience is the public. */
  visitor: Visitor
  /** The named part of the path. */
  param: (name: string) => string
  /** The parameters that the route declares, as typed, without those left empty. */
  query: Readonly<Record<string, string>>
  /** What a form sent, as typed; empty for a page. */
  typed: Typed
  /** What the browser calls itself. */
  device: string
  /** The secret with which this browser began something at another site, from where it comes back; null: nothing. */
  flow: string | null
}

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** 409: what was asked cannot be done any more; 410: it was here and is withdrawn; 422: a form to be corrected. */
type Status = 200 | 400 | 404 | 409 | 410 | 422 | 429

export type Answer =
  | { kind: 'page'; body: Html; status: Status; until?: Date; personal?: boolean; script?: string; sends?: boolean; onward?: Onward }
  | { kind: 'redirect'; to: string; session?: string | null }
  | { kind: 'file'; body: string; type: FileType; name: string; until?: Date }
  | { kind: 'stream'; chunks: Chunks; type: FileType; name: string; headers: Readonly<Record<string, string>> }

/** Where a browser goes on to by itself, on another site, and the secret by which it is known when it comes back. */
export type Onward = { to: string; flow: string }

export type Streamed = Extract<Answer, { kind: 'stream' }>

/** The pieces of a file that is made while it is sent. */
export type Chunks = AsyncIterable<string | Uint8Array>

export const FILE_TYPES = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
  jsonld: 'application/ld+json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  vcf: 'text/vcard; charset=utf-8',
  gz: 'application/gzip',
} as const
export type FileType = keyof typeof FILE_TYPES

/**
 * A page; `until` is the next moment at which it stops being true (else midnight UTC); one that is `personal` is kept by nobody; `script` is
 * the whole address of the one script that may run on it, where there is any; `onward`: the browser goes on to another site. Not by a
 * redirect, because the policy of the page before, whose form it was, lets forms lead nowhere else.
 */
export function page(
  body: Html,
  options: { status?: Status; until?: Date; personal?: boolean; script?: string; onward?: Onward } = {},
): Answer {
  return { kind: 'page', body, status: 200, ...options }
}

/** On to a page of ours, after a form has done what it asked. `session` is the secret of a session that begins; null: the session ends. */
export function redirect(to: string, session?: string | null): Answer {
  return session === undefined ? { kind: 'redirect', to } : { kind: 'redirect', to, session }
}

/** A file made as a whole; `name` is what it is saved as, without its ending. */
export function file(type: FileType, name: string, body: string): Answer {
  return { kind: 'file', type, name, body }
}

/**
 * A file made while it is sent: compressed on the way, at the pace of its reader, neither kept nor tagged.
 *
 * The next piece is asked for when there is room for it; when the reader goes away, `return()` of the iterator is called, so a generator
 * ends in its `finally`. A reader may take an hour: between two pieces hold no transaction, and on the embedded engine no connection, but
 * ask for the next few hundred rows by the key of the last. What is thrown before the first piece is answered like any failure; after it the
 * connection is broken off, so that nobody takes a part for the whole. For HEAD nothing is asked for.
 */
export function stream(type: FileType, name: string, chunks: Chunks, headers: Readonly<Record<string, string>> = {}): Answer {
  return { kind: 'stream', type, name, chunks, headers }
}

export type Handler<Tables, Visitor = Person | null> = (ask: Ask<Tables, Visitor>) => Answer | Promise<Answer>

export type PageRoute<Tables> = {
  kind: 'page'
  method: 'GET' | 'POST'
  /** Below the language: `/lines/:line`. */
  path: string
  audience: Audience
  /** What is sent may guess at a secret, or makes mail go out: counted more strictly. */
  tries: boolean
  /** Whether it is of a long form, what is typed into which is kept until it is sent (drafting.ts). */
  draft: boolean
  /** The parameters it knows. Others are dropped, also from the key of the cache. */
  query: readonly string[]
  /** The slices whose rows it shows: a write to one makes it anew. */
  reads: readonly string[]
  /**
   * A form that programs send from elsewhere, as those that read mail do to stop mails (RFC 8058): without Origin, and meant by nobody's
   * session. So it is taken from anywhere, asked as by nobody, and what is sent with it is not read: its address says it all.
   */
  fromElsewhere: boolean
  handler: Handler<Tables>
}

export type Route<Tables> = PageRoute<Tables> | ApiRoute<Tables>

/** A page or file: only where the public may ask may it be nobody who asks. */
type Get<Tables> = {
  (path: string, audience: 'public', query: readonly string[], handler: Handler<Tables>): void
  (path: string, audience: Closed, query: readonly string[], handler: Handler<Tables, Person>, options?: GetOptions): void
}
type GetOptions = Partial<Pick<PageRoute<unknown>, 'draft'>>
/** A form, sent. */
type Post<Tables> = {
  (path: string, audience: 'public', handler: Handler<Tables>, options?: PostOptions): void
  (path: string, audience: Closed, handler: Handler<Tables, Person>, options?: PostOptions): void
}
type PostOptions = Partial<Pick<PageRoute<unknown>, 'tries' | 'draft' | 'fromElsewhere'>>
type Guarded<Tables> =
  | [audience: 'public', query: readonly string[], handler: Handler<Tables>, options?: undefined]
  | [audience: Closed, query: readonly string[], handler: Handler<Tables, Person>, options?: GetOptions | undefined]
type GuardedForm<Tables> =
  | [audience: 'public', handler: Handler<Tables>, options?: PostOptions | undefined]
  | [audience: Closed, handler: Handler<Tables, Person>, options?: PostOptions | undefined]

/**
 * The routes of one slice: pages and files by `get`, forms by `post`, endpoints of the API by `api` (api.ts says how).
 * The only way to make a route, so that test/routes.test.ts can print and freeze them all.
 */
export function slice<Tables>(...reads: string[]) {
  const routes: Route<Tables>[] = []
  const get: Get<Tables> = (path: string, ...[audience, query, handler, options]: Guarded<Tables>) => {
    const guarded = audience === 'public' ? handler : signedIn(handler)
    routes.push({
      kind: 'page',
      method: 'GET',
      path,
      audience,
      tries: false,
      fromElsewhere: false,
      draft: options?.draft ?? false,
      query,
      reads,
      handler: guarded,
    })
  }
  const post: Post<Tables> = (path: string, ...[audience, handler, options]: GuardedForm<Tables>) => {
    const guarded = audience === 'public' ? handler : signedIn(handler)
    routes.push({
      kind: 'page',
      method: 'POST',
      path,
      audience,
      tries: options?.tries ?? false,
      fromElsewhere: options?.fromElsewhere ?? false,
      draft: options?.draft ?? false,
      query: [],
      reads,
      handler: guarded,
    })
  }
  const api = <Query extends z.ZodObject, Answer extends z.ZodType>(
    path: string,
    audience: Audience,
    endpoint: Endpoint<Query, Answer>,
    handler: (ask: ApiAsk<Tables, z.output<Query>>) => Promise<z.output<Answer>>,
  ) => {
    routes.push(apiRoute({ path, audience, reads }, endpoint, handler))
  }
  return { routes, get, post, api }
}

/** What `slice` makes, for who adds routes to one. */
export type Slice<Tables> = ReturnType<typeof slice<Tables>>

/** That the audience admits whoever asks is known by then (reply.ts); for the types it is left to say that it is somebody. */
function signedIn<Tables>(handler: Handler<Tables, Person>): Handler<Tables> {
  return ({ visitor, ...ask }) => {
    if (visitor === null) throw new NotFound('nobody')
    return handler({ ...ask, visitor })
  }
}
