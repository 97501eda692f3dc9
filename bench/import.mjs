/**
 * `import iati` on the embedded engine and, with TEST_DATABASE_URL, on a PostgreSQL server: records a second, as a share of what it
 * takes to read the same file and put each record whole into one table without keys, in transactions of the same size; and the memory
 * that a long stream needs above that of a single record. Fails under the floor or above the limit.
 *
 *   node bench/import.mjs [--small] [--engine pglite|postgresql]
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { databasesOf, enginesOf, generated, server } from './databases.mjs'
import { median } from './servers.mjs'

/** Of the ceiling. The embedded engine indexes words in the same thread in which it writes. */
const FLOORS = { postgresql: 0.2, pglite: 0.12 }
/** Megabytes above rest. */
const LIMIT = 150
/** Records in a transaction, as in the import. */
const BATCH = 250

const { values } = parseArgs({ options: { small: { type: 'boolean', default: false }, engine: { type: 'string' } } })
const size = values.small ? { runs: 1, records: 2500, stream: 16 } : { runs: 5, records: 10_000, stream: 256 }
const folder = mkdtempSync(join(tmpdir(), 'actionlines-bench-'))
const bundle = 'dist/bench-import.js'

try {
  await build({
    stdin: {
      contents: "export { connect } from './src/platform/db.ts'\nexport { readActivities } from './src/stocktaking/iati/index.ts'",
      resolveDir: resolve('.'),
    },
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
  })
  for (const engine of enginesOf(values.engine)) await bench(engine)
  if (!server && !values.engine) console.log('\nTEST_DATABASE_URL is not set: PostgreSQL was not measured.')
} finally {
  rmSync(folder, { recursive: true, force: true })
  rmSync(bundle, { force: true })
}

async function bench(engine) {
  const activities = generated(folder, 'activities.xml', size.records)
  const databases = databasesOf(engine, folder)
  const rates = { ceiling: [], import: [] }
  let version = ''
  for (let run = 0; run < size.runs; run += 1) {
    const bare = await databases.fresh()
    const ceiling = await readAndKeep(activities, bare)
    version = ceiling.version
    rates.ceiling.push(ceiling.rate)
    rates.import.push((await imported(activities, await databases.fresh())).rate)
  }
  const rest = await imported(generated(folder, 'one.xml', 1), await databases.fresh())
  // About 4.1 KB a record.
  const stream = await imported(generated(folder, 'stream.xml', Math.round((size.stream * 1e6) / 4135)), await databases.fresh())
  await databases.remove()

  const ratio = median(rates.import) / median(rates.ceiling)
  const memory = (stream.peak - rest.peak) / 1e6
  console.log(`\n${version.split(',')[0]}, ${size.records} records of 4 KB\n\n| | records/s | ratio |\n|---|---|---|`)
  console.log(`| read, and put whole into one table without keys | ${Math.round(median(rates.ceiling))} | 1.00 |`)
  console.log(`| import iati | ${Math.round(median(rates.import))} | ${ratio.toFixed(2)} |`)
  console.log(`| import iati, a stream of ${size.stream} MB | ${Math.round(stream.rate)} | |`)
  console.log(`\nMemory of that stream above rest: ${Math.round(memory)} MB (at rest ${Math.round(rest.peak / 1e6)} MB)`)
  if (ratio < FLOORS[engine]) throw new Error(`the import reaches ${ratio.toFixed(2)} of the ceiling, less than ${FLOORS[engine]}`)
  if (memory > LIMIT) throw new Error(`the stream needs ${Math.round(memory)} MB above rest, more than ${LIMIT}`)
}

/** The least that any import does. */
async function readAndKeep(file, { DATA_DIR, DATABASE_URL }) {
  const { connect, readActivities } = await import(pathToFileURL(resolve(bundle)).href)
  const worker = pathToFileURL(resolve('dist/pglite-worker.js'))
  const connection = await connect({ url: DATABASE_URL || null, folder: DATA_DIR, worker })
  const { db, version } = connection
  await connection.execute('create table public.bare (record text not null)')
  const began = performance.now()
  let count = 0
  let batch = []
  const keep = async (records) => {
    const parameters = records.map((_, index) => `$${index + 1}`)
    const text = `insert into public.bare select * from unnest(array[${parameters.join()}]::text[])`
    await db
      .transaction()
      .execute((tx) => tx.executeQuery({ query: { kind: 'RawNode' }, queryId: { queryId: '' }, sql: text, parameters: records }))
  }
  for await (const reading of readActivities(file, { vocabularyUri: 'https://example.org/' })) {
    if (reading.kind !== 'record') continue
    count += 1
    batch.push(reading.record.xml)
    if (batch.length < BATCH) continue
    await keep(batch)
    batch = []
  }
  if (batch.length > 0) await keep(batch)
  const seconds = (performance.now() - began) / 1000
  await connection.close()
  return { rate: count / seconds, version }
}

/** Runs the command. `peak` is its largest resident memory in bytes, the embedded engine's included. */
async function imported(file, settings) {
  const child = spawn(process.execPath, ['dist/main.js', 'import', 'iati', file], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, residentOf(child.pid))
  }, 50)
  const [code] = await once(child, 'close')
  clearInterval(watch)
  if (code !== 0) throw new Error(`the import ended with ${code}: ${said}`)
  return { peak, rate: Number(/\(([\d,]+) a second\)/.exec(said)?.[1]?.replaceAll(',', '')) }
}

function residentOf(pid) {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0 // it has just ended
  }
}
