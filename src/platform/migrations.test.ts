/** Migrations run once, in order, under a lock, and never over a database that they do not know. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Connection, connect } from './db.ts'
import { migrate, newestMigration, pendingMigrations } from './migrations.ts'
import { aConnection, aFolder, anEmptyDatabase, emptied, engines } from './testing.ts'

type Tables = Record<string, never>

const METHODS = `-- Two statements, and a body with a semicolon.
  create table public.method (name text primary key);
  create function public.twice(n int) returns int language plpgsql as $$ begin n := 2 * n; return n; end $$;`

describe.each(engines)('on %s', (engine) => {
  let connection: Connection<Tables>
  beforeAll(async () => {
    const { connection: one, close } = await aConnection<Tables>(engine)
    connection = one
    return close
  })
  beforeEach(async () => {
    await emptied(connection)
  })

  test('each runs once, in the order of names', async () => {
    const folder = aFolderWith({ '2_b': "insert into public.method values ('second')", '1_a': METHODS })
    expect(await pendingMigrations(connection.db, folder)).toEqual(['1_a', '2_b'])
    expect(await migrate(connection, folder)).toEqual(['1_a', '2_b'])
    expect(await migrate(connection, folder)).toEqual([])
    expect(await newestMigration(connection.db)).toBe('2_b')
    expect(await read(connection, 'select name, public.twice(21) as twice from public.method')).toEqual([{ name: 'second', twice: 42 }])
  })

  test('one that fails leaves nothing of itself, and those before it stay', async () => {
    const folder = aFolderWith({ '1_a': METHODS, '2_b': "insert into public.method values ('undone'); select 1/0" })
    await expect(migrate(connection, folder)).rejects.toThrow('division by zero')
    expect(await newestMigration(connection.db)).toBe('1_a')
    expect(await read(connection, 'select * from public.method')).toEqual([])
    writeFileSync(join(folder, '2_b.sql'), "insert into public.method values ('mended')")
    expect(await migrate(connection, folder)).toEqual(['2_b'])
  })

  test('a database from a newer version is refused', async () => {
    const folder = aFolderWith({ '1_a': METHODS, '2_b': 'select 1' })
    await migrate(connection, folder)
    rmSync(join(folder, '2_b.sql'))
    await expect(migrate(connection, folder)).rejects.toThrow('The database is from a newer version of Actionlines: it knows 2_b')
  })

  test('a migration that has changed is refused, one that only has other line ends is not', async () => {
    const folder = aFolderWith({ '1_a': METHODS })
    await migrate(connection, folder)
    writeFileSync(join(folder, '1_a.sql'), METHODS.replaceAll('\n', '\r\n'))
    expect(await migrate(connection, folder)).toEqual([])
    writeFileSync(join(folder, '1_a.sql'), METHODS.replace('method', 'approach'))
    await expect(migrate(connection, folder)).rejects.toThrow('The migration 1_a is not the one that made this database')
  })
})

test.runIf(engines.includes('postgresql'))('of two processes that start at once on postgresql, one runs them', async () => {
  const settings = await anEmptyDatabase('postgresql')
  const folder = aFolderWith({ '1_a': `select pg_sleep(0.3); ${METHODS}`, '2_b': "insert into public.method values ('once')" })
  const both = await Promise.all([connect<Tables>(settings), connect<Tables>(settings)])
  const ran = await Promise.all(both.map((connection) => migrate(connection, folder)))
  expect(ran.map((names) => names.length).sort()).toEqual([0, 2])
  await Promise.all(both.map((connection) => connection.close()))
})

async function read(connection: Connection<Tables>, query: string): Promise<unknown[]> {
  return (await sql.raw(query).execute(connection.db)).rows
}

function aFolderWith(scripts: Record<string, string>): string {
  const folder = aFolder()
  mkdirSync(folder, { recursive: true })
  for (const [name, script] of Object.entries(scripts)) writeFileSync(join(folder, `${name}.sql`), script)
  return folder
}
