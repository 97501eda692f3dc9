/** The API described for programs (OpenAPI 3.1), from the routes and their schemas alone. */
import { z } from 'zod'
import type { ApiRoute, Phrase, SharedParameter } from './api.ts'
import type { View } from './i18n.ts'

type Node = { [name: string]: unknown }
type Described = Pick<ApiRoute<never>, 'path' | 'summary' | 'phrases' | 'schemas'>

/** @param view in English: the document has one language */
export function openapi(routes: readonly Described[], view: View, shared: Readonly<Record<SharedParameter, Phrase>>): unknown {
  const schemas: Node = { Problem: PROBLEM }
  const paths = Object.fromEntries(routes.map((route) => [pathOf(route.path), { get: operation(route, { view, shared, schemas }) }]))
  const { origin, contact, planTitles } = view.site
  return pointed({
    openapi: '3.1.0',
    info: {
      title: `Actionlines: ${planTitles.en ?? 'the plan'}`,
      version: '1',
      ...(contact ? { contact: { email: contact } } : {}),
    },
    externalDocs: { url: `${origin}/en/api` },
    servers: [{ url: origin }],
    security: [],
    paths,
    components: { schemas, responses: RESPONSES, headers: HEADERS },
  })
}

type About = { view: View; shared: Readonly<Record<SharedParameter, Phrase>>; schemas: Node }

function operation(route: Described, { view, shared, schemas }: About): Node {
  const { path, summary } = route
  const { query, answer } = route.schemas
  return {
    operationId: operationOf(path),
    summary: summary(view),
    parameters: parametersOf(route, view, shared),
    responses: {
      200: {
        description: 'The answer',
        headers: { ETag: header('ETag'), ...('cursor' in query.shape ? { Link: header('Link') } : {}) },
        content: { 'application/json': { schema: schemaOf(answer, schemas) } },
      },
      304: { $ref: '#/components/responses/Unchanged' },
      400: { $ref: '#/components/responses/BadRequest' },
      ...(path.includes(':') ? { 404: { $ref: '#/components/responses/Absent' } } : {}),
      429: { $ref: '#/components/responses/TooMany' },
    },
  }
}

/** `/api/v1/lines/:slug{[a-z0-9-]+}` → `/api/v1/lines/{slug}` */
export function pathOf(path: string): string {
  return path.replace(PART, '{$1}')
}

const PART = /:(\w+)(?:\{((?:[^{}]|\{[^}]*\})*)\})?/g

function partsOf(path: string): { name: string; pattern: string }[] {
  return [...path.matchAll(PART)].map(([, name = '', pattern = '[^/]+']) => ({ name, pattern }))
}

/** `/api/v1/lines/:slug` → `lines-slug` */
function operationOf(path: string): string {
  return pathOf(path).split('/').slice(3).join('-').replaceAll(/[{}]/g, '')
}

export type Parameter = { name: string; in: 'path' | 'query'; required: boolean; description: string; schema: Schema }

/** The parameters of an endpoint, those of its path first; descriptions in the reader's language. */
export function parametersOf(
  { path, phrases, schemas: { query } }: Pick<Described, 'path' | 'phrases' | 'schemas'>,
  view: View,
  shared: Readonly<Record<SharedParameter, Phrase>>,
): Parameter[] {
  const all: Readonly<Record<string, Phrase>> = { ...shared, ...phrases }
  const description = (name: string) => all[name]?.(view) ?? ''
  const { properties = {}, required = [] } = schemaOf(query, {}, 'input')
  return [
    ...partsOf(path).map(({ name, pattern }) => ({
      name,
      in: 'path' as const,
      required: true,
      description: description(name),
      schema: { type: 'string' as const, pattern: `^${pattern}$` },
    })),
    ...Object.entries(properties).flatMap(([name, schema]) =>
      typeof schema === 'boolean'
        ? []
        : [{ name, in: 'query' as const, required: required.includes(name), description: description(name), schema }],
    ),
  ]
}

type Schema = z.core.JSONSchema.BaseSchema

/** The schema in the words of OpenAPI; what has a name of its own goes among the named ones. */
function schemaOf(schema: z.ZodType, named: Node, io: 'input' | 'output' = 'output'): Schema {
  const { $schema: _, $defs = {}, ...converted } = z.toJSONSchema(schema, { io, override: ({ jsonSchema }) => loosened(jsonSchema) })
  for (const [name, definition] of Object.entries($defs)) named[name] = definition
  return converted
}

/** Later answers of this version may have more fields; and a date says by its format what its pattern would say at length. */
function loosened(schema: Schema): void {
  if (schema.additionalProperties === false) delete schema.additionalProperties
  if (schema.format === 'date' || schema.format === 'date-time') delete schema.pattern
}

/** The schemas point to each other as JSON Schema does by itself. */
function pointed(document: Node): unknown {
  return JSON.parse(JSON.stringify(document).replaceAll('"#/$defs/', '"#/components/schemas/'))
}

const header = (name: string) => ({ $ref: `#/components/headers/${name}` })

const HEADERS = {
  ETag: { description: 'Send it back in If-None-Match.', schema: { type: 'string' } },
  Link: { description: 'The address of the next part, with rel="next".', schema: { type: 'string' } },
  'Retry-After': { description: 'How many seconds to wait.', schema: { type: 'integer' } },
}

const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }

const RESPONSES = {
  Unchanged: { description: 'It is what If-None-Match names.' },
  BadRequest: { description: 'A parameter is not understood: errors says which, and what to write.', content: problem },
  Absent: { description: 'There is no such thing.', content: problem },
  TooMany: { description: 'Too many requests.', headers: { 'Retry-After': header('Retry-After') }, content: problem },
}

/** RFC 9457 */
const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['parameter', 'detail'],
        properties: { parameter: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
}
