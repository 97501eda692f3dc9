import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { errorsIn } from '../../../test/iati-ruleset.ts'
import { invalidities, recordsIn } from '../../../test/iati-xml.ts'
import { SHARED, sharedPresent } from '../../../test/shared.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { aFolder, importing } from '../import/testing.ts'
import { xmlOf } from './index.ts'
import { columnsIn, exported, importedFrom } from './testing.ts'

const FOLDER = `${SHARED}/iati/activities`
const EXAMPLE = `${SHARED}/iati/examples/activity-standard-example-annotated.xml`
const TODAY = '2026-02-24'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

function files(): string[] {
  const published = sharedPresent ? readdirSync(FOLDER).filter((name) => name.endsWith('.xml')) : []
  return [...published.map((name) => `${FOLDER}/${name}`), EXAMPLE]
}

describe.skipIf(!sharedPresent)('what publishers wrote', () => {
  test.each(files())('%s comes out as it went in: valid, no rule broken that was not, and the same once more', async (file) => {
    const source = readFileSync(file, 'utf8')
    await importedFrom(world.db, file)
    const first = await exported(world.db)
    expect(recordsIn(first)).toEqual(recordsIn(source))
    expect(invalidities(first)).toEqual([])
    expect(errorsIn(first, TODAY)).toEqual(errorsIn(source, TODAY))

    world = await aWorld()
    await importedFrom(world.db, first)
    expect(await exported(world.db)).toBe(first)
  })

  test.each(files())('the columns of %s alone are a file that says what they say', async (file) => {
    await importedFrom(world.db, file)
    const before = await columnsIn(world.db)
    await sql`update stocktaking.activity set origin = 'csv' where origin = 'iati'`.execute(world.db)
    const written = await exported(world.db)
    expect(invalidities(written)).toEqual([])

    world = await aWorld()
    await importedFrom(world.db, written)
    expect(await columnsIn(world.db)).toEqual(before)
  })

  test('the rules see what is wrong', () => {
    const right = readFileSync(EXAMPLE, 'utf8')
    const wrong = right
      .replace('iso-date="2012-04-28" type="2"', 'iso-date="2112-04-28" type="2"')
      .replace('<iati-activity xml:lang="en" default-currency="USD"', '<iati-activity')
    const before = [...errorsIn(right, TODAY).values()].flat()
    const broken = [...errorsIn(wrong, TODAY).values()].flat().filter((error) => !before.includes(error))
    expect(broken.map((error) => error.split(' ')[0])).toEqual(['4.1.1', '11.1.4'])
  })
})

/** Rows of the flat file, as many as are wanted. */
function flatFile(rows: number): string {
  const records: string[][] = parse(readFileSync(`${SHARED}/iati/activities-flat-5000.csv`, 'latin1'), { to: rows + 1 })
  const path = join(aFolder(), 'flat.csv')
  writeFileSync(path, stringify(records))
  return path
}

describe.skipIf(!sharedPresent)('rows of a flat file', () => {
  test('are a valid file, which says what the columns say but for sums without a day', async () => {
    await importing(world.db, ['csv', flatFile(600), '--columns', 'data/iati/flat-columns.csv'])
    const written = await exported(world.db)
    expect(invalidities(written)).toEqual([])

    const all = await world.db.selectFrom('stocktaking.activity').select(['id', 'identifier']).where('origin', '=', 'csv').execute()
    const entries = await xmlOf(
      world.db,
      all.map(({ id }) => id),
    )
    const lacking = new Set(all.filter((_, index) => entries[index]?.xml === null).map(({ identifier }) => identifier))
    const before = (await columnsIn(world.db)).filter(({ identifier }) => !lacking.has(identifier))
    expect([before.length > 300, lacking.size > 10]).toEqual([true, true])

    world = await aWorld()
    await importedFrom(world.db, written)
    expect(await columnsIn(world.db)).toEqual(before.map((entry) => ({ ...entry, transactions: [] })))
  })
})
