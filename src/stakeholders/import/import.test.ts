import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { aStakeholder } from '../../../test/builders.ts'
import { SHARED, sharedPresent } from '../../../test/shared.ts'
import { wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { mention, publicIdOf } from '../index.ts'
import { importStakeholders } from './index.ts'

let world: World
let folder: string
beforeEach(async () => {
  world = await aWorld()
  folder = mkdtempSync(join(tmpdir(), 'actionlines-lists-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
})

const list = (text: string | Buffer, name = 'list.csv') => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

async function importing(...args: string[]) {
  const said: string[] = []
  const dataDir = join(folder, 'var')
  const code = await importStakeholders(
    args,
    { db: world.db },
    { dataDir, clock: world.now, terminal: { write: (text) => said.push(text.trimEnd()) }, print: (line) => said.push(line) },
  )
  return { code, said: said.map((line) => line.replaceAll(dataDir, 'DATA').replaceAll(folder, 'F')) }
}

const report = () =>
  readdirSync(join(folder, 'var/imports')).flatMap((name) =>
    readFileSync(join(folder, 'var/imports', name), 'utf8')
      .replaceAll(folder, 'F')
      .trimEnd()
      .split('\n'),
  )

/** What is on record beside the plan: identifier, standing, type, country, website, acronym, source, names. */
async function entries() {
  const { rows } = await sql<{ entry: string }>`
    select concat_ws('|', stakeholder.identifier, standing, stakeholder.type, coalesce(country, '-'), coalesce(website, '-'), coalesce(acronym, '-'),
      coalesce(source.title, '-'), (select string_agg(language || '=' || name, ' ' order by language) from stakeholders.name where stakeholder_id = stakeholder.id)) as entry
    from stakeholders.stakeholder left join framework.source on source.id = source_id
    where standing <> 'public' or source_id is null order by stakeholder.identifier
  `.execute(world.db)
  return rows.map(({ entry }) => entry)
}

const OURS = `identifier,name,name_fr,type,country,website,acronym
KE-KITA,Karibu IT,Karibu TI,civil-society,KE,karibu.example,KIT
NA-1,Windhoek Radio,,business,na,https://radio.example/fm,
XX-1,نادي الراديو,,,,,
`

describe('a list of organisations', () => {
  test('comes in as mentioned, with its source, in what is new, and can be found', async () => {
    const { code, said } = await importing(list(OURS), '--source', 'Kenya ICT Forum', '--url', 'https://forum.example/list')
    expect({ code, said }).toEqual({ code: 0, said: ['3 rows in 1 file: 3 added.'] })
    expect(await entries()).toEqual([
      'KE-KITA|mentioned|civil-society|KE|https://karibu.example|KIT|Kenya ICT Forum|fr=Karibu TI und=Karibu IT',
      'NA-1|mentioned|business|NA|https://radio.example/fm|-|Kenya ICT Forum|und=Windhoek Radio',
      'XX-1|mentioned|not-stated|-|-|-|Kenya ICT Forum|und=نادي الراديو',
    ])
    expect(wordsOf(await world.read('/en/whats-new'))).toContain('3 organisations were named by a list')
    expect(await world.read('/en/whats-new.atom')).toContain('3 organisations were named by a list')
    expect(wordsOf(await world.read('/en/search?q=windhoek'))).toContain('Windhoek Radio')
    const page = await world.read(`/en/stakeholders/${publicIdOf('KE-KITA')}`)
    expect(page).toContain('<a href="https://forum.example/list">')
    expect(wordsOf(page)).toContain('This organisation is here because an import names it')
  })

  test('writes nothing the second time, not even a row number', async () => {
    const file = list(OURS)
    await importing(file, '--source', 'Kenya ICT Forum')
    const before = await everything()
    const { said } = await importing(file, '--source', 'Kenya ICT Forum')
    expect(said).toEqual(['3 rows in 1 file: 3 on record already and left as they are. Nothing was written.'])
    expect(await everything()).toEqual(before)
  })

  test('has the columns of the list of publishers, and says which it does not read', async () => {
    const file = list('iati_id;title;country_iso2;organisation_type;licence\nKE-1;Karibu IT;KE;21;cc-by\n')
    expect((await importing(file)).said).toEqual(['Columns of F/list.csv that are not read: licence', '1 row in 1 file: 1 added.'])
    expect(await entries()).toEqual(['KE-1|mentioned|civil-society|KE|-|-|-|und=Karibu IT'])
  })

  test('is read in the encoding that it is in', async () => {
    await importing(list(Buffer.from('identifier,name\nFR-1,Réseau\n', 'latin1')), list('\ufeffidentifier,name\nFR-2,Réseau\n', 'b.csv'))
    expect(await entries()).toEqual(['FR-1|mentioned|not-stated|-|-|-|-|und=Réseau', 'FR-2|mentioned|not-stated|-|-|-|-|und=Réseau'])
  })
})

describe('an organisation that is on record already', () => {
  test('is completed where only imports have spoken of it', async () => {
    await aStakeholder(world.db, {
      identifier: 'KE-KITA',
      type: 'not-stated',
      country: 'TZ',
      names: { en: 'Karibu Information Technology' },
    })
    await mention(world.db, [{ identifier: 'NA-1', type: null, names: [] }], world.now())
    const { said } = await importing(list(OURS))
    expect(said).toEqual(['3 rows in 1 file: 1 added, 2 completed.'])
    expect(await entries()).toEqual([
      'KE-KITA|mentioned|civil-society|TZ|https://karibu.example|KIT|-|en=Karibu Information Technology fr=Karibu TI',
      'NA-1|mentioned|business|NA|https://radio.example/fm|-|-|und=Windhoek Radio',
      'XX-1|mentioned|not-stated|-|-|-|-|und=نادي الراديو',
    ])
    const before = await everything()
    await importing(list(OURS))
    expect(await everything()).toEqual(before)
  })

  test.each(['public', 'held'] as const)('stays as it is where it is %s: a person or the plan put it there', async (standing) => {
    await aStakeholder(world.db, { identifier: 'KE-KITA', type: 'not-stated', standing, names: { en: 'Karibu' } })
    expect((await importing(list(OURS))).said).toEqual(['3 rows in 1 file: 2 added, 1 on record already and left as they are.'])
    expect((await entries())[0]).toBe(`KE-KITA|${standing}|not-stated|-|-|-|-|en=Karibu`)
    const { rows } = await sql`select type, country, website from stakeholders.stakeholder where identifier = 'XM-DAC-41304'`.execute(
      world.db,
    )
    await importing(list('identifier,name,country,type\nXM-DAC-41304,Unesco,KE,business\n'))
    const after = await sql`select type, country, website from stakeholders.stakeholder where identifier = 'XM-DAC-41304'`.execute(world.db)
    expect(after.rows).toEqual(rows)
  })
})

describe('what cannot be taken in', () => {
  test('is reported by file, line and reason; the rest goes in', async () => {
    const long = 'x'.repeat(301)
    const rows = [
      ',No Identifier,,,',
      'A-1,,,,',
      'A-2,???,,,',
      `A-3,${long},,,`,
      `${long},Long Identifier,,,`,
      'A-4,Wrong Type,ngo,,',
      'A-5,Wrong Country,,QQ,',
      'A-6,Wrong Website,,,not a website',
      'A-7,Too,few',
      'A-8,Fine,,,',
      'A-8,Fine again,,,',
      'A-9,Two "marks" inside,,,',
      '"A-10","=Fine\ntoo",21,KE,',
      'A-11,After two lines,x,,',
    ]
    const { code, said } = await importing(list(`identifier,name,type,country,website\n${rows.join('\n')}\n`))
    const lines = report()
    expect(lines).toEqual([
      'file,line,identifier,outcome,reason',
      'F/list.csv,2,,refused,The row has no identifier.',
      'F/list.csv,3,A-1,refused,The row has no name.',
      'F/list.csv,4,A-2,refused,The row has no name.',
      'F/list.csv,5,A-3,refused,The name is longer than 300 characters.',
      `F/list.csv,6,${long},refused,The identifier is longer than 200 characters.`,
      `F/list.csv,7,A-4,refused,"""ngo"" is neither a type of ours nor a code of IATI's OrganisationType."`,
      'F/list.csv,8,A-5,refused,"""QQ"" is not a country of ISO 3166-1 alpha-2."',
      'F/list.csv,9,A-6,refused,"""not a website"" is not the address of a website."',
      'F/list.csv,10,,refused,"The row has 3 cells, its header 5."',
      'F/list.csv,12,A-8,refused,The identifier stands already in line 11.',
      expect.stringMatching(/^F\/list.csv,13,,refused,.*The row cannot be read: .*$/),
      `F/list.csv,16,A-11,refused,"""x"" is neither a type of ours nor a code of IATI's OrganisationType."`,
    ])
    expect(code).toBe(0)
    expect(said[0]).toBe('  F/list.csv:2: refused. The row has no identifier.')
    expect(said.slice(-2)).toEqual([
      'All of them, by file and line: DATA/imports/2026-02-24T120000.000Z-import-stakeholders.csv',
      '14 rows in 1 file: 2 added, 12 refused.',
    ])
    expect(await entries()).toEqual(['A-10|mentioned|civil-society|KE|-|-|-|und==Fine too', 'A-8|mentioned|not-stated|-|-|-|-|und=Fine'])
  })

  test.each([
    ['', 'The file is empty.'],
    ['name\nKaribu\n', 'There is no column "identifier" (or "iati_id").'],
    ['identifier\nKE-1\n', 'There is no column "name" (or "title"), nor one as "name_fr".'],
    ['identifier,name,title\nKE-1,a,b\n', 'There are two columns for title.'],
    ['identifier,name\nKE-1,"Karibu\n', 'A quotation mark is not closed: all that follows cannot be told apart.'],
  ])('%j is a file that cannot be read', async (text, reason) => {
    const { code, said } = await importing(list(text), list('identifier,name\nKE-2,Radio\n', 'b.csv'))
    expect({ code, last: said.at(-1) }).toEqual({ code: 1, last: 'Not read to the end: F/list.csv' })
    expect(said[0]).toContain(reason)
    expect(await entries()).toEqual(['KE-2|mentioned|not-stated|-|-|-|-|und=Radio'])
  })

  test.each([
    [[], 'Say which lists'],
    [['absent.csv'], 'There is no absent.csv'],
    [['package.json', '--url', 'https://x.example'], 'Say which lists'],
    [['package.json', '--source', 'x', '--url', 'x'], 'x is not the address of a source.'],
    [['package.json', '--sauce', 'x'], "Unknown option '--sauce'"],
  ])('%j is answered by what to do', async (args, sentence) => {
    await expect(importing(...args)).rejects.toThrow(sentence)
  })

  test('an encoding that nobody knows, or that the file is not in', async () => {
    const file = list(Buffer.from('identifier,name\nFR-1,Réseau\n', 'latin1'))
    expect((await importing(file, '--encoding', 'klingon')).said[0]).toContain('"klingon" is not an encoding.')
    expect((await importing(file, '--encoding', 'utf-8')).said[0]).toContain('The file is not in that encoding.')
  })
})

test('two imports of one list at once take each organisation in once', async () => {
  const file = list(OURS)
  const [one, other] = await Promise.all([importing(file), importing(file)])
  expect([...one.said, ...other.said].sort()).toEqual([
    '3 rows in 1 file: 3 added.',
    '3 rows in 1 file: 3 on record already and left as they are. Nothing was written.',
  ])
  expect(await entries()).toHaveLength(3)
})

describe.skipIf(!sharedPresent)('the 2,087 publishers', () => {
  test('come in, but for two that stand there twice, and write nothing the second time', async () => {
    const began = performance.now()
    const { code, said } = await importing(`${SHARED}/iati/publishers.csv`, '--source', 'IATI Registry')
    console.log(`2,087 rows in ${Math.round(performance.now() - began)} ms`)
    expect(code).toBe(0)
    expect(said.at(-1)).toBe('2,087 rows in 1 file: 2,077 added, 8 on record already and left as they are, 2 refused.')
    expect(report().slice(1)).toEqual([
      expect.stringMatching(/,1552,US-EIN-13-3615533,refused,The identifier stands already in line 608\.$/),
      expect.stringMatching(/,1644,NL-KVK-30285304,refused,The identifier stands already in line 876\.$/),
    ])
    const before = await everything()
    await importing(`${SHARED}/iati/publishers.csv`, '--source', 'IATI Registry')
    expect(await everything()).toEqual(before)
  })
})

/** All rows that an import may write, and how far row numbers have been given out. */
async function everything() {
  const { rows } = await sql`
    select (select jsonb_agg(s order by id) from stakeholders.stakeholder s) as stakeholders, (select jsonb_agg(n order by 1) from stakeholders.name n) as names,
      (select jsonb_agg(r) from platform.run r) as runs, (select jsonb_agg(r) from stakeholders.import_run r) as imports,
      (select jsonb_agg(e) from platform.event e) as events, (select jsonb_agg(s order by id) from framework.source s) as sources,
      (select jsonb_agg(last_value order by schemaname, sequencename) from pg_sequences) as sequences
  `.execute(world.db)
  return rows
}
