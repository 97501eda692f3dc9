import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { SHARED, sharedPresent } from '../../../test/shared.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { everything, importing } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

describe.skipIf(!sharedPresent)('the real files', () => {
  test('go in whole, and write nothing the second time', async () => {
    const { code, said, report } = await importing(world.db, ['iati', `${SHARED}/iati/activities`])
    expect({ code, report }).toEqual({ code: 0, report: [] })
    expect(said.at(-1)).toMatch(/^295 records in 6 files( \(.*\))?: 295 added\.$/)
    const before = await everything(world.db)
    await importing(world.db, ['iati', `${SHARED}/iati/activities`])
    expect(await everything(world.db)).toEqual(before)
  })

  test('of the flat file all but those without a title', async () => {
    const args = ['csv', `${SHARED}/iati/activities-flat-5000.csv`, '--columns', 'data/iati/flat-columns.csv']
    const { code, said, report } = await importing(world.db, args)
    const untitled = report.filter((row) => row.endsWith(',refused,The record has no title.'))
    console.log(said.at(-1))
    expect([code, untitled.length, report.length]).toEqual([0, 506, 506])
    const before = await everything(world.db)
    await importing(world.db, args)
    expect(await everything(world.db)).toEqual(before)
  })

  test('suggest lines for a few of the activities of WHO', async () => {
    await importing(world.db, ['iati', `${SHARED}/iati/activities/who-arg.xml`])
    const { rows } = await sql<{ line: string; sector: string; word: string; activities: number }>`
      select slug as line, sector, word, count(*)::int as activities from stocktaking.activity_line join framework.line on line.id = line_id
      where basis = 'suggested' group by 1, 2, 3 order by 1, 2, 3
    `.execute(world.db)
    console.table(rows)
    expect([...new Set(rows.map(({ line }) => line))]).toEqual(['c7-e-health'])
    expect(rows.filter(({ word }) => word === null)).toEqual([])
    const { all } = await world.db
      .selectFrom('stocktaking.activity')
      .where('origin', '=', 'iati')
      .select(sql<number>`count(*)::int`.as('all'))
      .executeTakeFirstOrThrow()
    const suggested = rows.reduce((sum, { activities }) => sum + activities, 0)
    expect([suggested > 10, suggested < all / 4]).toEqual([true, true])
  })
})
