import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aWorld, type World } from '../../../test/world.ts'
import { Report } from '../../platform/report.ts'
import type { ActivityRecord } from '../iati/index.ts'
import { type Item, importActivities } from './pipeline.ts'
import { progressOn } from './progress.ts'
import { noCounts } from './rules.ts'
import { type Import, readCodes } from './store.ts'
import { activity, aFolder, aRecord, iatiFile, importing, titlesIn } from './testing.ts'

let world: World
let folder: string
beforeEach(async () => {
  world = await aWorld()
  folder = aFolder()
})

const titles = () => titlesIn(world.db)

describe('refused records', () => {
  test('are told with file, line and reason, the first twenty in the terminal; the rest goes in', async () => {
    const untitled = Array.from({ length: 25 }, (_, index) => activity({ id: `XX-KIT-${index + 2}`, title: '' }))
    const file = iatiFile(folder, 'kit.xml', '2026-02-20T08:00:00Z', [...untitled, activity({ id: 'XX-KIT-1' })])
    const { code, said, report } = await importing(world.db, ['iati', file])
    expect(code).toBe(0)
    expect(report.length).toBe(25)
    expect(report[0]).toBe(`${file},3,XX-KIT-2,refused,The record has no title.`)
    expect(said[0]).toBe(`  ${file}:3 XX-KIT-2: refused. The record has no title.`)
    expect(said.slice(20)).toEqual([
      '  … and 5 more',
      'All of them, by file and line: DATA/imports/2026-02-24T120000.000Z-import-iati.csv',
      '26 records in 1 file: 1 added, 25 refused.',
    ])
    expect(await titles()).toEqual(['XX-KIT-1 1 Telecentres in Nyeri'])
  })

  test('a file that cannot be read is refused, the others go on', async () => {
    const files = [join(folder, 'a.xml'), iatiFile(folder, 'b.xml', null, [activity({ id: 'XX-KIT-1' })])]
    iatiFile(folder, 'a.xml', null, [])
    const { code, said } = await importing(world.db, ['iati', 'package.json', ...files])
    expect(code).toBe(1)
    expect(said.at(-1)).toBe('Not read to the end: package.json')
    expect(await titles()).toEqual(['XX-KIT-1 1 Telecentres in Nyeri'])
  })

  test.each([
    [[], 'Say what to import'],
    [['iati'], 'Say what to import'],
    [['pdf', 'README.md'], 'Say what to import'],
    [['csv', 'package.json'], 'Say what to import'],
    [['iati', '--colums', 'x'], "Unknown option '--colums'"],
    [['iati', 'absent.xml'], 'There is no absent.xml'],
    [['iati', 'locales'], 'There is no file that ends in .xml in locales'],
  ])('%j is answered by what to do', async (args, sentence) => {
    await expect(importing(world.db, args)).rejects.toThrow(sentence)
  })
})

test('a database that fails ends the import with what to do', async () => {
  const file = iatiFile(folder, 'kit.xml', '2026-02-20T08:00:00Z', [activity({ id: 'XX-KIT-1' })])
  await sql`alter table stocktaking.activity_version rename to hidden`.execute(world.db)
  const import_ = importing(world.db, ['iati', file])
  await expect(import_).rejects.toThrow(
    /^The import stopped: .*activity_version.*\nThe 0 activities that were written stay. Run the same command again/,
  )
  await sql`alter table stocktaking.hidden rename to activity_version`.execute(world.db)
})

describe('a record that the database does not take', () => {
  test('is refused, and the others of its batch go in', async () => {
    const records = [aRecord('XX-KIT-1'), { ...aRecord('XX-KIT-2'), status: 9 }, aRecord('XX-KIT-3')]
    const report = new Report(join(folder, 'report.csv'))
    const { codes } = await readCodes(world.db)
    const current: Import = { kind: 'import-iati', startedAt: world.now(), codes, run: null, unindexed: [], counts: noCounts() }
    await importActivities(world.db, current, itemsOf(records), { report, progress: progressOn({ write: () => {} }, 0, false) })
    expect(current.counts).toEqual({ ...noCounts(), added: 2, refused: 1 })
    expect(await titles()).toEqual(['XX-KIT-1 1 Telecentres in Nyeri', 'XX-KIT-3 1 Telecentres in Nyeri'])
    expect(report.lines()[0]).toMatch(/^ {2}kit.xml:2 XX-KIT-2: refused. The database does not take it: .*activity_status_check.*\.$/)
  })

  async function* itemsOf(records: readonly ActivityRecord[]): AsyncGenerator<Item> {
    for (const [index, record] of records.entries()) yield { kind: 'record', file: 'kit.xml', line: index + 1, record, suggestions: [] }
  }
})

test('a record under the identifier of an entry of the plan is a conflict', async () => {
  const file = iatiFile(folder, 'kit.xml', '2026-02-20T08:00:00Z', [activity({ id: 'actionlines:wsis-prize-2012-c1' })])
  const { report } = await importing(world.db, ['iati', file])
  expect(report).toEqual([
    `${file},3,actionlines:wsis-prize-2012-c1,conflict,"The record is reported by XX-KIT, the stored one of no date, by nobody. The stored one stays."`,
  ])
})
