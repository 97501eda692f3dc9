/** Before all tests: a build, a folder for their databases, a browser, and one line that says on what they run. After all: the folder goes. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

export default async function setup(): Promise<() => void> {
  execFileSync(process.execPath, ['build.mjs'], { stdio: 'inherit' })
  process.env.ACTIONLINES_TEST_BROWSER = await unpackBrowser()
  console.log(`The tests run on ${await serverVersion(process.env.TEST_DATABASE_URL)}`)

  const folder = mkdtempSync(join(tmpdir(), 'actionlines-test-'))
  process.env.ACTIONLINES_TEST_FOLDER = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

/** The package brings the libraries that a bare machine lacks, but unpacks them only where it believes to be on one: so it is told. */
async function unpackBrowser(): Promise<string> {
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x'
  const { default: chromium } = await import('@sparticuz/chromium')
  return chromium.executablePath()
}

/** With TEST_DATABASE_URL the suite must run on a server that calls itself PostgreSQL; without, it runs on the embedded engine. */
async function serverVersion(url: string | undefined): Promise<string> {
  if (!url) return 'the embedded engine, PGlite'
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ version: string }>('select version()')
  await client.end()
  const version = rows[0]?.version ?? 'nothing'
  if (!version.startsWith('PostgreSQL') || version.includes('wasm'))
    throw new Error(`TEST_DATABASE_URL leads to ${version}, not to a PostgreSQL server`)
  return version
}
