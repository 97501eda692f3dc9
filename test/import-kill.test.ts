/**
 * An import that is killed, five times between two batches and five times inside one, and then run again: what is exported is what an
 * undisturbed import leaves. The real command on a real database: the embedded one, or with TEST_DATABASE_URL a server.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, createWriteStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

const SERVER = process.env.TEST_DATABASE_URL
const RECORDS = 2000
const BATCH = 250

type Environment = Record<string, string>
let folder: string
let activities: string
let undisturbed: Environment
let disturbed: Environment

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'actionlines-kill-'))
  activities = join(folder, 'activities.xml')
  writeFileSync(
    activities,
    execFileSync(process.execPath, ['bench/generate-iati.mjs', '--records', `${RECORDS}`, '--bytes', '1500'], { maxBuffer: 1e8 }),
  )
  ;[undisturbed, disturbed] = SERVER ? await twoDatabases(SERVER) : twoFolders()
})

afterAll(async () => {
  if (SERVER) await onServer(SERVER, ['drop database actionlines_kill_a with (force)', 'drop database actionlines_kill_b with (force)'])
  rmSync(folder, { recursive: true, force: true })
})

test('an import that is killed ten times and run again leaves what an undisturbed one does', async () => {
  run(['import', 'iati', activities], undisturbed)

  const between: number[] = []
  const inside: number[] = []
  for (let batch = 1; batch < RECORDS / BATCH && (between.length < 5 || inside.length < 5); batch += 1) {
    if (between.length < 5) between.push(await killedBetween(batch))
    if (inside.length < 5 && (await killedInside(batch + 1, DELAYS[inside.length] ?? 0))) inside.push(batch + 1)
  }
  console.log(`killed after the batches ${between.join(', ')} and inside the batches ${inside.join(', ')}`)
  expect([between.length, inside.length]).toEqual([5, 5])
  run(['import', 'iati', activities], disturbed)

  expect(exported(disturbed, 'b')).toEqual(exported(undisturbed, 'a'))
}, 300_000)

/** Milliseconds after a batch began to be written. */
const DELAYS = [0, 2, 5, 10, 20]

/** The command is handed so much of the file that a batch is whole, and no more: it waits, with nothing begun, when it is killed. */
async function killedBetween(batch: number): Promise<number> {
  const pipe = join(mkdtempSync(join(folder, 'pipe-')), 'activities.xml')
  execFileSync('mkfifo', [pipe])
  const command = started(['import', 'iati', '--verbose', pipe], disturbed)
  const writer = createWriteStream(pipe)
  writer.on('error', () => {}) // the reader is killed while it reads
  writer.write(upTo(batch * BATCH))
  await said(command, `batch ${batch}: written`)
  await killed(command)
  writer.destroy()
  return batch
}

function upTo(records: number): string {
  const xml = readFileSync(activities, 'utf8')
  let end = 0
  for (let count = 0; count < records; count += 1) end = xml.indexOf('</iati-activity>', end) + '</iati-activity>'.length
  // A tag is only seen to be whole by what comes after it.
  return xml.slice(0, end + 40)
}

/** @returns whether the kill came before the batch was written */
async function killedInside(batch: number, delay: number): Promise<boolean> {
  const command = started(['import', 'iati', '--verbose', activities], disturbed)
  const last = { line: '' }
  command.lines.on('line', (line) => {
    last.line = line
  })
  await said(command, `batch ${batch}: writing`)
  if (delay > 0) await setTimeout(delay)
  await killed(command)
  return last.line === `batch ${batch}: writing`
}

type Command = { process: ChildProcess; lines: NodeJS.EventEmitter }

function started(args: readonly string[], environment: Environment): Command {
  const child = spawn(process.execPath, ['dist/main.js', ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return { process: child, lines: createInterface({ input: child.stderr }) }
}

function said({ process: child, lines }: Command, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    lines.on('line', (line: string) => line.startsWith(words) && resolve())
    child.once('exit', (code) => reject(new Error(`The command ended with ${code} before it said "${words}"`)))
  })
}

async function killed({ process: child, lines }: Command): Promise<void> {
  const [ended, read] = [once(child, 'exit'), once(lines, 'close')]
  child.kill('SIGKILL')
  expect(await ended).toEqual([null, 'SIGKILL'])
  await read
}

function run(args: readonly string[], environment: Environment): void {
  execFileSync(process.execPath, ['dist/main.js', ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function exported(environment: Environment, name: string): Record<string, string> {
  const dir = join(folder, `export-${name}`)
  run(['export', dir], environment)
  return Object.fromEntries(readdirSync(dir).map((file) => [file, readFileSync(join(dir, file), 'utf8')]))
}

/** A new database costs seconds, a copy of it does not. */
function twoFolders(): [Environment, Environment] {
  const [a, b] = [{ DATA_DIR: join(folder, 'a') }, { DATA_DIR: join(folder, 'b') }]
  run(['export', join(folder, 'plan')], a)
  cpSync(a.DATA_DIR, b.DATA_DIR, { recursive: true })
  return [a, b]
}

async function twoDatabases(server: string): Promise<[Environment, Environment]> {
  const [a, b] = ['a', 'b'].map((name) => {
    const url = new URL(server)
    url.pathname = `/actionlines_kill_${name}`
    mkdirSync(join(folder, name))
    return { DATABASE_URL: url.href, DATA_DIR: join(folder, name) }
  })
  if (!a || !b) throw new Error('there are two')
  await onServer(server, [
    'drop database if exists actionlines_kill_a with (force)',
    'drop database if exists actionlines_kill_b with (force)',
  ])
  await onServer(server, ['create database actionlines_kill_a'])
  run(['export', join(folder, 'plan')], a)
  await onServer(server, ['create database actionlines_kill_b template actionlines_kill_a'])
  return [a, b]
}

async function onServer(server: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}
