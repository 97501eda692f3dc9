/**
 * A whole database as one archive, and back. What one engine writes the other reads, which is also the way from PGlite to
 * PostgreSQL. A table is a file in the text format of COPY; it comes after those that its rows refer to.
 */
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Kysely } from 'kysely'
import { ArchiveWriter, entriesOf, examine, type Manifest, nameOf, refuse } from './archive.ts'
import { type Connection, changed, type Session } from './db.ts'
import { Refused } from './errors.ts'
import { newestMigration } from './migrations.ts'
import { syncPath } from './pglite/durable.ts'
import { continueNumbers, readTables, type Table, tablesInUse } from './schema.ts'

/** Writes the database as it is at one moment. The file appears when it is whole and on the disk, and replaces one of its name. */
export async function backup<Tables>(connection: Connection<Tables>, file: string, now = new Date()): Promise<Manifest> {
  const path = resolve(file)
  const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}.unfinished`)
  try {
    const manifest = await withScratch(connection, (scratch) => writeArchive(connection, { path: unfinished, scratch, now }))
    syncPath(unfinished)
    await rename(unfinished, path)
    syncPath(dirname(path))
    return manifest
  } catch (error) {
    await rm(unfinished, { force: true })
    throw isOfFiles(error) ? new Refused(`${path} cannot be written: ${error.message}`) : error
  }
}

/** Reads an archive into an empty database that stands at the same migration. Throws Refused, with nothing changed, where that cannot be. */
export async function restore<Tables>(connection: Connection<Tables>, file: string): Promise<Manifest> {
  const path = resolve(file)
  const manifest = await examine(path)
  await withScratch(connection, (scratch) =>
    connection.session((session) =>
      session.db.transaction().execute(async (tx) => {
        await refuseUnlessFit(tx, path, manifest)
        await load(session, { path, scratch, manifest })
        await continueNumbers(tx)
        for (const slice of slicesOf(manifest)) await changed(tx, slice)
      }),
    ),
  )
  return manifest
}

type Writing = { path: string; scratch: string; now: Date }

function writeArchive<Tables>({ session, engine }: Connection<Tables>, { path, scratch, now }: Writing): Promise<Manifest> {
  return session((one) =>
    one.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => {
        const archive = await ArchiveWriter.begin(path, now)
        try {
          const migration = await newestMigration(tx)
          if (migration === null) throw new Refused('The database is empty: there is nothing to keep.')
          const tables: Manifest['tables'] = []
          for (const table of await readTables(tx)) tables.push(await write(one, archive, table, join(scratch, nameOf(table))))
          const manifest: Manifest = { format: 1, migration, engine, madeAt: now.toISOString(), tables }
          await archive.finish(manifest)
          return manifest
        } catch (error) {
          await archive.abandon()
          throw error
        }
      }),
  )
}

async function write<Tables>(
  session: Session<Tables>,
  archive: ArchiveWriter,
  table: Table,
  file: string,
): Promise<Manifest['tables'][number]> {
  await session.copyOut(table.name, table.columns, file)
  const content = await archive.add(nameOf(table), file)
  await rm(file)
  return { ...table, ...content }
}

async function refuseUnlessFit<Tables>(db: Kysely<Tables>, path: string, manifest: Manifest): Promise<void> {
  const migration = await newestMigration(db)
  const standing = `it stands at ${manifest.migration}, this version at ${migration}`
  if (migration === null || manifest.migration > migration)
    throw refuse(path, `a newer version made it (${standing}). Restore it with that version`)
  if (manifest.migration < migration) {
    throw refuse(
      path,
      `an older version made it (${standing}). Restore it with that version: the first start of this one then brings the database forward`,
    )
  }
  const tables = await readTables(db)
  if (describe(tables) !== describe(manifest.tables)) throw refuse(path, 'its tables are not those of this database')
  const [used] = await tablesInUse(db, tables)
  if (used)
    throw refuse(
      path,
      `the database is not empty (there are rows in ${used}). Set DATA_DIR to a new folder, or DATABASE_URL to a new database`,
    )
}

function describe(tables: readonly Table[]): string {
  return JSON.stringify(tables.map(({ name, columns }) => [name, [...columns].sort()]).sort())
}

type Loading = { path: string; scratch: string; manifest: Manifest }

async function load<Tables>(session: Session<Tables>, { path, scratch, manifest }: Loading): Promise<void> {
  const tables = new Map(manifest.tables.map((table) => [nameOf(table), table]))
  for await (const entry of entriesOf(path)) {
    const table = tables.get(entry.name)
    if (!table) break // the manifest is the last
    const file = join(scratch, nameOf(table))
    await pipeline(entry.bytes, createWriteStream(file))
    const rows = await session.copyIn(table.name, table.columns, file).catch((error: Error) => {
      throw refuse(path, `${table.name} does not fit: ${error.message}`)
    })
    if (rows !== table.rows) throw refuse(path, `${rows} of ${table.rows} rows went into ${table.name}`)
    await rm(file)
  }
}

function slicesOf({ tables }: Manifest): Set<string> {
  return new Set(tables.map(({ name }) => name.replace(/\..*/, '')))
}

async function withScratch<Tables, Result>({ scratch }: Connection<Tables>, work: (folder: string) => Promise<Result>): Promise<Result> {
  await mkdir(scratch, { recursive: true })
  const folder = await mkdtemp(join(scratch, 'scratch-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function isOfFiles(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}
