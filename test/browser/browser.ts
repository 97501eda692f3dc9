/** A browser out of an npm package, and the real server under it. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type Browser, chromium } from 'playwright-core'
import { listen } from '../../src/platform/server.ts'
import type { World } from '../world.ts'

export function launch(): Promise<Browser> {
  const executablePath = process.env.ACTIONLINES_TEST_BROWSER
  if (!executablePath) throw new Error('test/setup.ts unpacks the browser and names it')
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--headless=shell'] })
}

/** The world's application behind a real socket. */
export async function serve(world: Pick<World, 'app' | 'cache' | 'now'>): Promise<{ origin: string; server: Server }> {
  const server = await listen(
    { app: world.app, cache: world.cache, clock: world.now, origin: 'http://localhost', trustProxy: false },
    0,
    '127.0.0.1',
  )
  return { origin: `http://127.0.0.1:${portOf(server)}`, server }
}

/**
 * An application on the world's database that is reached as it believes to be: what a browser does only where nobody listens, which
 * http://localhost counts as, is bound to that name. Which port is free must be known before it is built.
 */
export async function serveAsLocalhost({ build, now }: Pick<World, 'build' | 'now'>, settings: Record<string, string> = {}) {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const { app, cache, jobs, outbox } = await build({ PUBLIC_URL: origin, ...settings })
  return { origin, jobs, outbox, server: await listen({ app, cache, clock: now, origin, trustProxy: false }, port, '127.0.0.1') }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const port = portOf(server)
  await once(server.close(), 'close')
  return port
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port')
  return address.port
}
