/** The commands. The only file that reads the environment. */
import { mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { firstLink, invite } from './accounts/index.ts'
import { buildApp, type Tables } from './app.tsx'
import { type Config, readConfig } from './config.ts'
import { exportCommand } from './export.ts'
import { loadPlan } from './plan.ts'
import type { Manifest } from './platform/archive.ts'
import { ROLES } from './platform/auth.ts'
import { backup, restore } from './platform/backup.ts'
import { type Connection, connect, type Database } from './platform/db.ts'
import { doctor } from './platform/doctor.ts'
import { examineMail } from './platform/doctor-mail.ts'
import { examineMailIn } from './platform/doctor-mail-in.ts'
import { Refused } from './platform/errors.ts'
import { makeLog } from './platform/log.ts'
import { asKept, isAddress } from './platform/mail.ts'
import { migrate } from './platform/migrations.ts'
import { renderWithoutContexts } from './platform/rendering.ts'
import { listen } from './platform/server.ts'
import { readKey } from './platform/smtp.ts'
import { importStakeholders } from './stakeholders/import/index.ts'
import { foldMissingNames } from './stakeholders/index.ts'
import { importCommand } from './stocktaking/import/index.ts'
import { indexMissing } from './stocktaking/index.ts'

const USAGE = `actionlines COMMAND

  serve                                   the site, on http://HOST:PORT (the command where none is named)
  import iati FILE|DIR…                   activities in IATI XML 2.01 to 2.03
  import csv FILE --columns MAP.csv       activities in a flat file [--encoding NAME]
                                          --verbose says when each batch is written
  import stakeholders FILE.csv            lists of organisations, by identifier [--source TITLE [--url URL]] [--encoding NAME]
  invite EMAIL --role secretariat|administrator
                                          gives somebody a role and prints a link by which they sign in
  export DIR                              everything as plain text, in an order that does not change
  backup FILE                             the whole database as one archive
  restore FILE                            an archive into an empty database, of either engine
  doctor                                  settings, database, sync, disk, clock and mail looked at
                                          --mail-to ADDRESS sends a mail, to try it

Settings are read from the environment: PORT, HOST, DATA_DIR, DATABASE_URL, PUBLIC_URL, CONTACT, TRUST_PROXY, DUMPS, RATE_LIMIT, LOG_LEVEL,
SECRET, SMTP_URL, MAIL_FROM, MAIL_IN, DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET,
OIDC_NAME.`

/** The folder that holds migrations/, data/, locales/ and public/: above this file, in the source as in the bundle. */
const ROOT = fileURLToPath(new URL('..', import.meta.url))

process.exitCode = await main(process.argv.slice(2))

async function main([command = 'serve', ...args]: string[]): Promise<number> {
  try {
    return await run(command, args, readConfig(process.env))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    console.error(error.message)
    return 1
  }
}

async function run(command: string, args: string[], config: Config): Promise<number> {
  switch (command) {
    case 'serve':
      return serve(config)
    case 'import':
      return withDatabase(config, (connection) => imported(args, connection, config.dataDir))
    case 'invite':
      return withDatabase(config, ({ db }) => inviteCommand(args, db, config.publicUrl))
    case 'export':
      return withDatabase(config, ({ db }) => exportCommand(args, db))
    case 'backup':
      return withDatabase(config, async (connection) => told('Backed up', await backup(connection, oneFile(args, 'backup'))))
    case 'restore':
      return withDatabase(config, async (connection) => told('Restored', await restore(connection, oneFile(args, 'restore'))), {
        plan: false,
      })
    case 'doctor':
      return doctor(config, `${ROOT}migrations`, async () => [
        ...(await examineMail(config, { now: new Date(), mailTo: mailTo(args) })),
        await examineMailIn(config.mailIn),
      ])
    case 'help':
    case '--help':
      console.log(USAGE)
      return 0
    default:
      throw new Refused(`There is no command ${command}.\n\n${USAGE}`)
  }
}

function imported([kind, ...rest]: string[], connection: Connection<Tables>, dataDir: string): Promise<number> {
  if (kind === 'stakeholders') return importStakeholders(rest, connection, { dataDir })
  return importCommand(kind === undefined ? [] : [kind, ...rest], connection, { dataDir, shipped: `${ROOT}data` })
}

/** Prints a link by which somebody whom the operator has given a role signs in, once. */
async function inviteCommand(args: string[], db: Database<Tables>, origin: string): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: { role: { type: 'string' } }, allowPositionals: true, strict: false })
  const role = ROLES.find((known) => known === values.role)
  const [email = ''] = positionals
  if (!role || positionals.length !== 1 || !isAddress(email))
    throw new Refused('Name an address and a role: actionlines invite name@example.org --role secretariat, or --role administrator')
  console.log(`Within 24 hours, once: ${origin}/en/sign-in/${await invite(db, asKept(email), role, new Date())}`)
  return 0
}

function told(done: string, { tables, migration }: Manifest): number {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(`${done}: ${tables.length} tables, ${rows} rows, as of migration ${migration}.`)
  return 0
}

function oneFile(args: string[], command: string): string {
  const [file] = args
  if (file === undefined || args.length > 1) throw new Refused(`Name one file: actionlines ${command} FILE`)
  return file
}

function mailTo(args: string[]): string | null {
  const [flag, address] = args
  if (flag === undefined) return null
  if (flag !== '--mail-to' || address === undefined || args.length > 2)
    throw new Refused('Say where to: actionlines doctor --mail-to ADDRESS')
  return address
}

async function serve(config: Config): Promise<number> {
  renderWithoutContexts()
  // Before anything is opened, so that a key that cannot be used ends the start at once.
  if (config.dkim) readKey(config.dkim.keyFile)
  const connection = await open(config, { plan: true })
  const log = makeLog(config.logLevel)
  const clock = () => new Date()
  const { app, cache, locales, register, keeper, outbox, jobs } = await buildApp({ connection, config, clock, log, root: ROOT })
  for (const [language, keys] of locales.missing)
    if (keys.length > 0) log.info({ language, missing: keys.length }, 'not offered: words are missing')
  const server = await listen({ app, cache, origin: config.publicUrl, clock, trustProxy: config.trustProxy }, config.port, config.host)
  console.log(`Actionlines is ready on ${readableAddress(config, server)} (${connection.version})`)
  // Whoever asks for the first list would wait for it; who fails now is told by the next to ask.
  register.facets.current(connection.db).catch(() => {})
  if (config.dumps) await keeper.start()
  const first = await firstLink(connection.db, clock())
  if (first)
    console.log(
      `Nobody is an administrator yet. Whoever opens this link becomes one: ${readableAddress(config, server)}/en/sign-in/${first}`,
    )
  jobs.start()
  const signal = await ended()
  log.info({ signal }, 'stopping')
  await Promise.all([stopped(server), keeper.stop(), jobs.stop(), outbox.close()])
  await connection.close()
  return 0
}

/** The address to open: the public one where it is set, else the one that the server listens on. */
function readableAddress({ publicUrl, port, host }: Config, server: Server): string {
  const address = server.address()
  const listening = typeof address === 'object' && address ? address.port : port
  return publicUrl === `http://localhost:${port}` ? `http://${host === '127.0.0.1' ? 'localhost' : host}:${listening}` : publicUrl
}

/** What is being answered is answered to its end, but for no longer than this. */
const LAST_ANSWERS = 10_000

function stopped(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), LAST_ANSWERS).unref()
  })
}

function ended(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve(signal))
  })
}

async function withDatabase(
  config: Config,
  work: (connection: Connection<Tables>) => Promise<number>,
  options = { plan: true },
): Promise<number> {
  const connection = await open(config, options)
  try {
    return await work(connection)
  } finally {
    await connection.close()
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    throw new Refused(
      `DATA_DIR, ${path}, cannot be made: ${error instanceof Error ? error.message : error}. Name a folder that may be written.`,
    )
  }
}

/** Makes or opens the database, brings it to the newest migration and, where wanted, loads the plan into an empty one. */
async function open(config: Config, { plan }: { plan: boolean }): Promise<Connection<Tables>> {
  makeFolder(config.dataDir)
  const connection = await connect<Tables>({
    url: config.databaseUrl,
    folder: config.dataDir,
    worker: new URL('./pglite-worker.js', import.meta.url),
  })
  try {
    await migrate(connection, `${ROOT}migrations`)
    if (plan) {
      await loadPlan(connection.db, `${ROOT}data`, new Date())
      await foldMissingNames(connection.db)
      await indexMissing(connection.db)
    }
  } catch (error) {
    await connection.close()
    throw error
  }
  return connection
}
