/** Brings a database forward: each file of migrations/ once, in the order of names, each whole or not at all. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import type { Connection, Session } from './db.ts'
import { Refused } from './errors.ts'

/** Any number that nothing else of ours locks: 'actionlines' in ASCII, its first seven letters. */
const LOCK = '27412424377200236'

const MAKE_RECORD = `
  create table if not exists public.migration (
    name       text primary key,
    digest     text not null,  -- SHA-256 of the file, in hexadecimal
    applied_at timestamptz not null default now()
  )`

type Migration = { name: string; digest: string; script: string }

/**
 * Runs what is new in the folder, while other processes wait. Throws Refused where the database knows what the folder does
 * not, or knows it otherwise.
 * @returns the names of what was run
 */
export async function migrate<Tables>(connection: Connection<Tables>, folder: string): Promise<string[]> {
  const migrations = readMigrations(folder)
  return connection.session(async (session) => {
    await sql`select pg_advisory_lock(${LOCK}::bigint)`.execute(session.db)
    await session.execute(MAKE_RECORD)
    const pending = unapplied(migrations, await applied(session.db))
    for (const migration of pending) await apply(session, migration)
    await sql`select pg_advisory_unlock(${LOCK}::bigint)`.execute(session.db)
    return pending.map(({ name }) => name)
  })
}

/** Where a database stands. @returns null: nothing was ever run */
export async function newestMigration<Tables>(db: Kysely<Tables>): Promise<string | null> {
  const { rows } = await sql<{ present: boolean }>`select to_regclass('public.migration') is not null as present`.execute(db)
  if (!rows[0]?.present) return null
  const newest = await sql<{ name: string | null }>`select max(name collate "C") as name from public.migration`.execute(db)
  return newest.rows[0]?.name ?? null
}

/** What `migrate` would still run. Throws Refused as it does, changes nothing. */
export async function pendingMigrations<Tables>(db: Kysely<Tables>, folder: string): Promise<string[]> {
  const known = (await newestMigration(db)) === null ? new Map<string, string>() : await applied(db)
  return unapplied(readMigrations(folder), known).map(({ name }) => name)
}

function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  return files.sort().map((file) => {
    const script = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n') // a checkout may have changed them
    return { name: file.replace(/\.sql$/, ''), digest: createHash('sha256').update(script).digest('hex'), script }
  })
}

async function applied<Tables>(db: Kysely<Tables>): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; digest: string }>`select name, digest from public.migration`.execute(db)
  return new Map(rows.map(({ name, digest }) => [name, digest]))
}

function unapplied(migrations: Migration[], known: Map<string, string>): Migration[] {
  const ours = new Map(migrations.map(({ name, digest }) => [name, digest]))
  for (const [name, digest] of known) {
    const digestHere = ours.get(name)
    if (digestHere === undefined)
      throw new Refused(
        `The database is from a newer version of Actionlines: it knows ${name}, this version does not. Install that version or a newer one, or restore a backup of this version into a new database.`,
      )
    if (digestHere !== digest)
      throw new Refused(
        `The migration ${name} is not the one that made this database: its file has changed since. Put the file back as it was, and add what it should do in a new migration.`,
      )
  }
  return migrations.filter(({ name }) => !known.has(name))
}

async function apply<Tables>(session: Session<Tables>, { name, digest, script }: Migration): Promise<void> {
  await session.db.transaction().execute(async (tx) => {
    await session.execute(script)
    await sql`insert into public.migration (name, digest) values (${name}, ${digest})`.execute(tx)
  })
}
