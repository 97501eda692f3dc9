/** What the embedded engine promises of itself: it syncs, it is alone, it does not hang, it does not answer what did not happen. */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { connect } from '../db.ts'
import { aFolder, anEmptyDatabase, opened, worker } from '../testing.ts'

type Tables = { 'public.note': { id: number } }

const makeNotes = 'create table public.note (id int primary key)'

test('as many syncs as commits, and none for reading', async () => {
  const { db, execute, syncs, syncCalls } = await opened<Tables>(await anEmptyDatabase('pglite'))
  await execute(makeNotes)
  const before = syncCalls?.() ?? 0
  for (let id = 0; id < 20; id += 1) await db.insertInto('public.note').values({ id }).execute()
  expect({ syncs, calls: (syncCalls?.() ?? 0) - before }).toEqual({ syncs: true, calls: 20 })
  await db.selectFrom('public.note').selectAll().execute()
  expect((syncCalls?.() ?? 0) - before).toBe(20)
})

test('a folder in use is refused before the engine touches it', async () => {
  const settings = await anEmptyDatabase('pglite')
  await opened(settings)
  await expect(connect(settings)).rejects.toThrow(`The folder ${settings.folder} is in use by process ${process.pid}`)
})

test('what is committed is there when the folder is opened again', async () => {
  const settings = await anEmptyDatabase('pglite')
  const first = await connect<Tables>(settings)
  await first.execute(makeNotes)
  await first.db.insertInto('public.note').values({ id: 1 }).execute()
  await first.close()
  const { db } = await opened<Tables>(settings)
  expect(await db.selectFrom('public.note').selectAll().execute()).toEqual([{ id: 1 }])
})

test('a database whose making was cut short is made again', async () => {
  const settings = { url: null, folder: aFolder(), worker, sharedBuffers: '16MB' }
  const complete = await anEmptyDatabase('pglite')
  rmSync(join(complete.folder, 'pglite', 'global'), { recursive: true })
  writeFileSync(join(complete.folder, 'unfinished'), '')
  const { db } = await opened({ ...settings, folder: complete.folder })
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
  expect(existsSync(join(complete.folder, 'unfinished'))).toBe(false)
  expect(readdirSync(complete.folder).sort()).toEqual(['lock', 'pglite'])
})

test('a statement that does not answer is ended; the next finds a new engine, all that was committed, and the folder still locked', async () => {
  const settings = { ...(await anEmptyDatabase('pglite')), limit: 5000 }
  const { db, execute, onChange } = await opened<Tables>(settings)
  const heard: (string | null)[] = []
  onChange((slice) => heard.push(slice))
  await execute(makeNotes)
  await db.insertInto('public.note').values({ id: 1 }).execute()
  const silent = sql`select count(*) from generate_series(1, 1000000000000)`.execute(db)
  const waiting = db.selectFrom('public.note').selectAll().execute()
  await expect(silent).rejects.toThrow('did not answer within 5 s')
  await expect(connect(settings)).rejects.toThrow('is in use by process')
  expect(await waiting).toEqual([{ id: 1 }])
  await expect.poll(() => heard).toEqual([null])
})

test('a transaction that was open when the engine broke down fails, and leaves nothing', async () => {
  const { db, execute } = await opened<Tables>(await anEmptyDatabase('pglite'))
  await execute(makeNotes)
  const answers: unknown[] = []
  const transaction = db.transaction().execute(async (tx) => {
    await tx.insertInto('public.note').values({ id: 1 }).execute()
    for (const statement of [sql`copy public.note from stdin`, sql`insert into public.note values (2)`]) {
      answers.push(await statement.execute(tx).catch((error: Error) => error.message))
    }
  })
  await expect(transaction).rejects.toThrow()
  expect(answers).toEqual([
    expect.stringContaining('The embedded database broke down'), // this engine cannot be sent the rows of a copy
    'Client has encountered a connection error and is not queryable',
  ])
  expect(await db.selectFrom('public.note').selectAll().execute()).toEqual([])
})

test.each([
  ['an expression', `select ${Array(20_000).fill('1').join('+')}`],
  ['a value', `select '${'['.repeat(100_000)}'::json`],
])('%s that is nested too deep is an error, not the end of the engine', async (_what, statement) => {
  const { db } = await opened(await anEmptyDatabase('pglite'))
  await expect(sql.raw(statement).execute(db)).rejects.toThrow(/stack depth limit exceeded|invalid input syntax/)
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
})

test('a worker that is not there is told at once', async () => {
  const settings = { url: null, folder: aFolder(), worker: new URL('file:///no/such/worker.js') }
  await expect(connect(settings)).rejects.toThrow('Cannot find module')
  await expect(connect(settings)).rejects.toThrow('Cannot find module') // and the lock was released
})
