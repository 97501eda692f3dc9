/** The listening process: what the cache holds is answered before the framework wakes up; all else goes to the application. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { encodingFor, type PageCache } from './cache.ts'
import { Refused } from './errors.ts'
import { clientOf } from './limits.ts'
import { cacheStatus, wire } from './respond.ts'
import { sessionIn } from './session.ts'
import type { Env } from './site.ts'

type Parts = {
  app: Hono<Env>
  cache: PageCache
  /** Scheme, host and port under which people reach the site. */
  origin: string
  clock: () => Date
  trustProxy: boolean
  /** In milliseconds: how long a connection may stand still before it is ended. */
  patience?: number
}

/** Starts listening; resolves once it does. Port 0 takes any that is free. */
export function listen(parts: Parts, port: number, host: string): Promise<Server> {
  const server = createServer(listener(parts))
  server.on('clientError', refuseGarbage)
  // A slow line gets its time, a connection that says nothing does not.
  server.requestTimeout = 120_000
  server.headersTimeout = 30_000
  // Who takes nothing of a long file would hold it open for ever.
  server.timeout = parts.patience ?? 120_000
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new Refused(taken(port)) : error))
    server.listen(port, host, () => resolve(server))
  })
}

const taken = (port: number) => `Port ${port} is taken by another process. Stop that one, or choose another: PORT=8001 npm start`

function listener({ app, cache, origin, clock, trustProxy }: Parts) {
  const respond = getRequestListener((request, env) => {
    const { incoming, outgoing } = env as { incoming: IncomingMessage; outgoing: ServerResponse }
    const forwarded = incoming.headers['x-forwarded-for']
    const client = clientOf(incoming.socket.remoteAddress, String(forwarded ?? ''), trustProxy)
    return app.fetch(request, { client, breakOff: () => outgoing.destroy() })
  })
  return (request: IncomingMessage, response: ServerResponse) => {
    if (!answerFromCache({ cache, origin }, clock(), request, response)) void respond(request, response)
  }
}

/** Only an address written exactly as the site writes it is found here; others are put in order by the application first. */
function answerFromCache(
  { cache, origin }: Pick<Parts, 'cache' | 'origin'>,
  now: Date,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  // Who is signed in sees pages of their own.
  if (sessionIn(request.headers.cookie, origin) !== null) return false
  const page = cache.find(request.url ?? '', now.getTime())
  const acceptEncoding = request.headers['accept-encoding']?.toString() ?? null
  if (!page?.bodies.has(encodingFor(acceptEncoding))) return false
  const { status, headers, body } = wire(page, { acceptEncoding, ifNoneMatch: request.headers['if-none-match'] ?? null })
  response.writeHead(status, { ...headers, 'cache-status': cacheStatus('hit') })
  response.end(request.method === 'HEAD' ? undefined : body)
  return true
}

/** A request that is no HTTP, or whose head is too long, gets one plain sentence. */
function refuseGarbage(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return
  const tooLong = error.code === 'HPE_HEADER_OVERFLOW'
  const sentence = tooLong
    ? 'The address or the headers of this request are too long: shorten them.'
    : 'This is not a request that can be understood.'
  const status = tooLong ? '431 Request Header Fields Too Large' : '400 Bad Request'
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${sentence.length}\r\nConnection: close\r\n\r\n${sentence}`,
  )
}
