/** Turns an answer into a response: hashed, compressed and kept once, with the headers that every answer carries. */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { type BrotliOptions, brotliCompress, constants, gzip } from 'node:zlib'
import { z } from 'zod'
import { type Encoding, encodingFor, type Stored } from './cache.ts'
import { type Answer, FILE_TYPES, type FileType, type Html } from './http.ts'

/** No script, no inline style, nothing from elsewhere. Forms may only come back here; nobody may frame us. */
const DIRECTIVES = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
]
const POLICY = DIRECTIVES.join('; ')

/** The same, but for one script at its whole address: `'self'` would let any file of ours run. `sends`: it sends to us what is typed. */
const policyWith = (script: string, sends: boolean) =>
  [...DIRECTIVES, `script-src ${script}`, ...(sends ? ["connect-src 'self'"] : [])].join('; ')

/** A picture has its colours, light and dark, in a style element of its own; it can load nothing and run nothing. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"

/** Headers of every answer; HSTS only where people reach us by https. */
export function commonHeaders(secure: boolean): Record<string, string> {
  return {
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'cross-origin-opener-policy': 'same-origin',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}

const brotli = promisify<Buffer, BrotliOptions, Buffer>(brotliCompress)
const gzipped = promisify<Buffer, Buffer>(gzip)
/** Each page is compressed once and sent often, but the first reader waits for it: 4 is quick, and leaves pages well within their bounds. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }

export function compress(body: Buffer, encoding: Encoding): Promise<Buffer> | Buffer {
  if (encoding === 'br') return brotli(body, QUALITY)
  return encoding === 'gzip' ? gzipped(body) : body
}

/** RFC 9211: says whether an answer was kept or made anew. */
export function cacheStatus(cache: 'hit' | 'miss'): string {
  return cache === 'hit' ? 'actionlines; hit' : 'actionlines; fwd=miss'
}

/** Weak (RFC 9110 §8.8.1): the same page may come compressed in several ways. */
export function weakTag(body: Buffer): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
}

/** An answer of the API. */
export type Json = { kind: 'json'; body: string; headers: Readonly<Record<string, string>> }
export type Whole = Extract<Answer, { kind: 'page' | 'file' }> | Json

type About = {
  language: string
  /** The address that always gives this answer, where the one that was asked leaves the language to a header. */
  address?: string
  next?: (cursor: string) => string
}

/** `next` makes the address of the next part from its cursor. */
export function json(answer: unknown, { language, address, next }: About): Json {
  const cursor = Part.safeParse(answer).data?.next
  const headers = {
    'content-type': FILE_TYPES.json,
    'content-language': language,
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'etag, link, retry-after',
    ...(address ? { 'content-location': address, vary: 'accept-encoding, accept-language' } : {}),
    ...(cursor && next ? { link: `<${next(cursor)}>; rel="next"` } : {}),
  }
  return { kind: 'json', body: JSON.stringify(answer), headers }
}

/** A list given in parts (cursor.ts). */
const Part = z.object({ next: z.string().nullable() })

/** The body of an answer with its headers, ready to keep and to send. */
export async function render(
  answer: Whole,
  language: string,
  common: Record<string, string>,
): Promise<Omit<Stored, 'reads' | 'changes' | 'until'>> {
  const body = Buffer.from(answer.kind === 'page' ? await html(answer.body) : answer.body)
  const etag = weakTag(body)
  const headers = {
    ...common,
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
    etag,
    ...headersOf(answer, language),
  }
  return { headers, etag, bodies: new Map<Encoding, Buffer>([['identity', body]]) }
}

/** What kind of answer it is. */
export function headersOf(answer: Whole, language: string): Readonly<Record<string, string>> {
  if (answer.kind === 'json') return answer.headers
  if (answer.kind === 'file') return fileHeaders(answer)
  return {
    ...pageHeaders(language),
    ...(answer.script ? { 'content-security-policy': policyWith(answer.script, answer.sends ?? false) } : {}),
  }
}

export const html = async (body: Html) => `<!DOCTYPE html>${await body}`

export const pageHeaders = (language: string) => ({ 'content-type': 'text/html; charset=utf-8', 'content-language': language })

export const problemHeaders = (language: string) => ({
  'content-type': 'application/problem+json',
  'content-language': language,
  'access-control-allow-origin': '*',
})

/** Of a file made as a whole: a browser shows it, but for tables, which it would show as bare text. */
const fileHeaders = ({ type, name }: Named) => describe(type, name, type === 'csv' ? 'attachment' : 'inline')

/** Of a file made while it is sent, which may be long: saved, but for what a program or a page shows. */
export const streamHeaders = ({ type, name }: Named) => describe(type, name, type === 'atom' || type === 'svg' ? 'inline' : 'attachment')

type Named = { type: FileType; name: string }

function describe(type: FileType, name: string, disposition: 'inline' | 'attachment'): Record<string, string> {
  return {
    'content-type': FILE_TYPES[type],
    'content-disposition': `${disposition}; filename="${name.replace(/[^\w.-]+/g, '-')}.${type}"`,
    'access-control-allow-origin': '*',
    ...(type === 'svg' ? { 'content-security-policy': PICTURE_POLICY } : {}),
  }
}

/** With its body in the encoding that the client takes best. */
export async function encoded<Page extends Pick<Stored, 'bodies'>>(page: Page, acceptEncoding: string | null): Promise<Page> {
  const encoding = encodingFor(acceptEncoding)
  const identity = page.bodies.get('identity')
  if (page.bodies.has(encoding) || !identity) return page
  return { ...page, bodies: new Map(page.bodies).set(encoding, await compress(identity, encoding)) }
}

/** Weak comparison (RFC 9110 §13.1.2). */
export function isKnown(etag: string, ifNoneMatch: string | null): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '')
  return ifNoneMatch?.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag)) ?? false
}

/** What goes over the wire: status, headers and body, for a kept page or a fresh one. */
export function wire(
  page: Pick<Stored, 'headers' | 'etag' | 'bodies'>,
  request: { acceptEncoding: string | null; ifNoneMatch: string | null },
) {
  if (isKnown(page.etag, request.ifNoneMatch)) {
    return { status: 304, headers: page.headers, body: null }
  }
  const encoding = encodingFor(request.acceptEncoding)
  const body = page.bodies.get(encoding) ?? page.bodies.get('identity') ?? Buffer.alloc(0)
  const coding = page.bodies.has(encoding) && encoding !== 'identity' ? { 'content-encoding': encoding } : {}
  return { status: 200, headers: { ...page.headers, ...coding, 'content-length': String(body.length) }, body }
}
