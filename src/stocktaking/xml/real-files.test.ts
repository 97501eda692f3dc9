import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { errorsIn } from '../../../test/iati-ruleset.ts'
import { invalidities, recordsIn } from '../../../test/iati-xml.ts'
import { SHARED, sharedPresent } from '../../../test/shared.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { columnsIn, exported, importedFrom } from './testing.ts'

const FOLDER = `${SHARED}/iati/activities`
const FILES = sharedPresent
  ? [
      ...readdirSync(FOLDER)
        .filter((name) => name.endsWith('.xml'))
        .map((name) => `${FOLDER}/${name}`),
      `${SHARED}/iati/examples/activity-standard-example-annotated.xml`,
    ]
  : []
const TODAY = '2026-02-24'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

describe.skipIf(!sharedPresent)('what publishers wrote', () => {
  test.each(FILES)('%s comes out as it went in, and once more', async (file) => {
    const source = readFileSync(file, 'utf8')
    await importedFrom(world.db, file)
    const first = await exported(world.db)
    expect(recordsIn(first)).toEqual(recordsIn(source))
    expect(invalidities(first)).toEqual([])
    expect(errorsIn(first, TODAY)).toEqual(errorsIn(source, TODAY))

    world = await aWorld()
    await importedFrom(world.db, first)
    const second = await exported(world.db)
    expect(recordsIn(second)).toEqual(recordsIn(source))
  })
})

describe.skipIf(!sharedPresent)('without their records', () => {
  test.each(FILES)('the columns of %s are a file that says the same', async (file) => {
    await importedFrom(world.db, file)
    const before = await columnsIn(world.db)
    await sql`update stocktaking.activity set origin = 'csv' where origin = 'iati'`.execute(world.db)
    const written = await exported(world.db)
    expect(invalidities(written)).toEqual([])

    world = await aWorld()
    await importedFrom(world.db, written)
    expect(await columnsIn(world.db)).toEqual(before)
  })
})
