/**
 * Routes that say who may reach them, and what they answer.
 *
 * A handler is given an Ask and returns an Answer, both plain values; only mount() knows the web framework.
 */
import type { HtmlEscapedString } from 'hono/utils/html'
import type { z } from 'zod'
import { type ApiAsk, type ApiRoute, apiRoute, type Endpoint } from './api.ts'
import type { Audience } from './auth.ts'
import type { Database } from './db.ts'
import type { View } from './i18n.ts'

export type Ask<Tables> = {
  db: Database<Tables>
  now: Date
  view: View
  /** The named part of the path. */
  param: (name: string) => string
  /** The parameters that the route declares, as typed, without those left empty. */
  query: Readonly<Record<string, string>>
}

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

export type Answer =
  | { kind: 'page'; body: Html; status: 200 | 400 | 404; until?: Date }
  | { kind: 'file'; body: string; type: FileType; name: string; until?: Date }
  | { kind: 'stream'; chunks: Chunks; type: FileType; name: string; headers: Readonly<Record<string, string>> }

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
  gz: 'application/gzip',
} as const
export type FileType = keyof typeof FILE_TYPES

/** A page; `until` is the next moment at which it stops being true (else midnight UTC). */
export function page(body: Html, options: { status?: 200 | 400 | 404; until?: Date } = {}): Answer {
  const { status = 200, until } = options
  return until ? { kind: 'page', body, status, until } : { kind: 'page', body, status }
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

export type Handler<Tables> = (ask: Ask<Tables>) => Answer | Promise<Answer>

export type PageRoute<Tables> = {
  kind: 'page'
  method: 'GET'
  /** Below the language: `/lines/:line`. */
  path: string
  audience: Audience
  /** The parameters it knows. Others are dropped, also from the key of the cache. */
  query: readonly string[]
  /** The slices whose rows it shows: a write to one makes it anew. */
  reads: readonly string[]
  handler: Handler<Tables>
}

export type Route<Tables> = PageRoute<Tables> | ApiRoute<Tables>

/**
 * The routes of one slice: pages and files by `get`, endpoints of the API by `api` (api.ts says how).
 * The only way to make a route, so that test/routes.test.ts can print and freeze them all.
 */
export function slice<Tables>(...reads: string[]) {
  const routes: Route<Tables>[] = []
  const get = (path: string, audience: Audience, query: readonly string[], handler: Handler<Tables>) => {
    routes.push({ kind: 'page', method: 'GET', path, audience, query, reads, handler })
  }
  const api = <Query extends z.ZodObject, Answer extends z.ZodType>(
    path: string,
    audience: Audience,
    endpoint: Endpoint<Query, Answer>,
    handler: (ask: ApiAsk<Tables, z.output<Query>>) => Promise<z.output<Answer>>,
  ) => {
    routes.push(apiRoute({ path, audience, reads }, endpoint, handler))
  }
  return { routes, get, api }
}
