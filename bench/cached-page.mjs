/**
 * A page from the cache, as a share of what a bare node:http server reaches with the same compressed bytes and headers
 * in the same run. Fails under the floor.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fetched, median, startCeiling, startSite, stop, wrk } from './servers.mjs'

const FLOOR = 0.3
const PAGE = '/en/facilitators'

const [runs, seconds] = process.argv.includes('--small') ? [3, 2] : [5, 5]
const folder = mkdtempSync(join(tmpdir(), 'actionlines-bench-'))
const site = await startSite({ DATA_DIR: folder, DATABASE_URL: '' })
try {
  await fetched(`${site.origin}${PAGE}`)
  const sample = await fetched(`${site.origin}${PAGE}`)
  if (!sample.headers['cache-status']?.includes('hit')) throw new Error(`not from the cache: ${sample.headers['cache-status']}`)
  const bare = await startCeiling(sample)
  const rates = { site: [], bare: [] }
  for (let run = 0; run < runs; run += 1) {
    rates.bare.push(wrk(bare.origin, { seconds }))
    rates.site.push(wrk(`${site.origin}${PAGE}`, { seconds }))
  }
  await stop(bare)
  const ratio = median(rates.site) / median(rates.bare)
  console.log(`| cached page, ${sample.bytes} bytes | requests/s | ratio |\n|---|---|---|`)
  console.log(`| bare node:http, the same bytes and headers | ${Math.round(median(rates.bare))} | 1.00 |`)
  console.log(`| actionlines, from the cache | ${Math.round(median(rates.site))} | ${ratio.toFixed(2)} |`)
  if (ratio < FLOOR) throw new Error(`a cached page reaches ${ratio.toFixed(2)} of the ceiling, less than ${FLOOR}`)
} finally {
  await stop(site)
  rmSync(folder, { recursive: true, force: true })
}
