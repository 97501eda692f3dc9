/** A backup brings back all that was there, into either engine, or nothing. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { backup, restore } from './backup.ts'
import type { Connection } from './db.ts'
import { Refused } from './errors.ts'
import { migrate } from './migrations.ts'
import { aFolder, anEmptyDatabase, engines, opened } from './testing.ts'

type Tables = Record<string, never>

/** Tables whose names sort otherwise than they refer, one that refers to itself, a computed column, and one row that is only ever added. */
const SCHEMA = `
  create schema a; create schema b;
  create table b.stakeholder (id int generated always as identity primary key, name text not null unique, parent int references b.stakeholder,
    during daterange, digest bytea, amount numeric, at timestamptz, words tsvector, length int generated always as (length(name)) stored);
  create table a.mandate (id bigint generated always as identity primary key, stakeholder int not null references b.stakeholder, role text);
  create table a.empty (id int generated always as identity primary key);
  create table a.event (what text);
  create function a.refuse() returns trigger language plpgsql as $$ begin raise exception 'only ever added to'; end $$;
  create trigger append_only before update or delete on a.event for each row execute function a.refuse();`

const ROWS = `
  insert into b.stakeholder (name, parent, during, digest, amount, at, words) values
    ('ITU', null, '[2005-11-18,)', '\\x00ff0a', 12345678901234567890.10, '1890-01-01 00:00:00.123456+00', to_tsvector('simple', 'one two')),
    (E'line\\nbreak, tab\\t, back\\\\slash, \\\\N and العربية 名前', 1, null, null, null, null, null), ('parent', null, null, null, null, null, null);
  update b.stakeholder set parent = 3 where id = 2;  -- whose row now comes after it
  delete from b.stakeholder where name = 'nobody';
  insert into a.mandate (stakeholder, role) values (1, 'lead'), (2, null);
  insert into a.event values ('kept')`

const pairs = engines.flatMap((from) => engines.map((to) => [from, to] as const))

describe.each(pairs)('from %s to %s', (from, to) => {
  test('all comes back, and numbers go on after the last', async () => {
    const source = await aDatabase(from, SCHEMA)
    await source.execute(ROWS)
    const file = join(aFolder(), 'a.tar.gz')
    const manifest = await backup(source, file, new Date('2026-02-24T12:00:00Z'))
    expect(manifest).toMatchObject({ migration: '1_schema', engine: from, madeAt: '2026-02-24T12:00:00.000Z' })
    expect(manifest.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['a.empty', 0],
      ['a.event', 1],
      ['b.stakeholder', 3],
      ['a.mandate', 2],
    ])
    expect(statSync(file).mode & 0o777).toBe(0o600)

    const target = await aDatabase(to, SCHEMA)
    expect(await restore(target, file)).toEqual(manifest)
    expect(await dump(target)).toEqual(await dump(source))
    await target.execute(`insert into a.mandate (stakeholder) values (3); insert into a.empty default values`)
    expect(await rows(target, 'select max(id) as id from a.mandate union all select id from a.empty')).toEqual([{ id: 3 }, { id: 1 }])
    await expect(restore(target, file)).rejects.toThrow('the database is not empty (there are rows in a.empty)')
    expect(readdirSync(target.scratch).filter((name) => name.startsWith('scratch'))).toEqual([])
  })
})

describe.each(engines)('on %s', (engine) => {
  test('a broken archive is refused and nothing of it stays', async () => {
    const source = await aDatabase(engine, SCHEMA)
    await source.execute(ROWS)
    const folder = aFolder()
    const whole = join(folder, 'whole.tar.gz')
    await backup(source, whole)
    await source.execute('truncate b.stakeholder, a.mandate, a.event')

    const size = statSync(whole).size
    for (const length of [0, 10, Math.floor(size / 2), size - 20, size - 1]) {
      await refused(
        source,
        copyOf(whole, `cut-${length}`, (file) => truncateSync(file, length)),
        'it is no whole archive',
      )
    }
    await refused(source, repacked(whole, { without: 'a.mandate.copy' }), 'a.mandate.copy is missing')
    await refused(source, repacked(whole, { without: 'manifest.json' }), 'it is no whole archive (manifest.json is missing)')
    await refused(source, repacked(whole, { change: ['a.mandate.copy', 'lead', 'moderator'] }), 'a.mandate.copy is not as it was written')
    await refused(
      source,
      repacked(whole, { change: ['manifest.json', '"format": 1', '"format": 2'] }),
      "manifest.json is not of this version's form",
    )
    await refused(source, repacked(whole, { change: ['manifest.json', '1_schema', '2_later'] }), 'a newer version made it')
    await refused(source, repacked(whole, { change: ['manifest.json', '1_schema', '0_before'] }), 'an older version made it')
    await refused(source, repacked(whole, { change: ['manifest.json', '"role"', '"rank"'] }), 'its tables are not those of this database')
    await refused(source, join(folder, 'absent.tar.gz'), 'no such file')
    await restore(source, whole)
  })

  test('rows that break a rule of the database undo all', async () => {
    const source = await aDatabase(engine, SCHEMA)
    await source.execute(ROWS)
    const file = join(aFolder(), 'a.tar.gz')
    await backup(source, file)
    const stricter = await aDatabase(engine, `${SCHEMA} alter table a.mandate add check (role is not null)`)
    await refused(stricter, file, 'a.mandate does not fit: new row for relation "mandate" violates check constraint')
  })

  test('a folder that is not there, or a database with nothing, leaves no file', async () => {
    const source = await aDatabase(engine, SCHEMA)
    await expect(backup(source, join(aFolder(), 'absent', 'a.tar.gz'))).rejects.toThrow(Refused)
    const folder = aFolder()
    await expect(backup(await opened(await anEmptyDatabase(engine)), join(folder, 'a.tar.gz'))).rejects.toThrow('there is nothing to keep')
    expect(readdirSync(folder)).toEqual([])
  })
})

async function aDatabase(engine: (typeof engines)[number], schema: string): Promise<Connection<Tables>> {
  const connection = await opened<Tables>(await anEmptyDatabase(engine))
  const folder = aFolder()
  writeFileSync(join(folder, '1_schema.sql'), schema)
  await migrate(connection, folder)
  return connection
}

async function refused(connection: Connection<Tables>, file: string, reason: string): Promise<void> {
  await expect(restore(connection, file)).rejects.toThrow(Refused)
  await expect(restore(connection, file)).rejects.toThrow(`${file} cannot be restored: `)
  await expect(restore(connection, file)).rejects.toThrow(reason)
  expect(Object.values(await dump(connection)).flat()).toEqual([])
}

async function dump(connection: Connection<Tables>): Promise<Record<string, unknown[]>> {
  return {
    stakeholders: await rows(connection, 'select *, at::text as at_text from b.stakeholder order by id'),
    mandates: await rows(connection, 'select * from a.mandate order by id'),
    events: await rows(connection, 'select * from a.event'),
  }
}

async function rows(connection: Connection<Tables>, query: string): Promise<unknown[]> {
  return (await sql.raw(query).execute(connection.db)).rows
}

function copyOf(file: string, name: string, change: (copy: string) => void): string {
  const copy = join(aFolder(), `${name}.tar.gz`)
  writeFileSync(copy, readFileSync(file))
  change(copy)
  return copy
}

/** The archive as somebody would alter it by hand. */
function repacked(file: string, { without, change }: { without?: string; change?: [file: string, from: string, to: string] }): string {
  const inside = mkdtempSync(join(aFolder(), 'unpacked-'))
  execFileSync('tar', ['-xzf', file, '-C', inside])
  if (change) {
    const [name, from, to] = change
    writeFileSync(join(inside, name), readFileSync(join(inside, name), 'utf8').replace(from, to))
  }
  const names = execFileSync('tar', ['-tzf', file], { encoding: 'utf8' }).trim().split('\n')
  const altered = join(aFolder(), 'altered.tar.gz')
  execFileSync('tar', ['-czf', altered, '-C', inside, ...names.filter((name) => name !== without)])
  return altered
}
