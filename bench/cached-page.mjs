/**
 * A page from the cache, as a share of what a bare node:http server reaches with the same compressed bytes and headers
 * in the same run. Fails under the floor.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FLOOR = 0.3
const PAGE = '/en/facilitators'

if (process.argv[2] === 'ceiling') await ceiling(process.argv[3])
else await main(process.argv.includes('--small'))

async function main(small) {
  const [runs, seconds] = small ? [3, 2] : [5, 5]
  const folder = mkdtempSync(join(tmpdir(), 'actionlines-bench-'))
  const site = await start(['dist/main.js', 'serve'], { DATA_DIR: folder, PORT: '0', RATE_LIMIT: '0', LOG_LEVEL: 'warn', DATABASE_URL: '' })
  try {
    await fetched(site.origin)
    const sample = await fetched(site.origin)
    if (!sample.headers['cache-status']?.includes('hit')) throw new Error(`not from the cache: ${sample.headers['cache-status']}`)
    const bare = await start([fileURLToPath(import.meta.url), 'ceiling', JSON.stringify(sample)], {})
    const rates = { site: [], bare: [] }
    for (let run = 0; run < runs; run += 1) {
      rates.bare.push(wrk(bare.origin, seconds))
      rates.site.push(wrk(site.origin, seconds))
    }
    bare.child.kill()
    const ratio = median(rates.site) / median(rates.bare)
    console.log(`| cached page, ${sample.bytes} bytes | requests/s | ratio |\n|---|---|---|`)
    console.log(`| bare node:http, the same bytes and headers | ${Math.round(median(rates.bare))} | 1.00 |`)
    console.log(`| actionlines, from the cache | ${Math.round(median(rates.site))} | ${ratio.toFixed(2)} |`)
    if (ratio < FLOOR) throw new Error(`a cached page reaches ${ratio.toFixed(2)} of the ceiling, less than ${FLOOR}`)
  } finally {
    site.child.kill()
    await once(site.child, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Starts a server that prints its address once it listens. */
async function start(args, environment) {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const chunk of child.stdout) {
    const port = /http:\/\/\S+?:(\d+)/.exec(String(chunk))?.[1]
    if (port) return { child, origin: `http://127.0.0.1:${port}` }
  }
  throw new Error(`${args[0]} ended before it listened`)
}

async function fetched(origin) {
  const { get } = await import('node:http')
  const [response] = await once(get(`${origin}${PAGE}`, { headers: { 'accept-encoding': 'br' } }), 'response')
  const chunks = await response.toArray()
  const { connection, date, 'keep-alive': keepAlive, ...headers } = response.headers
  return { headers, body: Buffer.concat(chunks).toString('base64'), bytes: Buffer.concat(chunks).length }
}

function wrk(origin, seconds) {
  const { stdout, error, status } = spawnSync('wrk', ['-t1', '-c32', `-d${seconds}s`, '-H', 'Accept-Encoding: br', `${origin}${PAGE}`], {
    encoding: 'utf8',
  })
  if (error) throw new Error('This bench needs wrk: apt-get install wrk', { cause: error })
  if (status !== 0 || /Non-2xx/.test(stdout)) throw new Error(stdout)
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1])
}

async function ceiling(sample) {
  const { headers, body } = JSON.parse(sample)
  const bytes = Buffer.from(body, 'base64')
  const server = createServer((_, response) => {
    response.writeHead(200, headers)
    response.end(bytes)
  })
  server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
}
