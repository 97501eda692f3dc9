/** What benches start and ask: the site, a bare server as the ceiling, wrk. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Starts a server that prints its address once it listens. */
export async function start(args, environment) {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] })
  // What it prints later is read and dropped: a closed pipe would end it.
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    const port = /http:\/\/\S+?:(\d+)/.exec(String(chunk))?.[1]
    if (!port) continue
    child.stdout.resume()
    return { child, origin: `http://127.0.0.1:${port}` }
  }
  throw new Error(`${args[0]} ended before it listened`)
}

export async function stop({ child }) {
  const ended = once(child, 'exit')
  child.kill()
  await ended
}

/** The site on a database, with no limit of rate. */
export function startSite(environment) {
  return start(['dist/main.js', 'serve'], { PORT: '0', RATE_LIMIT: '0', DUMPS: 'no', LOG_LEVEL: 'warn', ...environment })
}

/** A bare node:http server that gives the same compressed bytes and headers as this answer. */
export function startCeiling(sample) {
  return start([fileURLToPath(new URL('ceiling.mjs', import.meta.url)), JSON.stringify(sample)], {})
}

/** An answer as a browser gets it, compressed. */
export async function fetched(url, headers = {}) {
  const [response] = await once(get(url, { headers: { 'accept-encoding': 'br', ...headers } }), 'response')
  const body = Buffer.concat(await response.toArray())
  const { connection, date, 'keep-alive': keepAlive, ...told } = response.headers
  return { status: response.statusCode, headers: told, body: body.toString('base64'), bytes: body.length }
}

/** Requests a second. Fails where an answer is none. */
export function wrk(url, { seconds, connections = 32, headers = {} }) {
  const told = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(run(['-t1', `-c${connections}`, `-d${seconds}s`, ...told, url]))?.[1])
}

/**
 * Each path once, in turn: requests a second, the 99th percentile in milliseconds, and how many answers were made anew. Fails where one
 * came from the cache, was none, or the paths ran out.
 */
export function wrkPaths(origin, paths, { seconds, connections = 4 }) {
  const folder = mkdtempSync(join(tmpdir(), 'actionlines-wrk-'))
  const [list, script] = [join(folder, 'paths.txt'), join(folder, 'paths.lua')]
  writeFileSync(list, paths.join('\n'))
  writeFileSync(script, LUA.replace('LIST', list))
  const said = run(['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-s', script, origin])
  rmSync(folder, { recursive: true })
  const [, asked = '0', missed = '0', p99 = '0'] = /asked (\d+) missed (\d+) p99 ([\d.]+)/.exec(said) ?? []
  const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(said)?.[1])
  if (Number(asked) > paths.length) throw new Error(`${asked} requests for ${paths.length} addresses: some were asked twice`)
  if (asked === '0' || Number(asked) - Number(missed) > 2 * connections)
    throw new Error(`of ${asked} answers only ${missed} were made anew`)
  return { rate, p99: Number(p99) }
}

const LUA = `
local paths = {}
for line in io.lines('LIST') do paths[#paths + 1] = line end
local threads = {}
function setup(thread) threads[#threads + 1] = thread end
function init() asked = 0; missed = 0 end
function request() asked = asked + 1; return wrk.format('GET', paths[(asked - 1) % #paths + 1], {['Accept-Encoding'] = 'br'}) end
function response(status, headers)
  for name, value in pairs(headers) do
    if string.lower(name) == 'cache-status' and string.find(value, 'miss') then missed = missed + 1 end
  end
end
function done(summary, latency)
  local asked, missed = 0, 0
  for _, thread in ipairs(threads) do asked = asked + thread:get('asked'); missed = missed + thread:get('missed') end
  io.write(string.format('asked %d missed %d p99 %.2f\\n', asked, missed, latency:percentile(99) / 1000))
end
`

function run(args) {
  const { stdout, error, status } = spawnSync('wrk', ['-H', 'Accept-Encoding: br', ...args], { encoding: 'utf8' })
  if (error) throw new Error('This bench needs wrk: apt-get install wrk', { cause: error })
  if (status !== 0 || /Non-2xx/.test(stdout)) throw new Error(stdout)
  return stdout
}

export function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]
}
