/** PGlite in a folder: one session, for which statements and transactions wait in the queue of a pool of one. */
import { join, relative } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { type Access, copyTarget, type Listener, makePool } from '../access.ts'
import { Engine, type EngineSettings } from './engine.ts'
import { LONGEST_START } from './thread.ts'
import { Wire } from './wire.ts'

/** Opens the folder, or makes what is not there. Throws Refused where another process has it. */
export async function connectPglite(settings: EngineSettings): Promise<Access> {
  const engine = await Engine.open(settings)
  const pool = makePool({
    ...{ max: 1, idleTimeoutMillis: 0, stream: () => new Wire(engine), user: 'postgres', database: 'postgres' },
    // Whoever uses the database beside his own open transaction waits for himself: let it be an error some day.
    connectionTimeoutMillis: settings.limit + LONGEST_START,
  })
  const listeners = listen(pool, engine)
  const { rows } = await pool.query<{ version: string }>('select version()')
  const seenByEngine = (file: string) => pg.escapeLiteral(join(PGlite.paths.PGDATA, relative(engine.files, file)))

  return {
    pool,
    version: rows[0]?.version ?? '',
    syncs: (await engine.thread()).reachesDisk,
    syncCalls: () => engine.syncCalls(),
    scratch: engine.files,
    onChange: (listener) => listeners.push(listener),
    copyOut: async (client, table, columns, file) => {
      const { rowCount } = await client.query(`copy ${copyTarget(table, columns)} to ${seenByEngine(file)}`)
      return rowCount ?? 0
    },
    copyIn: async (client, table, columns, file) => {
      const { rowCount } = await client.query(`copy ${copyTarget(table, columns)} from ${seenByEngine(file)}`)
      return rowCount ?? 0
    },
    close: async () => {
      await pool.end()
      await engine.close()
    },
  }
}

/** The thread listens to the channel itself (worker.ts), so what it hears reaches every session, and before the commit is answered. */
function listen(pool: pg.Pool, engine: Engine): Listener[] {
  const listeners: Listener[] = []
  const tell = (slice: string | null) => {
    for (const listener of listeners) listener(slice)
  }
  pool.on('connect', (client) => client.on('notification', ({ payload }) => tell(payload ?? null)))
  engine.onRestart(() => tell(null))
  return listeners
}
