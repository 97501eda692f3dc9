import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { anActivity } from '../../../test/builders.ts'
import { aWorld, type World } from '../../../test/world.ts'
import type { Db } from '../../app.tsx'
import { findMatches, indexActivities, indexMissing, queryOf } from './index.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const found = async (typed: string) => (await findMatches(world.db, queryOf(typed), { ranked: true })).matches?.ids ?? []
const rename = (db: Db, id: number, title: string) =>
  db.updateTable('stocktaking.activity_text').set({ title }).where('activity_id', '=', id).execute()
const indexing = (id: number) => world.db.transaction().execute(async (tx: Db) => indexActivities(tx, [id]))

describe('what is searched', () => {
  test('is what the rows say when it is indexed', async () => {
    const { id } = await anActivity(world.db, { texts: { en: { title: 'Radio' }, fr: { title: 'Télévision' } } })
    await rename(world.db, id, 'Xylophones')
    expect([await found('radio'), await found('xylophones')]).toEqual([[id], []])
    await indexing(id)
    expect([await found('radio'), await found('xylophones')]).toEqual([[], [id]])
  })

  test('has a row for each configuration that an activity needs, and no more', async () => {
    const { id } = await anActivity(world.db, { texts: { en: { title: 'Radio' }, sw: { title: 'Redio' }, zh: { title: '广播' } } })
    const configs = () =>
      world.db.selectFrom('stocktaking.activity_search').select('config').where('activity_id', '=', id).orderBy('config').execute()
    expect(await configs()).toEqual([{ config: 'english' }, { config: 'simple' }])
    await world.db.deleteFrom('stocktaking.activity_text').where('activity_id', '=', id).where('language', '<>', 'en').execute()
    await indexing(id)
    expect(await configs()).toEqual([{ config: 'english' }])
  })

  test('is made for what was stored before there was a search', async () => {
    const { id } = await anActivity(world.db, { texts: { en: { title: 'Radio' } } })
    await sql`truncate stocktaking.activity_search`.execute(world.db)
    expect(await indexMissing(world.db)).toBe(18)
    expect(await found('radio')).toEqual([id])
    expect(await indexMissing(world.db)).toBe(0)
  })

  test('is the latest where two index the same activity at once', async () => {
    const { id } = await anActivity(world.db, { texts: { en: { title: 'Radio' } } })
    let second: Promise<void> = Promise.resolve()
    await world.db.transaction().execute(async (tx: Db) => {
      await indexActivities(tx, [id])
      await rename(tx, id, 'Xylophones')
      second = indexing(id)
      await waiting()
    })
    await second
    expect([await found('radio'), await found('xylophones')]).toEqual([[], [id]])
  })
})

/** Until the other transaction waits for this one: the embedded engine begins it only afterwards. */
async function waiting(): Promise<void> {
  if (world.connection.engine === 'pglite') return
  for (;;) {
    const { rows } = await sql<{ waits: boolean }>`
      select count(*) > 0 as waits from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    `.execute(world.db)
    if (rows[0]?.waits) return
  }
}
