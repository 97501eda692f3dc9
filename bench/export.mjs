/**
 * The whole stocktaking taken away as XML, JSON and CSV: activities a second, the memory of the process above that before, and how long
 * a page takes meanwhile. Fails above the limits.
 *
 *   node bench/export.mjs [--small] [--engine pglite|postgresql] [--records 100000]
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { enginesOf, generated, withSite } from './databases.mjs'

/** Megabytes that a file may need above what the process had when it answered pages. */
const LIMIT = 300
/** Milliseconds for a page of the list, made anew, while a file is made: the median of all that are asked. */
const QUICK = 500

const { values } = parseArgs({
  options: { small: { type: 'boolean', default: false }, engine: { type: 'string' }, records: { type: 'string' } },
})
const records = Number(values.records ?? (values.small ? 2500 : 100_000))
const folder = mkdtempSync(join(tmpdir(), 'actionlines-bench-'))
const failures = []
let asked = 0

try {
  const activities = generated(folder, 'activities.xml', records)
  for (const engine of enginesOf(values.engine)) await withSite(engine, folder, activities, (site) => bench(engine, site))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (failures.length > 0) throw new Error(failures.join('\n'))

async function bench(engine, site) {
  await pagesWhile(site, () => new Promise((resolve) => setTimeout(resolve, 3000)))
  const rest = residentOf(site.child.pid)
  console.log(
    `\n${engine}, ${records} activities\n\n| file | activities/s | MB | memory above rest, MB | a page meanwhile, ms |\n|---|---|---|---|---|`,
  )
  for (const type of ['xml', 'json', 'csv']) await measure(site, type, { engine, rest })
}

async function measure(site, type, { engine, rest }) {
  let bytes = 0
  let seconds = 0
  let peak = 0
  const page = await pagesWhile(site, async () => {
    const began = performance.now()
    const { body } = await fetch(`${site.origin}/en/stocktaking.${type}`)
    for await (const chunk of body) {
      bytes += chunk.length
      peak = Math.max(peak, residentOf(site.child.pid))
    }
    seconds = (performance.now() - began) / 1000
  })
  const above = (peak - rest) / 1e6
  console.log(`| ${type} | ${Math.round(records / seconds)} | ${Math.round(bytes / 1e6)} | ${Math.round(above)} | ${Math.round(page)} |`)
  if (above > LIMIT) failures.push(`${engine}: the ${type} needs ${Math.round(above)} MB above rest, more than ${LIMIT}`)
  if (page > QUICK) failures.push(`${engine}: beside the ${type} a page takes ${Math.round(page)} ms, more than ${QUICK}`)
}

/** Asks for one page of the list after the other, each another, until something is done. @returns the median of milliseconds */
async function pagesWhile(site, work) {
  const took = []
  let done = false
  const working = work().finally(() => {
    done = true
  })
  for (let year = 2005; !done; year = year === 2023 ? 2005 : year + 1) {
    const began = performance.now()
    await (await fetch(`${site.origin}/en/stocktaking?year=${year}&sort=newest&page=${1 + (asked++ % 20)}`)).text()
    took.push(performance.now() - began)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await working
  return took.toSorted((one, other) => one - other)[Math.floor(took.length / 2)]
}

function residentOf(pid) {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
}
