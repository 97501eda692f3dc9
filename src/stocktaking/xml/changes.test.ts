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

/** Changes columns of the radio stations; returns what is different in the file for that. */
async function changed(...statements: string[]): Promise<string[]> {
  const before = recordsIn(await exported(world.db))
  for (const statement of statements) await sql.raw(statement.replaceAll('RADIO', RADIO)).execute(world.db)
  const after = await exported(world.db)
  if (sharedPresent) expect(invalidities(after)).toEqual([])
  return difference(before, recordsIn(after)).map((line) => line.replace(' XX-LAC-1-RADIO', ''))
}
const RADIO = "(select id from stocktaking.activity where identifier = 'XX-LAC-1-RADIO')"

const change = (table: string, set: string, where = 'true') =>
  `update stocktaking.activity_${table} set ${set} where activity_id = RADIO and ${where}`
const remove = (table: string, where: string) => `delete from stocktaking.activity_${table} where activity_id = RADIO and ${where}`
const add = (table: string, columns: string, values: string) =>
  `insert into stocktaking.activity_${table} (activity_id, ${columns}) values (RADIO, ${values})`
const general = (set: string) => `update stocktaking.activity set ${set} where id = RADIO`

describe('what is changed in the columns is changed in the file, and nothing else:', () => {
  test('a title, without the control character that XML cannot hold', async () => {
    expect(await changed(change('text', "title = 'Radio on the \u0007net'", "language = 'en'"))).toEqual([
      '- /title[1]/narrative[2] en "Community radio on the Internet"',
      '+ /title[1]/narrative[2] en "Radio on the net"',
    ])
  })

  test('an amount', async () => {
    expect(await changed(change('transaction', 'value = 40001', 'position = 2'))).toEqual([
      '- /transaction[2]/value[1] value-date="2025-06-01" fr "40000.50"',
      '+ /transaction[2]/value[1] value-date="2025-06-01" fr "40001"',
    ])
  })

  test('a line that is stated', async () => {
    const c4 = "(select id from framework.line where slug = 'c4')"
    expect(await changed(remove('line', "basis = 'stated'"), add('line', 'line_id, basis', `${c4}, 'stated'`))).toEqual([
      '- /tag[1] code="c9" vocabulary-uri="https://actionlines.org/vocabulary/wsis" vocabulary="99" fr ""',
      '- /tag[1]/narrative[1] en "Media"',
      '- /tag[2] code="4" vocabulary="2" fr ""',
      '- /tag[3] code="9.c" vocabulary="3" fr ""',
      '+ /tag[1] code="4" vocabulary="2" fr ""',
      '+ /tag[2] code="9.c" vocabulary="3" fr ""',
      '+ /tag[3] code="c4" vocabulary-uri="https://actionlines.org/vocabulary/wsis" vocabulary="99" fr ""',
    ])
  })

  test('a description', async () => {
    expect(await changed(change('text', "description = 'Twelve stations.'", "language = 'en'"))).toEqual([
      '- /description[1]/narrative[2] en "Twelve stations around the lake share programmes and one connection.\\n\\nThe stations teach each other how to keep it running."',
      '+ /description[1]/narrative[2] en "Twelve stations."',
    ])
  })

  test('a language that went', async () => {
    expect(await changed(remove('text', "language = 'ar'"), change('text', 'objectives = null'))).toEqual([
      '- /description[1]/narrative[3] ar "اثنتا عشرة إذاعة حول البحيرة تتقاسم برامجها."',
      '- /description[2] type="2" fr ""',
      '- /description[2]/narrative[1] en "Every village of the lake is heard."',
      '- /title[1]/narrative[3] ar "إذاعات المجتمع على الإنترنت"',
    ])
  })

  test('languages that came: that of a person, not that of a machine', async () => {
    const german = add('text', 'language, origin, title, target_groups, revised_at', "'de', 'human', 'Radio', 'Dörfer', now()")
    const swahili = add('text', 'language, origin, title, revised_at', "'sw', 'machine', 'Redio', now()")
    expect(await changed(german, swahili)).toEqual([
      '+ /description[3] type="3" fr ""',
      '+ /description[3]/narrative[1] de "Dörfer"',
      '+ /title[1]/narrative[4] de "Radio"',
    ])
  })

  test('the language of the record, which is not that of its texts', async () => {
    const lines = await changed(general("language = 'en'"))
    expect(lines.filter((line) => line.includes('narrative['))).toEqual([])
    expect(lines.filter((line) => line.includes('activity-status'))).toEqual([
      '- /activity-status[1] code="2" fr ""',
      '+ /activity-status[1] code="2" en ""',
    ])
  })

  test('dates', async () => {
    expect(await changed(general("start_actual = null, end_planned = '2026-01-02', end_actual = '2026-01-01'"))).toEqual([
      '- /activity-date[2] iso-date="2025-03-01" type="2" fr ""',
      '- /activity-date[3] iso-date="2027-12-31" type="3" fr ""',
      '+ /activity-date[2] iso-date="2026-01-02" type="3" fr ""',
      '+ /activity-date[3] iso-date="2026-01-01" type="4" fr ""',
    ])
  })

  test('status, scope, hierarchy, currency, the date of the record', async () => {
    const update = "source_updated_at = '2026-02-01T00:00:00Z'"
    expect(await changed(general(`status = 3, scope = null, hierarchy = 2, currency = 'KES', ${update}`))).toEqual([
      '-  default-currency="EUR" hierarchy="1" last-updated-datetime="2026-01-05T10:00:00Z" fr ""',
      '- /activity-scope[1] code="3" fr ""',
      '- /activity-status[1] code="2" fr ""',
      '+  default-currency="KES" hierarchy="2" last-updated-datetime="2026-02-01T00:00:00.000Z" fr ""',
      '+ /activity-status[1] code="3" fr ""',
    ])
  })

  test('who reports it', async () => {
    const unesco = "(select id from stakeholders.stakeholder where identifier = 'XM-DAC-41304')"
    const lines = await changed(general(`reporter_secondary = true, reporter_id = ${unesco}`))
    expect(lines.slice(0, 6)).toEqual([
      '- /reporting-org[1] ref="XX-LAC-1" type="22" fr ""',
      '- /reporting-org[1]/narrative[1] fr "Réseau radio du Lac"',
      '- /reporting-org[1]/narrative[2] en "Lac Radio Network"',
      '+ /reporting-org[1] ref="XM-DAC-41304" secondary-reporter="true" type="40" fr ""',
      '+ /reporting-org[1]/narrative[1] ar "منظمة الأمم المتحدة للتربية والعلم والثقافة"',
      '+ /reporting-org[1]/narrative[2] en "United Nations Educational, Scientific and Cultural Organization"',
    ])
  })

  test('who takes part', async () => {
    expect(
      await changed(
        remove('participant', 'position = 3'),
        change('participant', "role = 2, type = 'government', name = 'Unesco', language = 'fr'", 'position = 2'),
        add('participant', 'position, name, language, type, role', "4, 'Lake Fund', 'en', 'foundation', 1"),
      ),
    ).toEqual([
      '- /participating-org[2] ref="XM-DAC-41304" role="1" type="40" fr ""',
      '- /participating-org[2]/narrative[1] en "UNESCO"',
      '- /participating-org[3] role="2" type="80" fr ""',
      '- /participating-org[3]/narrative[1] en "University of the Lake & Hills"',
      '+ /participating-org[2] ref="XM-DAC-41304" role="2" type="10" fr ""',
      '+ /participating-org[2]/narrative[1] fr "Unesco"',
      '+ /participating-org[3] role="1" type="60" fr ""',
      '+ /participating-org[3]/narrative[1] en "Lake Fund"',
    ])
  })

  test('countries, regions and places', async () => {
    expect(
      await changed(
        remove('country', "country = 'UG'"),
        add('country', 'country, percentage', "'TZ', 40.5"),
        add('region', 'vocabulary, code', "'2', '014'"),
        change('place', "latitude = 1.5, name = 'Kampala'"),
        add('place', 'position, name', "2, 'Homa Bay'"),
      ),
    ).toEqual([
      '- /location[1]/name[1]/narrative[1] en "Kisumu"',
      '- /location[1]/point[1]/pos[1] fr "-0.0917 34.768"',
      '- /recipient-country[2] code="UG" percentage="40" fr ""',
      '+ /location[1]/name[1]/narrative[1] en "Kampala"',
      '+ /location[1]/point[1]/pos[1] fr "1.5 34.768"',
      '+ /location[2] fr ""',
      '+ /location[2]/name[1] fr ""',
      '+ /location[2]/name[1]/narrative[1] fr "Homa Bay"',
      '+ /recipient-country[2] code="TZ" percentage="40.5" fr ""',
      '+ /recipient-region[1] code="014" vocabulary="2" fr ""',
    ])
  })

  test('sectors and goals', async () => {
    const goal5 = "(select goal.id from framework.goal join framework.goal_set on goal_set.id = set_id where slug = 'sdg' and code = '5')"
    expect(
      await changed(
        change('sector', "percentage = 60, name = 'Radio'", "code = '22030'"),
        remove('sector', "code = '11130'"),
        add('sector', 'vocabulary, code, percentage', "'1', '22040', 40"),
        remove('goal', "goal_id in (select id from framework.goal where code = '4')"),
        add('goal', 'goal_id', goal5),
      ),
    ).toEqual([
      '- /sector[1] code="22030" percentage="70" vocabulary="1" fr ""',
      '- /sector[2] code="11130" percentage="30" vocabulary="1" fr ""',
      '- /tag[2] code="4" vocabulary="2" fr ""',
      '- /tag[3] code="9.c" vocabulary="3" fr ""',
      '+ /sector[1] code="22030" percentage="60" vocabulary="1" fr ""',
      '+ /sector[1]/narrative[1] fr "Radio"',
      '+ /sector[2] code="22040" percentage="40" vocabulary="1" fr ""',
      '+ /tag[2] code="9.c" vocabulary="3" fr ""',
      '+ /tag[3] code="5" vocabulary="2" fr ""',
    ])
  })

  test('budgets', async () => {
    expect(
      await changed(
        change('budget', "ends_on = '2025-06-30', status = null, currency = 'KES'"),
        add('budget', 'position, type, starts_on, ends_on, value_on, value', "2, 1, '2026-01-01', '2026-12-31', '2026-01-01', 5.50"),
        add('budget', 'position, type, starts_on, value', "3, 1, '2027-01-01', 7"),
      ),
    ).toEqual([
      '- /budget[1] status="2" type="1" fr ""',
      '- /budget[1]/period-end[1] iso-date="2025-12-31" fr ""',
      '- /budget[1]/value[1] value-date="2025-01-01" fr "120000"',
      '+ /budget[1] type="1" fr ""',
      '+ /budget[1]/period-end[1] iso-date="2025-06-30" fr ""',
      '+ /budget[1]/value[1] currency="KES" value-date="2025-01-01" fr "120000"',
      '+ /budget[2] type="1" fr ""',
      '+ /budget[2]/period-end[1] iso-date="2026-12-31" fr ""',
      '+ /budget[2]/period-start[1] iso-date="2026-01-01" fr ""',
      '+ /budget[2]/value[1] value-date="2026-01-01" fr "5.50"',
    ])
  })

  test('results', async () => {
    expect(
      await changed(
        change('result', "title = 'À l’antenne', language = 'fr'"),
        change('indicator', "title = 'Stations', baseline_value = '3', ascending = false"),
        change('period', "target = '10', actual = null"),
      ),
    ).toEqual([
      '- /result[1]/indicator[1] ascending="1" measure="1" fr ""',
      '- /result[1]/indicator[1]/baseline[1] value="2" year="2024" fr ""',
      '- /result[1]/indicator[1]/period[1]/actual[1] value="9" fr ""',
      '- /result[1]/indicator[1]/period[1]/target[1] value="8" fr ""',
      '- /result[1]/indicator[1]/title[1]/narrative[1] en "Number of stations that can be heard on the Internet"',
      '- /result[1]/title[1]/narrative[1] en "Stations on the air"',
      '+ /result[1]/indicator[1] ascending="false" measure="1" fr ""',
      '+ /result[1]/indicator[1]/baseline[1] value="3" year="2024" fr ""',
      '+ /result[1]/indicator[1]/period[1]/actual[1] fr ""',
      '+ /result[1]/indicator[1]/period[1]/target[1] value="10" fr ""',
      '+ /result[1]/indicator[1]/title[1]/narrative[1] en "Stations"',
      '+ /result[1]/title[1]/narrative[1] fr "À l’antenne"',
    ])
  })
})
