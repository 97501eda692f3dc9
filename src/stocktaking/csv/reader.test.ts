import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SHARED, sharedPresent } from '../../../test/shared.ts'
import { type ActivityRecord, type Reading, sentenceOf } from '../iati/index.ts'
import { readRows } from './reader.ts'

const MAP = `# What is what.
field,column,separator
identifier,id
title,name
description,about
language,lang
reporter-identifier,by
country,where,;
country-name,where by name,;
country-percentage,share,;
`
const HEADER = 'id,name,about,lang,by,where,where by name,share'

/** When the file was last changed. */
const CHANGED = new Date('2026-02-20T08:00:00Z')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'csv-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function readFiles(content: string | Buffer, { map = MAP, encoding }: { map?: string; encoding?: string } = {}): Promise<Reading[]> {
  const [file, mapFile] = [join(folder, 'rows.csv'), join(folder, 'map.csv')]
  writeFileSync(file, content)
  utimesSync(file, CHANGED, CHANGED)
  writeFileSync(mapFile, map)
  const readings: Reading[] = []
  for await (const reading of readRows(file, mapFile, encoding)) readings.push(reading)
  return readings
}

async function read(content: string | Buffer, options = {}): Promise<string[]> {
  return (await readFiles(content, options)).map((reading) => {
    if (reading.kind === 'record') return `${reading.line} ${reading.record.identifier}: ${reading.record.texts[0]?.title}`
    if (reading.kind === 'refused') return `${reading.line} ${reading.reason}${reading.identifier === null ? '' : ` ${reading.identifier}`}`
    return reading.complete ? 'complete' : 'incomplete'
  })
}

async function recordOf(row: string, options = {}): Promise<ActivityRecord> {
  const [reading] = await readFiles(`${HEADER}\n${row}`, options)
  if (reading?.kind !== 'record') throw new Error(JSON.stringify(reading))
  return reading.record
}

describe('rows', () => {
  test('are records, each with the line where it begins', async () => {
    const rows = `${HEADER}\nXX-1,Telecentres,"Two\nlines",en,XX,KE,,\n\nXX-2,"Radio, community","",fr,XX,,,\n`
    expect(await read(rows)).toEqual(['2 XX-1: Telecentres', '5 XX-2: Radio, community', 'complete'])
  })

  test('of Windows, with semicolons, or with tabs, are the same', async () => {
    const rows = `${HEADER}\nXX-1,Telecentres,,en,XX,KE,,\n`
    expect(await read(rows.replaceAll('\n', '\r\n'))).toEqual(['2 XX-1: Telecentres', 'complete'])
    expect(await read(rows.replaceAll(',', ';'))).toEqual(['2 XX-1: Telecentres', 'complete'])
    expect(await read(rows.replaceAll(',', '\t'))).toEqual(['2 XX-1: Telecentres', 'complete'])
  })

  test('that cannot be taken in are refused, and the rest goes on', async () => {
    const rows = `${HEADER}\nXX-1,,,en,XX,,,\n,No identifier,,en,XX,,,\nXX-3,No reporter,,en,NA,,,\nXX-4,Narrow,en\nXX-5,a "quote" within,,en,XX,,,\nXX-6,Fine,,en,XX,,,\n`
    expect(await read(rows)).toEqual([
      '2 noTitle XX-1',
      '3 noIdentifier',
      '4 noReporter XX-3',
      '5 wrongWidth',
      '6 rowUnreadable',
      '7 XX-6: Fine',
      'complete',
    ])
  })

  test('after a quotation mark that is not closed are lost, which is said', async () => {
    expect(await read(`${HEADER}\nXX-1,"A\nA",,en,XX,,,\nXX-2,"A,,en,XX,,,\nXX-3,A,,en,XX,,,\n`)).toEqual([
      '2 XX-1: A A',
      '4 quoteNotClosed',
      'incomplete',
    ])
  })

  test.each([
    ['of more than a million characters', `XX-2,${'x '.repeat(3_000_000)},,en,XX,,,\n`],
    ['that a quotation mark makes as long as the file', `XX-2,"A,,en,XX,,,\n${'XX-3,A,,en,XX,,,\n'.repeat(200_000)}`],
  ])('%s end the reading', async (_, row) => {
    expect(await read(`${HEADER}\nXX-1,A,,en,XX,,,\n${row}XX-3,A,,en,XX,,,\n`)).toEqual(['2 XX-1: A', '3 rowTooLarge', 'incomplete'])
  })
})

describe('an encoding', () => {
  const rows = `${HEADER}\nXX-1,Café “Nyeri” – 50 €,,fr,XX,,,\n`
  const windows = Buffer.from([...rows].map((character) => WINDOWS_1252[character] ?? character.charCodeAt(0)))
  const read1 = ['2 XX-1: Café “Nyeri” – 50 €', 'complete']

  test('is found out: UTF-8, with a mark or without, UTF-16 with a mark, else windows-1252', async () => {
    expect(await read(rows)).toEqual(read1)
    expect(await read(`\ufeff${rows}`)).toEqual(read1)
    expect(await read(Buffer.from(`\ufeff${rows}`, 'utf16le'))).toEqual(read1)
    expect(await read(Buffer.from(`\ufeff${rows}`, 'utf16le').swap16())).toEqual(read1)
    expect(await read(windows)).toEqual(read1)
  })

  test('may be named', async () => {
    expect(await read(windows, { encoding: 'latin1' })).toEqual(read1)
    expect(await read(Buffer.from(rows, 'utf16le'), { encoding: 'UTF-16' })).toEqual(read1)
    const russian = Buffer.concat([Buffer.from(`${HEADER}\nXX-1,`), Buffer.from([0xcc, 0xe8, 0xf0]), Buffer.from(',,ru,XX,,,\n')])
    expect(await read(russian, { encoding: 'windows-1251' })).toEqual(['2 XX-1: Мир', 'complete'])
  })

  test('that is not that of the file, or is none, is refused', async () => {
    expect(await read(windows, { encoding: 'utf-8' })).toEqual(['1 notInEncoding', 'incomplete'])
    expect(await read(rows, { encoding: 'klingon' })).toEqual(['1 unknownEncoding', 'incomplete'])
  })
})

const WINDOWS_1252: Readonly<Record<string, number>> = { '“': 0x93, '”': 0x94, '–': 0x96, '€': 0x80 }

describe('a map', () => {
  test.each([
    [
      'that names a field that there is not',
      MAP.replace('title,', 'headline,'),
      'names the field headline in row 4; the fields are identifier, updated,',
    ],
    [
      'that names a column that the file has not',
      MAP.replace('title,name', 'title,heading'),
      'names the column heading in row 4, which the file does not have.',
    ],
    ['that names a field twice', `${MAP}title,about\n`, 'names the field title again in row 11.'],
    ['without identifiers', MAP.replace('identifier,id\n', ''), 'does not say which column is the identifier.'],
    ['without a header', 'identifier,id\n', 'cannot be read: its header is not field,column.'],
    ['that is no CSV', 'field,column\n"', 'cannot be read: '],
  ])('%s is refused', async (_, map, sentence) => {
    const [refused, end] = await readFiles(`${HEADER}\nXX-1,A,,en,XX,,,\n`, { map })
    expect(refused?.kind === 'refused' && sentenceOf(refused)).toContain(`The map ${join(folder, 'map.csv')} ${sentence}`)
    expect(end).toMatchObject({ kind: 'end', complete: false })
  })

  test('says all that is wrong with it', async () => {
    const refused = await read(`${HEADER}\n`, { map: 'field,column\na,b\nc,d\n' })
    expect(refused).toEqual(['1 mapUnknownField', '1 mapUnknownField', 'incomplete'])
  })
})

test.each([
  ['empty', '', '1 empty'],
  ['a workbook', 'PK\u0003\u0004', '1 workbook'],
])('a file that is %s is refused', async (_, content, refused) => expect(await read(content)).toEqual([refused, 'incomplete']))

test('a file that is not there is refused', async () => {
  await readFiles('')
  const readings: Reading[] = []
  for await (const reading of readRows(join(folder, 'nowhere.csv'), join(folder, 'map.csv'))) readings.push(reading)
  expect(readings.map((reading) => (reading.kind === 'refused' ? reading.reason : reading.kind))).toEqual(['cannotRead', 'end'])
})

describe('a row', () => {
  test('keeps what it says as lines of column and value, without what no column of ours can hold', async () => {
    const one = await recordOf('XX-1,A,"Says ""yes"", twice",en,XX,KE,\0,')
    expect(one.xml).toBe('about,"Says ""yes"", twice"\nby,XX\nid,XX-1\nlang,en\nname,A\nwhere,KE\n')
  })

  test('without a date of its own has that of the last change of its file', async () => {
    expect((await recordOf('XX-1,A,,,XX,,,')).updatedAt).toBe('2026-02-20T08:00:00.000Z')
  })

  test('says the same in whatever order its columns are', async () => {
    const [first] = await readFiles('id,name,by\nXX-1,A,XX\n', { map: 'field,column\nidentifier,id\ntitle,name\nreporter-identifier,by\n' })
    const [second] = await readFiles('by,extra,name,id\nXX,,A,XX-1\n', {
      map: 'field,column\nidentifier,id\ntitle,name\nreporter-identifier,by\n',
    })
    expect(first?.kind === 'record' && first.record).toEqual(second?.kind === 'record' && second.record)
  })

  test.each([
    [
      'KE;UG;KE;;Kenya,,60;30;5',
      [
        ['KE', '60'],
        ['UG', '30'],
      ],
    ],
    ['NA,Namibia,100', [['NA', '100']]],
    [',Namibia,100.0', [['NA', '100']]],
    [',Kenya,100', []],
    ['XK,NA,NA', [['XK', null]]],
  ])('with the countries %s', async (cells, countries) => {
    const record = await recordOf(`XX-1,A,,en,XX,${cells}`)
    expect(record.countries.map(({ code, percentage }) => [code, percentage])).toEqual(countries)
  })
})

describe.skipIf(!sharedPresent)('5,000 real rows', () => {
  test('are taken in but for the 506 without a title', async () => {
    const counts: Record<string, number> = {}
    const records: ActivityRecord[] = []
    for await (const reading of readRows(`${SHARED}/iati/activities-flat-5000.csv`, 'data/iati/flat-columns.csv')) {
      const key = reading.kind === 'refused' ? reading.reason : reading.kind === 'end' ? String(reading.complete) : 'record'
      counts[key] = (counts[key] ?? 0) + 1
      if (reading.kind === 'record') records.push(reading.record)
    }
    expect(counts).toEqual({ record: 4494, noTitle: 506, true: 1 })
    expect(records.filter(({ countries }) => countries.some(({ code }) => code === 'NA')).length).toBe(24)
    expect(records.filter(({ texts }) => /\p{Cc}/u.test(texts[0]?.title ?? ''))).toEqual([])
    expect(records.find(({ identifier }) => identifier === 'XI-IATI-EC_ECHO-ECHO/-ME/BUD/2016/01001')).toMatchObject({
      updatedAt: '2019-08-04T00:00:00.000Z',
      reporter: { identifier: 'XI-IATI-EC_ECHO', type: '15' },
      language: 'en',
      status: 3,
      hierarchy: 2,
      startPlanned: '2016-06-01',
      endActual: '2018-05-31',
      countries: [{ code: 'SY', percentage: '100' }],
      sectors: [
        { vocabulary: '99', code: 'EDUC', percentage: '100' },
        { vocabulary: '99', code: 'FOOD', percentage: null },
        { vocabulary: '10', code: '3', percentage: '100' },
        { vocabulary: '10', code: '6', percentage: null },
        { vocabulary: '1', code: '72010', name: 'Material relief assistance and services', percentage: '100' },
      ],
      participants: [
        { identifier: 'XI-IATI-EC_ECHO', role: 1 },
        { identifier: 'XI-IATI-EC_ECHO', name: null, role: 3 },
        { identifier: null, name: 'WORLD FOOD PROGRAM', type: '21', role: 4 },
      ],
      transactions: [
        { type: '1', happenedOn: null, currency: 'EUR', value: '30000000.0' },
        { type: '2', value: '30000000.0' },
        { type: '3', value: '30000000.0' },
      ],
    })
  })
})
