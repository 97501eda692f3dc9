/** What both engines do alike. */
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Connection, changed } from './db.ts'
import { Refused } from './errors.ts'
import { refuseUnlessUsable } from './postgres.ts'
import { aConnection, aFolder, anEmptyDatabase, emptied, engines, opened, worker } from './testing.ts'

type Tables = { 'public.note': { id: number; text: string } }

/** Each type, a literal of it, and what it is in the program. */
const read: [type: string, literal: string, value: unknown][] = [
  ['text', 'naïve "quoted", back\\slash, 名前', 'naïve "quoted", back\\slash, 名前'],
  ['text[]', '{plain,"a,b","say \\"no\\"","back\\\\slash",NULL,"NULL",""}', ['plain', 'a,b', 'say "no"', 'back\\slash', null, 'NULL', '']],
  ['bool', 'yes', true],
  ['smallint', '-7', -7],
  ['integer', '2147483647', 2147483647],
  ['bigint', '9007199254740991', 9007199254740991],
  ['bigint[]', '{1,NULL,9007199254740991}', [1, null, 9007199254740991]],
  ['numeric', '1234567890123456789.10', '1234567890123456789.10'],
  ['numeric[]', '{1.50,NULL}', ['1.50', null]],
  ['double precision', '0.1', 0.1],
  ['date', '2006-02-24', '2006-02-24'],
  ['date[]', '{2006-02-24,NULL}', ['2006-02-24', null]],
  ['timestamptz', '2006-02-24 12:00:00.123+03', new Date('2006-02-24T09:00:00.123Z')],
  ['timestamptz[]', '{2006-02-24 12:00:00+03,NULL}', [new Date('2006-02-24T09:00:00Z'), null]],
  ['timestamp', '2006-02-24 12:00:00', '2006-02-24 12:00:00'],
  ['daterange', '[2005-11-18,)', '[2005-11-18,)'],
  ['bytea', '\\x00ff', Buffer.from([0, 255])],
  ['tsvector', "'c7':1", "'c7':1"],
]

/** Each type of array, values of the program, and their text in the database. */
const written: [type: string, values: unknown[], texts: (string | null)[]][] = [
  [
    'text[]',
    ['a,b', 'say "no"', 'back\\slash', '', 'NULL', 'العربية\n名前', '{}', null],
    ['a,b', 'say "no"', 'back\\slash', '', 'NULL', 'العربية\n名前', '{}', null],
  ],
  ['int4[]', [1, null, -2], ['1', null, '-2']],
  ['int8[]', [9007199254740991, null], ['9007199254740991', null]],
  ['numeric[]', ['12345678901234567890.10', 0.5, null], ['12345678901234567890.10', '0.5', null]],
  ['date[]', ['2006-02-24', null], ['2006-02-24', null]],
  [
    'timestamptz[]',
    [new Date('1890-01-01T00:00:00.001Z'), '2006-02-24T12:00:00Z', null],
    ['1890-01-01 00:00:00.001+00', '2006-02-24 12:00:00+00', null],
  ],
  ['bool[]', [true, false, null], ['true', 'false', null]],
  ['bytea[]', [Buffer.from('c7'), new Uint8Array([0, 255]), null], ['\\x6337', '\\x00ff', null]],
]

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

  test('a value is read alike', async () => {
    const { db } = connection
    const columns = sql.join(read.map(([type, literal], index) => sql`${sql.lit(literal)}::${sql.raw(type)} as ${sql.ref(`v${index}`)}`))
    const { rows } = await sql<Record<string, unknown>>`select ${columns}`.execute(db)
    expect(Object.values(rows[0] ?? {})).toEqual(read.map(([, , value]) => value))
  })

  test('arrays are written alike, and unnest takes several at once', async () => {
    const { db } = connection
    for (const [type, values, texts] of written) {
      const { rows } = await sql<{
        text: string | null
      }>`select value::text as text from unnest(${values}::${sql.raw(type)}) value`.execute(db)
      expect({ type, texts: rows.map(({ text }) => text) }).toEqual({ type, texts })
    }
    const { rows } = await sql`select * from unnest(${['a', 'b']}::text[], ${[1, null]}::int4[]) as row (name, number)`.execute(db)
    expect(rows).toEqual([
      { name: 'a', number: 1 },
      { name: 'b', number: null },
    ])
  })

  test('megabytes in one statement arrive', async () => {
    const { db } = connection
    const texts = Array.from({ length: 20_000 }, (_, index) => `${index} ${'x'.repeat(400)}`)
    const { rows } = await sql`select count(*), sum(length(text)) as length from unnest(${texts}::text[]) text`.execute(db)
    expect(rows).toEqual([{ count: 20_000, length: texts.join('').length }])
  })

  test('text that the database cannot hold is an error, and the next statement works', async () => {
    const { db } = connection
    await expect(sql`select ${'nul\0'}::text`.execute(db)).rejects.toThrow('invalid byte sequence')
    await expect(sql`select 1/0`.execute(db)).rejects.toThrow('division by zero')
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
  })

  test('a transaction is whole or not at all, and statements beside it are not inside it', async () => {
    const { db, execute } = connection
    await execute('create table public.note (id int primary key, text text not null)')
    const first = db.transaction().execute(async (tx) => {
      await tx.insertInto('public.note').values({ id: 1, text: 'undone' }).execute()
      await new Promise((resolve) => setTimeout(resolve, 20))
      await tx.insertInto('public.note').values({ id: 1, text: 'the same number' }).execute()
    })
    const beside = db.insertInto('public.note').values({ id: 2, text: 'kept' }).execute()
    await expect(first).rejects.toThrow('duplicate key')
    await beside
    expect(await db.selectFrom('public.note').selectAll().execute()).toEqual([{ id: 2, text: 'kept' }])
  })

  test('an open transaction of a session that failed is undone', async () => {
    const { db, execute, session } = connection
    await execute('create table public.note (id int primary key, text text not null)')
    const failing = session(async (one) => {
      await one.execute("begin; insert into public.note values (1, 'undone')")
      throw new Error('no more')
    })
    await expect(failing).rejects.toThrow('no more')
    await db.insertInto('public.note').values({ id: 2, text: 'kept' }).execute()
    expect(await db.selectFrom('public.note').selectAll().execute()).toEqual([{ id: 2, text: 'kept' }])
  })

  test('a change is heard once it is committed, and only then', async () => {
    const { db, onChange } = connection
    const heard: (string | null)[] = []
    onChange((slice) => heard.push(slice))
    if (engine === 'postgresql') await expect.poll(() => heard.splice(0)).toEqual([null]) // now it listens
    await db.transaction().execute((tx) => changed(tx, 'stocktaking'))
    if (engine === 'postgresql') await expect.poll(() => heard).toEqual(['stocktaking'])
    await expect(
      db.transaction().execute(async (tx) => {
        await changed(tx, 'undone')
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    await db.transaction().execute((tx) => changed(tx, 'framework'))
    await expect.poll(() => heard).toEqual(['stocktaking', 'framework'])
  })
})

test.runIf(engines.includes('postgresql'))('on postgresql, a lost ear tells that anything may have changed', async () => {
  const { db, onChange } = await opened<Tables>(await anEmptyDatabase('postgresql'))
  const heard: (string | null)[] = []
  onChange((slice) => heard.push(slice))
  await expect.poll(() => heard.splice(0)).toEqual([null])
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'actionlines changes' and datname = current_database()`.execute(
    db,
  )
  await expect.poll(() => heard).toEqual([null])
  await db.transaction().execute((tx) => changed(tx, 'overview'))
  await expect.poll(() => heard).toEqual([null, 'overview'])
})

test('a server that is too old is refused, and one that cannot hold every language', () => {
  const server = { number: 150008, version: 'PostgreSQL 15.8 on x86_64-pc-linux-gnu, compiled by gcc', encoding: 'UTF8' }
  expect(() => refuseUnlessUsable(server)).not.toThrow()
  expect(() => refuseUnlessUsable({ ...server, number: 140012, version: 'PostgreSQL 14.12 on x86_64' })).toThrow(
    'DATABASE_URL leads to PostgreSQL 14.12 on x86_64. Actionlines needs PostgreSQL 15 or newer',
  )
  expect(() => refuseUnlessUsable({ ...server, encoding: 'SQL_ASCII' })).toThrow('is encoded in SQL_ASCII')
})

test('a server that cannot be reached is refused, without its password', async () => {
  const refusal = opened({ url: 'postgresql://someone:secret@127.0.0.1:1/actionlines', folder: aFolder(), worker })
  await expect(refusal).rejects.toThrow(Refused)
  await expect(refusal).rejects.toThrow(
    'The PostgreSQL server of DATABASE_URL (127.0.0.1:1/actionlines) cannot be used: connect ECONNREFUSED',
  )
  await expect(refusal).rejects.not.toThrow('secret')
})
