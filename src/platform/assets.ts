/** What public/ holds: read and compressed once at the start, served under addresses that change with the content. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { encodingFor } from './cache.ts'
import type { Env } from './site.ts'

export type Asset = { path: string; type: string; lasting: boolean; identity: Buffer; br: Buffer; gzip: Buffer }

/** Style sheet and scripts carry their hash in their address, so a browser may keep them for a year; the other addresses are fixed by custom. */
export function readAssets(folder: string): { stylesheet: Asset; passkeyScript: Asset; draftScript: Asset; all: readonly Asset[] } {
  const stylesheet = asset(folder, 'style.css', 'text/css; charset=utf-8', true)
  const passkeyScript = asset(folder, 'passkey.js', 'text/javascript; charset=utf-8', true)
  const draftScript = asset(folder, 'draft.js', 'text/javascript; charset=utf-8', true)
  const icon = asset(folder, 'favicon.svg', 'image/svg+xml', false)
  const robots = asset(folder, 'robots.txt', 'text/plain; charset=utf-8', false)
  return { stylesheet, passkeyScript, draftScript, all: [stylesheet, passkeyScript, draftScript, icon, robots] }
}

function asset(folder: string, name: string, type: string, lasting: boolean): Asset {
  const identity = readFileSync(join(folder, name))
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 10)
  const path = lasting ? `/${name.replace('.', `.${hash}.`)}` : `/${name}`
  return { path, type, lasting, identity, br: brotliCompressSync(identity), gzip: gzipSync(identity) }
}

export function serveAssets(app: Hono<Env>, assets: readonly Asset[]): void {
  for (const asset of assets) {
    app.get(asset.path, (c) => {
      const encoding = encodingFor(c.req.header('accept-encoding'))
      return new Response(asset[encoding], {
        headers: {
          'content-type': asset.type,
          'cache-control': asset.lasting ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
          vary: 'accept-encoding',
          ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
        },
      })
    })
  }
}
