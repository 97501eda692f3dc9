/** A migrated database that holds the plan, the real application on top of it, and a clock. One for each worker, used by all of its files. */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type KyselyPlugin, sql } from 'kysely'
import pg from 'pg'
import { buildApp, type Db, type Tables } from '../src/app.tsx'
import { type Config, readConfig } from '../src/config.ts'
import { loadPlan } from '../src/plan.ts'
import { type Connection, changed, connect } from '../src/platform/db.ts'
import { endRun, record, startRun } from '../src/platform/events.ts'
import { type Log, makeLog } from '../src/platform/log.ts'
import { migrate } from '../src/platform/migrations.ts'
import { readSecret } from '../src/platform/secret.ts'
import { seedStocktaking } from '../src/stocktaking/index.ts'

export const NOON = '2026-02-24T12:00:00Z'

/** A provider that does not answer: pages show the way to it, and what is said then. */
const NO_PROVIDER = {
  OIDC_ISSUER: 'http://localhost:9',
  OIDC_CLIENT_ID: 'actionlines',
  OIDC_CLIENT_SECRET: 'a secret of the client',
  OIDC_NAME: 'Example',
}

export type World = Awaited<ReturnType<typeof makeWorld>>

let shared: Promise<World> | undefined

/** The world of this worker, with nothing in it but the plan. Call it in beforeEach. */
export async function aWorld(): Promise<World> {
  shared ??= makeWorld()
  const world = await shared
  await world.empty()
  return world
}

async function makeWorld() {
  const connection = await openDatabase()
  await migrate(connection, 'migrations')
  await loadPlan(connection.db, 'data', new Date(NOON))

  let now = new Date(NOON)
  let queries = 0
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      queries += 1
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const db = connection.db.withPlugin(counting)
  const settings = (over: Record<string, string> = {}): Config =>
    readConfig({
      PUBLIC_URL: 'http://localhost',
      RATE_LIMIT: '0',
      LOG_LEVEL: 'silent',
      CONTACT: 'desk@example.org',
      ...NO_PROVIDER,
      ...over,
    })
  const build = (over: Record<string, string> = {}, log: Log = makeLog('silent')) =>
    buildApp({ connection: { ...connection, db }, config: settings(over), clock: () => now, log, root: '.' })
  const { app, cache, register, settings: changeable, outbox } = await build()
  const settled = await listening(connection)
  const { secret, dataDir } = settings()

  return {
    connection,
    db,
    app,
    cache,
    /** Another application on the same database, with other settings, and where wanted another log. */
    build,
    settled,
    /** With which the application signs addresses that go out by mail. */
    secret: readSecret(secret, dataDir),
    get: async (path: string, headers: Record<string, string> = {}) => {
      await settled()
      return app.request(path, { headers })
    },
    /** The text of a page or file. */
    read: async (path: string, headers: Record<string, string> = {}) => {
      await settled()
      return (await app.request(path, { headers })).text()
    },
    /** Delivers what is in the outbox and due. There is no mail server, so it is put into words and kept. */
    deliver: () => outbox.deliver(now),
    at: (time: string) => {
      now = new Date(time)
    },
    now: () => now,
    /** How many queries went to the database since it was last asked. */
    queries: () => {
      const asked = queries
      queries = 0
      return asked
    },
    empty: async () => {
      now = new Date(NOON)
      await onlyThePlan(connection)
      cache.changed(null)
      register.changed(null)
      changeable.changed(null)
      await changeable.current(db, now)
      queries = 0
    },
  }
}

/**
 * A wait until every change that was committed before has been heard of: a server tells of it when it pleases, in its order.
 * On a server the connection that listens opens by itself, so the first time asks until something comes back.
 */
async function listening({ db, engine, onChange }: Connection<Tables>): Promise<() => Promise<void>> {
  let heard = 0
  onChange((slice) => {
    if (slice === 'world') heard += 1
  })
  const asked = async (before: number) => {
    while (heard === before) await changed(db, 'world')
  }
  await asked(0)
  return engine === 'pglite' ? async () => {} : () => asked(heard)
}

/**
 * Empties what nothing ships in, and whatever refers to it: what `truncate … restart identity cascade` does, which takes ten times as long
 * as there are files to make anew. Foreign keys are not looked at meanwhile, for all that could be missing goes.
 */
const emptied = sql`
  do $$
  declare
    tbl regclass;
  begin
    set local session_replication_role = replica;
    for tbl in
      with recursive gone (oid) as (
        select unnest(array['platform.event', 'platform.run', 'platform.mail', 'platform.mail_received', 'platform.mail_answer',
          'accounts.person', 'accounts.sign_in', 'stocktaking.activity', 'stocktaking.word']::regclass[])
        union select conrelid::regclass from pg_constraint join gone on confrelid = gone.oid where contype = 'f'
      )
      select oid from gone
    loop
      execute format('delete from %s', tbl);
      perform setval(pg_get_serial_sequence(tbl::text, attname), 1, false) from pg_attribute where attrelid = tbl and attidentity <> '';
    end loop;
    set local session_replication_role = origin;
  end $$`

/** Back to what a first start leaves: the plan's own entries and one event. */
async function onlyThePlan({ db }: Connection<Tables>): Promise<void> {
  const at = new Date(NOON)
  await db.transaction().execute(async (tx: Db) => {
    await emptied.execute(tx)
    await sql`update stakeholders.stakeholder set merged_into = null, withdrawn_at = null where merged_into is not null or withdrawn_at is not null`.execute(
      tx,
    )
    await sql`delete from stakeholders.name where stakeholder_id in (select id from stakeholders.stakeholder where standing <> 'public' or source_id is null)`.execute(
      tx,
    )
    await sql`delete from stakeholders.stakeholder where standing <> 'public' or source_id is null`.execute(tx)
    await sql`delete from framework.source where slug like 'named-%' or slug like 'entered-%'`.execute(tx)
    const run = await startRun(tx, 'plan', at)
    await seedStocktaking(tx, 'data', { now: at, run })
    await record(tx, { at, kind: 'plan-loaded', subjectKind: 'plan', subject: 'plan', run })
    await endRun(tx, run, at)
  })
}

/** A database of this worker's own: on the server that TEST_DATABASE_URL names, else embedded. */
async function openDatabase(): Promise<Connection<Tables>> {
  const worker = process.env.VITEST_POOL_ID ?? '0'
  const server = process.env.TEST_DATABASE_URL
  const folder = join(process.env.ACTIONLINES_TEST_FOLDER ?? 'var/test', `world-${worker}`)
  mkdirSync(folder, { recursive: true })
  const url = server ? await freshDatabase(server, `actionlines_world_${worker}`) : null
  return connect<Tables>({ url, folder, worker: pathToFileURL(resolve('dist/pglite-worker.js')) })
}

/** Makes an empty database on the server and returns its address. */
export async function freshDatabase(server: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(`drop database if exists ${name} with (force)`)
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
