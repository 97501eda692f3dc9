import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aWorld, type World } from '../../../test/world.ts'
import { activity, aFolder, everything, iatiFile, importing, titlesIn } from './testing.ts'

let world: World
let folder: string
beforeEach(async () => {
  world = await aWorld()
  folder = aFolder()
})

const titles = () => titlesIn(world.db)

describe('a file that comes in for the first time', () => {
  test('is on the list, in what is new and among the stakeholders', async () => {
    const file = iatiFile(folder, 'kit.xml', '2026-02-20T08:00:00Z', [
      activity({ id: 'XX-KIT-1' }),
      activity({ id: 'XX-KIT-2', title: 'Libraries' }),
    ])
    const { code, said, report } = await importing(world.db, ['iati', file])
    expect({ code, said, report }).toEqual({ code: 0, said: ['2 records in 1 file: 2 added.'], report: [] })
    expect(await titles()).toEqual(['XX-KIT-1 1 Telecentres in Nyeri', 'XX-KIT-2 1 Libraries'])

    const { rows } = await sql`
      select event.kind, subject_kind, run.kind as run, ended_at is not null as ended, import_run.added, stakeholder.identifier as reporter, standing
      from platform.event join platform.run on run.id = run_id join stocktaking.import_run using (run_id)
      join stocktaking.import_reporter using (run_id) join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    `.execute(world.db)
    expect(rows).toEqual([
      {
        kind: 'activities-imported',
        subject_kind: 'run',
        run: 'import-iati',
        ended: true,
        added: 2,
        reporter: 'XX-KIT',
        standing: 'mentioned',
      },
    ])
  })

  test('writes nothing the second time', async () => {
    const file = iatiFile(folder, 'kit.xml', '2026-02-20T08:00:00Z', [activity({ id: 'XX-KIT-1' }), activity({ id: 'XX-KIT-2' })])
    await importing(world.db, ['iati', file])
    const before = await everything(world.db)
    const { said } = await importing(world.db, ['iati', file], '2026-03-01T12:00:00Z')
    expect(said).toEqual(['2 records in 1 file: 2 unchanged. No activity was written.'])
    expect(await everything(world.db)).toEqual(before)
  })

  test('has its rows in every table', async () => {
    const inside = `
      <description><narrative>Telemedicine for the hospital of Nyeri</narrative><narrative xml:lang="fr">La télémédecine</narrative></description>
      <participating-org ref="XM-DAC-928" type="40" role="1"><narrative>World Health Organization</narrative></participating-org>
      <participating-org role="4" type="70"><narrative>Nyeri Networks</narrative></participating-org>
      <activity-status code="2"/><activity-date type="1" iso-date="2004-05-01"/><activity-date type="2" iso-date="2005-01-10"/>
      <recipient-country code="KE" percentage="60"/><recipient-country code="ZZ" percentage="40"/>
      <location><name><narrative>Nyeri</narrative></name><point><pos>-0.42 36.95</pos></point></location>
      <sector vocabulary="1" code="12110" percentage="100"/><tag vocabulary="2" code="3"/>
      <tag vocabulary="99" vocabulary-uri="${await vocabulary()}" code="c4"/>
      <budget><period-start iso-date="2005-01-01"/><period-end iso-date="2005-12-31"/><value currency="KES" value-date="2005-01-01">1000000.50</value></budget>
      <transaction><transaction-type code="2"/><transaction-date iso-date="2005-02-01"/><value currency="KES" value-date="2005-02-01">250000</value></transaction>
      <result type="1"><title><narrative>Reached</narrative></title><indicator measure="1"><title><narrative>Patients</narrative></title>
        <baseline year="2004" value="0"/><period><period-start iso-date="2005-01-01"/><period-end iso-date="2005-12-31"/>
        <target value="300"/><actual value="412"/></period></indicator></result>`
    await importing(world.db, ['iati', iatiFile(folder, 'kit.xml', '2026-02-20T08:00:00Z', [activity({ id: 'XX-KIT-1', inside })])])
    expect(await parts()).toEqual({
      activity: ['XX-KIT-1', 2, '2004-05-01', '2005-01-10', 2005, 'start'],
      lines: ['c4 stated', 'c7-e-health suggested 12110 Telecentres'],
      countries: ['KE 60'],
      goals: ['3'],
      participants: ['1 XM-DAC-928 World Health Organization international-organisation', '4  Nyeri Networks business'],
      money: ['KES 1000000.50', 'KES 250000'],
      results: ['Reached Patients 2004 300 412'],
    })
  })

  async function vocabulary(): Promise<string> {
    const { vocabulary_uri } = await world.db.selectFrom('framework.plan').select('vocabulary_uri').executeTakeFirstOrThrow()
    return vocabulary_uri
  }

  async function parts() {
    const of = async (query: ReturnType<typeof sql<{ one: string }>>) => (await query.execute(world.db)).rows.map(({ one }) => one)
    const imported = sql`select id from stocktaking.activity where origin = 'iati'`
    const { rows } = await sql<Record<string, unknown>>`
      select identifier, status, start_planned, start_actual, year, year_basis from stocktaking.activity where origin = 'iati'`.execute(
      world.db,
    )
    return {
      activity: rows.flatMap((row) => Object.values(row)),
      lines: await of(sql`select concat_ws(' ', slug, basis, sector, word) as one from stocktaking.activity_line
        join framework.line on line.id = line_id where activity_id in (${imported}) order by slug`),
      countries: await of(
        sql`select concat_ws(' ', country, percentage) as one from stocktaking.activity_country where activity_id in (${imported})`,
      ),
      goals: await of(sql`select code as one from stocktaking.activity_goal join framework.goal on goal.id = goal_id`),
      participants:
        await of(sql`select concat_ws(' ', role, coalesce(identifier, ''), name, part.type) as one from stocktaking.activity_participant part
        left join stakeholders.stakeholder on stakeholder.id = stakeholder_id where activity_id in (${imported}) order by position`),
      money: await of(sql`select concat_ws(' ', currency, value) as one from stocktaking.activity_budget
        union all select concat_ws(' ', currency, value) from stocktaking.activity_transaction`),
      results:
        await of(sql`select concat_ws(' ', result.title, indicator.title, baseline_year, target, actual) as one from stocktaking.activity_result result
        join stocktaking.activity_indicator indicator using (activity_id) join stocktaking.activity_period using (activity_id)`),
    }
  }
})

describe('a record that is stored already', () => {
  beforeEach(async () => {
    const inside = '<recipient-country code="KE"/><description><narrative>As it was</narrative></description>'
    await importing(world.db, [
      'iati',
      iatiFile(folder, 'kit.xml', '2026-02-20T08:00:00Z', [activity({ id: 'XX-KIT-1', updated: '2026-02-01T00:00:00Z', inside })]),
    ])
  })

  test('gets a version when a newer one comes in, with rows of its own', async () => {
    const newer = activity({
      id: 'XX-KIT-1',
      updated: '2026-03-01T00:00:00Z',
      title: 'Telecentres in Nakuru',
      inside: '<recipient-country code="TZ"/>',
    })
    const { said } = await importing(
      world.db,
      ['iati', iatiFile(folder, 'kit.xml', '2026-03-02T08:00:00Z', [newer])],
      '2026-03-03T00:00:00Z',
    )
    expect(said).toEqual(['1 record in 1 file: 1 changed.'])
    expect(await titles()).toEqual(['XX-KIT-1 2 Telecentres in Nakuru'])
    const { rows } = await sql`
      select version.version, version.record like '%Nyeri%' as nyeri, string_agg(country.country, ' ') as countries
      from stocktaking.activity_version version join stocktaking.activity_country country using (activity_id)
      where record <> '' group by 1, 2 order by 1
    `.execute(world.db)
    expect(rows).toEqual([
      { version: 1, nyeri: true, countries: 'TZ' },
      { version: 2, nyeri: false, countries: 'TZ' },
    ])
  })

  test('keeps the date of a text that stays the same, and a translation that people made', async () => {
    await sql`insert into stocktaking.activity_text (activity_id, language, origin, title, revised_at)
      select id, 'ar', 'human', 'مراكز الاتصال', '2026-02-25T00:00:00Z' from stocktaking.activity where identifier = 'XX-KIT-1'`.execute(
      world.db,
    )
    const inside = '<recipient-country code="TZ"/><description><narrative>As it was</narrative></description>'
    const newer = activity({ id: 'XX-KIT-1', updated: '2026-03-01T00:00:00Z', inside })
    await importing(world.db, ['iati', iatiFile(folder, 'kit.xml', '2026-03-02T08:00:00Z', [newer])], '2026-03-03T00:00:00Z')
    const { rows } = await sql`
      select text.language, text.origin, revised_at from stocktaking.activity_text text join stocktaking.activity on id = activity_id
      where identifier = 'XX-KIT-1' order by text.language
    `.execute(world.db)
    expect(rows).toEqual([
      { language: 'ar', origin: 'human', revised_at: new Date('2026-02-25T00:00:00Z') },
      { language: 'en', origin: 'original', revised_at: new Date('2026-02-24T12:00:00Z') },
    ])
  })

  test('stays when an older one comes in, which is counted', async () => {
    const older = activity({ id: 'XX-KIT-1', updated: '2026-01-01T00:00:00Z', title: 'Plans for Nyeri' })
    const { code, said, report } = await importing(world.db, ['iati', iatiFile(folder, 'old.xml', '2026-01-02T00:00:00Z', [older])])
    expect({ code, said, report }).toEqual({
      code: 0,
      said: ['1 record in 1 file: 1 older than what is stored and skipped. No activity was written.'],
      report: [],
    })
    expect(await titles()).toEqual(['XX-KIT-1 1 Telecentres in Nyeri'])
  })

  test('stays when the same date comes with other content, or from another organisation, and both are named', async () => {
    const activities = [
      activity({ id: 'XX-KIT-1', updated: '2026-02-01T00:00:00Z', title: 'Libraries' }),
      activity({ id: 'XX-KIT-1', updated: '2026-03-01T00:00:00Z', reporter: 'XX-OTHER' }),
    ]
    const file = iatiFile(folder, 'other.xml', null, activities)
    const { code, said, report } = await importing(world.db, ['iati', file])
    expect(code).toBe(0)
    expect(report).toEqual([
      `${file},3,XX-KIT-1,conflict,"The record has the same date as the stored one of 2026-02-01T00:00:00.000Z, which came in kit.xml, but not the same content. The stored one stays."`,
      `${file},8,XX-KIT-1,conflict,"The record is reported by XX-OTHER, the stored one of 2026-02-01T00:00:00.000Z, which came in kit.xml, by XX-KIT. The stored one stays."`,
    ])
    expect(said.at(-1)).toBe('2 records in 1 file: 2 in conflict with what is stored and left out. No activity was written.')
    expect(await titles()).toEqual(['XX-KIT-1 1 Telecentres in Nyeri'])
  })
})

describe('a record whose only date is that of its file', () => {
  test('is not undone by a file of a date in between', async () => {
    const says = (name: string, generated: string, title: string) =>
      iatiFile(folder, name, generated, [activity({ id: 'XX-KIT-1', title })])
    await importing(world.db, ['iati', says('first.xml', '2026-01-01T00:00:00Z', 'Telecentres')])
    const events = await world.db.selectFrom('platform.event').selectAll().execute()
    await importing(world.db, ['iati', says('third.xml', '2026-03-01T00:00:00Z', 'Telecentres')])
    expect(await world.db.selectFrom('platform.event').selectAll().execute()).toEqual(events)
    const { said } = await importing(world.db, ['iati', says('second.xml', '2026-02-01T00:00:00Z', 'Libraries')])
    expect(said).toEqual(['1 record in 1 file: 1 older than what is stored and skipped. No activity was written.'])
    expect(await titles()).toEqual(['XX-KIT-1 1 Telecentres'])
  })
})

test('several files of one batch are taken in their order', async () => {
  const says = (name: string, day: number, title: string) =>
    iatiFile(folder, name, `2026-01-0${day}T00:00:00Z`, [activity({ id: 'XX-KIT-1', title })])
  const files = [
    says('1.xml', 1, 'Telecentres'),
    says('2.xml', 3, 'Telecentres'),
    says('3.xml', 2, 'Schools'),
    says('4.xml', 4, 'Libraries'),
  ]
  const { said } = await importing(world.db, ['iati', ...files])
  expect(said).toEqual(['4 records in 4 files: 1 added, 1 changed, 1 unchanged, 1 older than what is stored and skipped.'])
  const stored = () =>
    sql`select dataset, source_updated_at as at, version from stocktaking.activity where origin = 'iati'`.execute(world.db)
  expect((await stored()).rows).toEqual([{ dataset: '4.xml', at: new Date('2026-01-04T00:00:00Z'), version: 2 }])

  await importing(world.db, ['iati', says('5.xml', 5, 'Schools'), says('6.xml', 6, 'Schools'), says('7.xml', 7, 'Schools')])
  expect((await stored()).rows).toEqual([{ dataset: '7.xml', at: new Date('2026-01-07T00:00:00Z'), version: 3 }])
  expect(await titles()).toEqual(['XX-KIT-1 3 Schools'])
})

describe('what a newer file of its publisher no longer has', () => {
  test('stays and is reported, by the name of the file', async () => {
    const both = [
      activity({ id: 'XX-KIT-1', updated: '2026-01-01T00:00:00Z' }),
      activity({ id: 'XX-KIT-2', updated: '2026-01-01T00:00:00Z' }),
    ]
    await importing(world.db, ['iati', iatiFile(folder, 'kit.xml', '2026-02-01T00:00:00Z', both)])
    const one = iatiFile(folder, 'kit.xml', '2026-03-01T00:00:00Z', both.slice(0, 1))
    const { code, said, report } = await importing(world.db, ['iati', one])
    expect(report).toEqual([
      `${one},,XX-KIT-2,missing,The stored record of 2026-01-01T00:00:00.000Z came in a file of this name; this newer one does not have it. The stored one stays.`,
    ])
    expect(said.at(-1)).toBe(
      '1 record in 1 file: 1 unchanged. 1 that is stored is missing from a newer file; it stays. No activity was written.',
    )
    expect(code).toBe(0)
    expect((await titles()).length).toBe(2)
  })

  test('is not looked for in a file that breaks off', async () => {
    const both = [activity({ id: 'XX-KIT-1' }), activity({ id: 'XX-KIT-2' })]
    await importing(world.db, ['iati', iatiFile(folder, 'kit.xml', '2026-02-01T00:00:00Z', both)])
    const broken = iatiFile(folder, 'kit.xml', '2026-03-01T00:00:00Z', [both[0] ?? '', '<iati-activity>'])
    const { code, report } = await importing(world.db, ['iati', broken])
    expect(code).toBe(1)
    expect(report.filter((row) => row.includes('missing,'))).toEqual([])
  })
})

test('two imports at once leave what one would', async () => {
  const activities = Array.from({ length: 600 }, (_, index) =>
    activity({ id: `XX-KIT-${index}`, inside: '<participating-org ref="XX-NET" role="4"/>' }),
  )
  const file = iatiFile(folder, 'kit.xml', '2026-02-20T08:00:00Z', activities)
  const all = await Promise.all([importing(world.db, ['iati', file]), importing(world.db, ['iati', file])])
  const added = all.map(({ said }) => Number(/(\d+) added/.exec(said.join())?.[1] ?? 0))
  expect(added.reduce((sum, one) => sum + one, 0)).toBe(600)
  const { rows } =
    await sql`select count(*)::int as activities, max(version) as newest from stocktaking.activity where origin = 'iati'`.execute(world.db)
  expect(rows).toEqual([{ activities: 600, newest: 1 }])
})
