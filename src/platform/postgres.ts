/** A PostgreSQL server, 15 or newer. */
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import copy from 'pg-copy-streams'
import { type Access, CHANNEL, copyTarget, type Listener, makePool } from './access.ts'
import { Refused } from './errors.ts'

const OLDEST = 15
const PATIENCE = 10_000 // milliseconds to wait for a connection
const LONGEST_PAUSE = 30_000 // milliseconds between two attempts to hear changes again

type Server = { number: number; version: string; encoding: string; fsync: string; commits: string }

/** Connects to the server. Throws Refused where it cannot be reached, or is not one that can be used. */
export async function connectPostgres(url: string, folder: string): Promise<Access> {
  const pool = makePool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: PATIENCE,
    application_name: 'actionlines',
    keepAlive: true,
  })
  const server = await greet(pool, url).catch(async (error) => {
    await pool.end()
    throw error
  })
  const ear = new Ear(url)
  return {
    pool,
    version: server.version,
    syncs: server.fsync === 'on' && server.commits !== 'off',
    syncCalls: null,
    scratch: folder,
    onChange: (listener) => ear.add(listener),
    copyOut: async (client, table, columns, file) => {
      const rows = client.query(copy.to(`copy ${copyTarget(table, columns)} to stdout`))
      await pipeline(rows, createWriteStream(file))
      return rows.rowCount
    },
    copyIn: async (client, table, columns, file) => {
      const rows = client.query(copy.from(`copy ${copyTarget(table, columns)} from stdin`))
      await pipeline(createReadStream(file), rows)
      return rows.rowCount
    },
    close: async () => {
      await ear.close()
      await pool.end()
    },
  }
}

async function greet(pool: pg.Pool, url: string): Promise<Server> {
  const server = await ask(pool).catch((error) => {
    throw new Refused(`The PostgreSQL server of DATABASE_URL (${whereabouts(url)}) cannot be used: ${reason(error)}`)
  })
  refuseUnlessUsable(server)
  return server
}

/** Throws Refused for a server that is too old, or a database that cannot hold every language. */
export function refuseUnlessUsable({ number, version, encoding }: Pick<Server, 'number' | 'version' | 'encoding'>): void {
  if (number < OLDEST * 10_000) {
    throw new Refused(
      `DATABASE_URL leads to ${version.split(',')[0]}. Actionlines needs PostgreSQL ${OLDEST} or newer: upgrade it, or name another.`,
    )
  }
  if (encoding !== 'UTF8') {
    throw new Refused(
      `The database of DATABASE_URL is encoded in ${encoding}. Make a new one with: create database … encoding 'UTF8' template template0`,
    )
  }
}

async function ask(pool: pg.Pool): Promise<Server> {
  const { rows } = await pool.query<Server>(
    `select current_setting('server_version_num')::int as number, version(), current_setting('server_encoding') as encoding,
            current_setting('fsync') as fsync, current_setting('synchronous_commit') as commits`,
  )
  if (!rows[0]) throw new Error('it gave no answer')
  return rows[0]
}

/** Of the address, all but the password. */
export function whereabouts(url: string): string {
  if (!URL.canParse(url)) return 'which is no address'
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // Where a name has several addresses, each with its failure, the message is empty.
  return error.message || ('code' in error ? String(error.code) : error.name)
}

/** Hears of changes on a connection of its own, made with the first listener and made again whenever it is lost. */
class Ear {
  readonly #url: string
  readonly #listeners: Listener[] = []
  #client: pg.Client | null = null
  #pause = 0
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(url: string) {
    this.#url = url
  }

  add(listener: Listener): void {
    this.#listeners.push(listener)
    if (this.#listeners.length === 1) void this.#open()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#client?.end()
  }

  /** From here on everything is heard; what was before is not known, so the listeners are told null. */
  async #open(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      keepAlive: true,
      connectionTimeoutMillis: PATIENCE,
      application_name: 'actionlines changes',
    })
    this.#client = client
    client.on('error', () => {}) // 'end' follows
    client.on('notification', ({ payload }) => this.#tell(payload ?? null))
    client.once('end', () => this.#openLater())
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
      this.#pause = 0
      this.#tell(null)
    } catch {
      await client.end() // 'end' follows
    }
  }

  #openLater(): void {
    if (this.#closed) return
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2 || 250)
    this.#timer = setTimeout(() => void this.#open(), this.#pause)
  }

  #tell(slice: string | null): void {
    for (const listener of this.#listeners) listener(slice)
  }
}
