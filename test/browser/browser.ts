/** A browser out of an npm package, and the real server under it. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
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
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, server }
}
