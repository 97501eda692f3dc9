import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { invalidities, recordsIn } from '../../../test/iati-xml.ts'
import { importActivities } from '../../../test/imported.ts'
import { sharedPresent } from '../../../test/shared.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { difference, exported } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
  await importActivities(world)
})

/** Changes the columns of the radio stations; returns what is different in the file for that. */
async function changed(...statements: string[]): Promise<string[]> {
  const before = recordsIn(await exported(world.db))
  for (const statement of statements) await sql.raw(statement.replaceAll('RADIO', RADIO)).execute(world.db)
  const after = await exported(world.db)
  if (sharedPresent) expect(invalidities(after)).toEqual([])
  return difference(before, recordsIn(after)).map((line) => line.replace(' XX-LAC-1-RADIO', ''))
}
const RADIO = "(select id from stocktaking.activity where identifier = 'XX-LAC-1-RADIO')"

describe('what is changed in the columns is changed in the file, and nothing else:', () => {
  test('a title', async () => {
    expect(
      await changed("update stocktaking.activity_text set title = 'Radio on the \u0007net' where activity_id = RADIO and language = 'en'"),
    ).toEqual(['- /title[1]/narrative[2] en "Community radio on the Internet"', '+ /title[1]/narrative[2] en "Radio on the net"'])
  })

  test('an amount, of a transaction that has more to it', async () => {
    expect(await changed('update stocktaking.activity_transaction set value = 40001 where activity_id = RADIO and position = 2')).toEqual([
      '- /transaction[2]/value[1] value-date="2025-06-01" fr "40000.50"',
      '+ /transaction[2]/value[1] value-date="2025-06-01" fr "40001"',
    ])
  })

  test('a line that is stated', async () => {
    const line = "(select id from framework.line where slug = 'c4')"
    expect(
      await changed(
        "delete from stocktaking.activity_line where activity_id = RADIO and basis = 'stated'",
        `insert into stocktaking.activity_line (activity_id, line_id, basis) values (RADIO, ${line}, 'stated')`,
      ),
    ).toEqual([
      '- /tag[1] code="c9" vocabulary-uri="https://actionlines.org/vocabulary/wsis" vocabulary="99" fr ""',
      '- /tag[1]/narrative[1] en "Media"',
      '- /tag[2] code="4" vocabulary="2" fr ""',
      '- /tag[3] code="9.c" vocabulary="3" fr ""',
      '+ /tag[1] code="4" vocabulary="2" fr ""',
      '+ /tag[2] code="9.c" vocabulary="3" fr ""',
      '+ /tag[3] code="c4" vocabulary-uri="https://actionlines.org/vocabulary/wsis" vocabulary="99" fr ""',
    ])
  })
})
