/**
 * The database: one typed handle, passed by hand to every function that reads or writes. It is a PostgreSQL server, or
 * PGlite in a folder; both are reached through pg and Kysely, so that statements and values are the same.
 */
import { Kysely, PostgresDialect, type QueryExecutorProvider, sql } from 'kysely'
import type pg from 'pg'
import { type Access, CHANNEL, type Listener } from './access.ts'
import { connectPglite } from './pglite/connect.ts'
import { connectPostgres } from './postgres.ts'
import { Preparing, type Sessions, sessionsOf } from './preparing.ts'

export type Database<Tables> = Kysely<Tables>
export type Engine = 'postgresql' | 'pglite'

export type DatabaseSettings = {
  url: string | null // of a PostgreSQL server; null: PGlite in the folder
  folder: string // DATA_DIR
  worker: URL // dist/pglite-worker.js
  sharedBuffers?: string // of PGlite, which takes all of it at once: 128MB
  limit?: number // milliseconds that a statement on PGlite may take before the engine is started anew: five minutes
}

export type Connection<Tables> = {
  db: Database<Tables>
  engine: Engine
  version: string // what the server calls itself
  syncs: boolean // whether a commit reaches the disk: tried at the start on PGlite, asked of a server
  syncCalls: (() => number) | null // how often PGlite synced a file; null: a server does that in its own processes
  scratch: string // the folder for files that a session copies from and to
  onChange(listener: Listener): void
  /** Runs a script of several statements. Outside a transaction of its own they are one. */
  execute(script: string): Promise<void>
  /** Work that must stay on one session of the server, such as a lock, or a transaction with copies in it. */
  session<Result>(work: (session: Session<Tables>) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** One session of the server. Use it one statement at a time. */
export type Session<Tables> = {
  db: Database<Tables>
  execute(script: string): Promise<void>
  /** Writes a table's rows into a file of the folder `scratch`, in the text format of COPY. @returns how many */
  copyOut(table: string, columns: readonly string[], file: string): Promise<number>
  /** Adds the rows of such a file to a table. @returns how many */
  copyIn(table: string, columns: readonly string[], file: string): Promise<number>
}

/** Connects to the server, or opens the folder and makes what is not there. Throws Refused, with what to do, where that cannot be. */
export async function connect<Tables>(settings: DatabaseSettings): Promise<Connection<Tables>> {
  const { url, folder, worker, sharedBuffers = '128MB', limit = 5 * 60_000 } = settings
  const access = await (url === null ? connectPglite({ folder, worker, sharedBuffers, limit }) : connectPostgres(url, folder))
  const { version, syncs, syncCalls, scratch, onChange } = access
  const session: Connection<Tables>['session'] = (work) => withSession(access, work)
  let closing: Promise<void> | null = null
  return {
    db: kyselyOn(sessionsOf(access.pool)),
    engine: url === null ? 'pglite' : 'postgresql',
    ...{ version, syncs, syncCalls, scratch, onChange, session },
    execute: (script) => session((one) => one.execute(script)),
    close: () => {
      closing ??= access.close()
      return closing
    },
  }
}

/** Says, inside a transaction, that a slice's rows changed. It is heard once the transaction is committed. */
export async function changed(tx: QueryExecutorProvider, slice: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${slice})`.execute(tx)
}

/** The constraint that refused a write, by its name in the migrations; null: something else went wrong. */
export function constraintOf(error: unknown): string | null {
  return error instanceof Error && 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : null
}

async function withSession<Tables, Result>(access: Access, work: (session: Session<Tables>) => Promise<Result>): Promise<Result> {
  const client = await access.pool.connect()
  try {
    const result = await work(sessionOn(access, client))
    client.release()
    return result
  } catch (error) {
    client.release(true) // whatever it left open or locked ends with the session
    throw error
  }
}

function sessionOn<Tables>(access: Access, client: pg.PoolClient): Session<Tables> {
  return {
    db: kyselyOn({ connect: async () => ({ client, release: () => {} }), end: async () => {} }),
    execute: async (script) => {
      await client.query(script)
    },
    copyOut: (table, columns, file) => access.copyOut(client, table, columns, file),
    copyIn: (table, columns, file) => access.copyIn(client, table, columns, file),
  }
}

function kyselyOn<Tables>(pool: Sessions): Kysely<Tables> {
  const { connect, end } = pool
  return new Kysely({ dialect: new PostgresDialect({ pool: { connect: async () => new Preparing(await connect()), end } }) })
}
