/**
 * Routes for programs, made by `api()` of a slice: parameters and answers have schemas, from which handlers have their types,
 * openapi.json its document and the page about the API its tables.
 *
 * ```ts
 * // src/stocktaking/api.ts
 * export const stocktakingApi = slice<Tables>('framework', 'stakeholders', 'stocktaking')
 *
 * stocktakingApi.api('/activities', 'public', {
 *   summary: said(strings, 'apiActivities'),
 *   query: z.object({ line: z.array(slug).optional(), since: z.iso.datetime().optional(), ...parts(z.tuple([z.string(), z.number()])) }),
 *   parameters: { line: said(strings, 'apiLine'), since: said(strings, 'apiSince') },
 *   answer: partOf(Activity),
 *   example: '/activities?line=c7-e-health&limit=1',
 * }, async ({ db, query, text }) => {
 *   const found = await activitiesAfter(db, { ...query, limit: query.limit + 1 })
 *   const { rows, next } = cut(found, query.limit, (row) => [row.updatedAt, row.id])
 *   return { items: rows.map((row) => ({ id: row.publicId, title: text(row.titles) })), next }
 * })
 * ```
 *
 * Names of fields are those of the columns of the CSV files (`short_title`). A parameter whose schema is an array may be repeated in the
 * address. Unknown parameters, and values that the schema refuses, are answered before the handler with 400 and a sentence each; what only
 * the handler can refuse it throws as `BadRequest` (a whole sentence of its slice's words) or `NotFound`. `language`, `languages`,
 * `limit` and `cursor` are described once for all. The route stands in test/routes.txt; test/api.test.ts asks its example and holds the
 * answer to its schema. Mark a schema that is used more than once with `.meta({ id: 'Activity' })`: it gets a name in openapi.json.
 */
import { z } from 'zod'
import { type Given, parseGiven, type Refusal } from './api-parameters.ts'
import { type Text, textOf } from './api-texts.ts'
import type { Audience } from './auth.ts'
import type { Texts } from './best-text.ts'
import type { Database } from './db.ts'
import { LANGUAGES, type Language, negotiate, type View, type Words } from './i18n.ts'

/** Where the API begins. Within a version fields are added, none is taken away or changes its meaning. */
export const API = '/api/v1'

/** A text of the documentation, in the reader's language. */
export type Phrase = (view: View) => string

export function said<Key extends string>(words: Words<Key>, key: Key): Phrase {
  return (view) => view.words(words)(key)
}

export type ApiAsk<Tables, Query> = {
  db: Database<Tables>
  now: Date
  /** For sentences of the site, in the language asked for where the site has it. */
  view: View
  /** In which texts are given. */
  language: Language
  /** The named part of the path. */
  param: (name: string) => string
  query: Query
  /** A text of an answer, of all that there is of it. */
  text: (texts: Texts) => Text
}

/** What every endpoint knows beside its own parameters. */
const Common = z.object({ language: z.enum(LANGUAGES).optional(), languages: z.enum(['all']).optional() })

/** Parameters that mean the same everywhere: their phrases are the site's. */
export type SharedParameter = 'language' | 'languages' | 'limit' | 'cursor'

export type Endpoint<Query extends z.ZodObject, Answer extends z.ZodType> = {
  /** What it gives, in a line. */
  summary: Phrase
  query: Query
  /** What each parameter means, and what to write. */
  parameters: { readonly [Name in Exclude<keyof z.output<Query>, SharedParameter>]: Phrase }
  /** What each named part of the path means. */
  path?: Readonly<Record<string, Phrase>>
  answer: Answer
  /** A request below /api/v1, without a language, that has an answer in a fresh installation: it stands on the page about the API. */
  example: string
}

export type ApiRequest<Tables> = Omit<ApiAsk<Tables, unknown>, 'query' | 'text'>
export type Responded = { ok: true; answer: unknown } | { ok: false; refusals: Refusal[] }

export type ApiRoute<Tables> = {
  kind: 'api'
  method: 'GET'
  /** With the version: `/api/v1/lines/:slug{[a-z0-9-]+}`. */
  path: string
  audience: Audience
  /** The names of its parameters, in the order of its one address. */
  query: readonly string[]
  reads: readonly string[]
  summary: Phrase
  phrases: Readonly<Record<string, Phrase>>
  schemas: { query: z.ZodObject; answer: z.ZodType }
  /** With the version. */
  example: string
  respond: (request: ApiRequest<Tables>, given: Given) => Promise<Responded>
}

type Place = { path: string; audience: Audience; reads: readonly string[] }

/** Only slice() calls it. */
export function apiRoute<Tables, Query extends z.ZodObject, Answer extends z.ZodType>(
  { path, audience, reads }: Place,
  endpoint: Endpoint<Query, Answer>,
  handler: (ask: ApiAsk<Tables, z.output<Query>>) => Promise<z.output<Answer>>,
): ApiRoute<Tables> {
  const schemas = { query: z.object({ ...endpoint.query.shape, ...Common.shape }), answer: endpoint.answer }
  return {
    kind: 'api',
    method: 'GET',
    path: `${API}${path}`,
    audience,
    query: Object.keys(schemas.query.shape),
    reads,
    summary: endpoint.summary,
    phrases: { ...endpoint.path, ...endpoint.parameters },
    schemas,
    example: `${API}${endpoint.example}`,
    respond: async (request, given) => {
      const whole = parseGiven(schemas.query, given)
      if (!whole.ok) return whole
      const own = parseGiven(endpoint.query, without(given, Common))
      if (!own.ok) return own
      const all = given.languages !== undefined
      const text = (texts: Texts) => textOf(texts, request.language, { all })
      return { ok: true, answer: await handler({ ...request, query: own.value, text }) }
    },
  }
}

/** The named parts of an address, by the path of its route. */
export function partsOf(path: string, address: string): Readonly<Record<string, string>> {
  const pattern = path.replace(/:(\w+)(?:\{((?:[^{}]|\{[^}]*\})*)\})?/g, (_, name: string, part = '[^/]+') => `(?<${name}>${part})`)
  return new RegExp(`^${pattern}$`).exec(address)?.groups ?? {}
}

function without(given: Given, { shape }: z.ZodObject): Given {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !(name in shape)))
}

/** In which language texts are given: as the parameter says, else as the header asks (RFC 9110 §12.5.4). A wrong parameter is refused later. */
export function languageOf(given: Given, acceptLanguage: string | null): Language {
  const [asked] = given.language ?? []
  return LANGUAGES.find((language) => language === asked) ?? negotiate(acceptLanguage, LANGUAGES)
}
