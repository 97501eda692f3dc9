/** What the doctor says of a healthy database, and of a sick one. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { connect } from './db.ts'
import { examineAll } from './doctor.ts'
import { migrate } from './migrations.ts'
import { aFolder, anEmptyDatabase, engines, opened, worker } from './testing.ts'

const NOON = new Date('2026-02-24T12:00:00Z')

describe.each(engines)('on %s', (engine) => {
  test('all is well after the migrations were run', async () => {
    const settings = await anEmptyDatabase(engine)
    const connection = await connect(settings)
    await migrate(connection, aFolderWith('1_a'))
    await connection.close()
    const checks = await examineAll(settings, aFolderWith('1_a'), NOON)
    expect(checks.filter(({ ok }) => ok !== true)).toEqual([])
    expect(checks.map(({ name }) => name)).toEqual([
      'settings',
      'folder',
      'disk',
      'database',
      'migrations',
      'sync',
      'locks',
      'time',
      'clock',
    ])
  })

  test('a database from a newer version is bad, one that waits for a migration is not', async () => {
    const settings = await anEmptyDatabase(engine)
    const connection = await connect(settings)
    await migrate(connection, aFolderWith('1_a', '2_b'))
    await connection.close()
    expect(await look(settings, 'migrations', aFolderWith('1_a'))).toMatchObject({
      ok: false,
      detail: expect.stringContaining('from a newer version'),
    })
    expect(await look(settings, 'migrations', aFolderWith('1_a', '2_b', '3_c'))).toEqual({
      name: 'migrations',
      ok: true,
      detail: 'the next start runs 3_c',
    })
  })
})

test('a folder that is in use, one that is not there, and one without a database', async () => {
  const used = await anEmptyDatabase('pglite')
  await opened(used)
  expect(await look(used, 'database')).toMatchObject({ ok: false, detail: expect.stringContaining('is in use by process') })
  const none = { url: null, folder: aFolder(), worker }
  expect(await look(none, 'database')).toEqual({ name: 'database', ok: null, detail: 'there is none yet: the first start makes it' })
  expect(await look({ ...none, folder: join(none.folder, 'absent') }, 'folder')).toMatchObject({
    ok: false,
    detail: expect.stringContaining('no such file'),
  })
})

test('a server that is not there, without its password', async () => {
  const settings = { url: 'postgresql://someone:secret@127.0.0.1:1/actionlines', folder: aFolder(), worker }
  expect(await look(settings, 'database')).toMatchObject({
    ok: false,
    detail: expect.stringContaining('cannot be used: connect ECONNREFUSED'),
  })
  expect(JSON.stringify(await examineAll(settings, aFolderWith(), NOON))).not.toContain('secret')
})

test('a clock that stands', async () => {
  const settings = { url: null, folder: aFolder(), worker }
  const checks = await examineAll(settings, aFolderWith(), new Date(0))
  expect(checks.at(-1)).toEqual({
    name: 'clock',
    ok: false,
    detail: 'this machine believes that it is 1970-01-01T00:00:00.000Z: set its clock',
  })
})

async function look(settings: Parameters<typeof examineAll>[0], name: string, migrations = aFolderWith()) {
  return (await examineAll(settings, migrations, NOON)).find((check) => check.name === name)
}

function aFolderWith(...names: string[]): string {
  const folder = aFolder()
  mkdirSync(folder, { recursive: true })
  for (const name of names) writeFileSync(join(folder, `${name}.sql`), 'select 1')
  return folder
}
