import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SHARED, sharedPresent } from '../../../test/shared.ts'
import { type Reading, readActivities } from './reader.ts'
import { sentenceOf } from './refusal-rules.ts'
import type { ActivityRecord } from './rules.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iati-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function readFile(file: string): Promise<Reading[]> {
  const readings: Reading[] = []
  for await (const reading of readActivities(file, { vocabularyUri: 'https://lines.example/' })) readings.push(reading)
  return readings
}

/** What a file has, in short: identifiers of records; line and reason of refusals; whether it was read to its end. */
async function read(content: string | Buffer): Promise<string[]> {
  const file = join(folder, 'file.xml')
  writeFileSync(file, content)
  return inShort(await readFile(file))
}

function inShort(readings: readonly Reading[]): string[] {
  return readings.map((reading) => {
    if (reading.kind === 'record') return `${reading.line} ${reading.record.identifier}`
    if (reading.kind === 'refused') return `${reading.line} ${reading.reason}${reading.identifier === null ? '' : ` ${reading.identifier}`}`
    return reading.complete ? 'complete' : 'incomplete'
  })
}

const activity = (identifier: string, content = '') => `<iati-activity xml:lang="en">
<iati-identifier>${identifier}</iati-identifier><reporting-org ref="XX-KIT" type="22"><narrative>Kenya ICT Trust</narrative></reporting-org>
<title><narrative>Telecentres in Nyeri</narrative></title>${content}
</iati-activity>
`
const activities = (...records: string[]) =>
  `<iati-activities version="2.03" generated-datetime="2026-01-02T03:04:05Z">\n${records.join('')}</iati-activities>`

describe('a file', () => {
  test('gives its records, each with its line, and then what it was', async () => {
    const file = join(folder, 'two.xml')
    writeFileSync(file, activities(activity('XX-1'), activity('XX-2')))
    const readings = await readFile(file)
    expect(inShort(readings)).toEqual(['2 XX-1', '6 XX-2', 'complete'])
    expect(readings.at(-1)).toEqual({
      kind: 'end',
      complete: true,
      version: '2.03',
      generatedAt: '2026-01-02T03:04:05.000Z',
      reporters: ['XX-KIT'],
    })
  })

  test('says how much of it is read', async () => {
    const file = join(folder, 'large.xml')
    writeFileSync(file, activities(activity('XX-1', ' '.repeat(300_000))))
    let bytes = 0
    const readings = readActivities(file, {
      vocabularyUri: '',
      onBytes: (count) => {
        bytes += count
      },
    })
    for await (const _ of readings);
    expect(bytes).toBeGreaterThan(300_000)
  })

  test.each([
    ['of two records with one identifier', activities(activity('XX-1'), activity('XX-1')), ['2 XX-1', '6 XX-1', 'complete']],
    ['with a byte order mark', `\ufeff<?xml version="1.0" encoding="utf-8"?>${activities(activity('XX-1'))}`, ['2 XX-1', 'complete']],
    ['without records', activities(), ['complete']],
    ['with Windows line ends', activities(activity('XX-1'), activity('XX-2')).replaceAll('\n', '\r\n'), ['2 XX-1', '6 XX-2', 'complete']],
    ['of version 2.01', activities(activity('XX-1')).replace('2.03', '2.01'), ['2 XX-1', 'complete']],
    ['that calls itself XML 1.1', `<?xml version="1.1"?>${activities(activity('XX-1'))}`, ['2 XX-1', 'complete']],
    [
      'with foreign elements beside the records',
      activities(activity('XX-1'), '<x:y xmlns:x="urn:x"><iati-activity/></x:y>', activity('XX-2')),
      ['2 XX-1', '6 XX-2', 'complete'],
    ],
  ])('%s is read', async (_, content, expected) => expect(await read(content)).toEqual(expected))
})

describe('a record is refused, and the rest goes on,', () => {
  test.each([
    ['without an identifier', activity(' '), ['2 noIdentifier']],
    ['with an identifier of 501 characters', activity('X'.repeat(501)), ['2 identifierTooLong']],
    ['with an identifier of two lines', activity('XX\n1'), ['2 identifierUnreadable']],
    ['without a reporting organisation', activity('XX-1').replace(' ref="XX-KIT"', ''), ['2 noReporter XX-1']],
    ['without a title', activity('XX-1').replace('Telecentres in Nyeri', ' '), ['2 noTitle XX-1']],
    ['of more than 16 MB', activity('XX-1', '<a>xxxxxxxxxxxx</a>'.repeat(900_000)), ['2 tooManyElements XX-1']],
    ['of more than 16 MB in long texts', activity('XX-1', `<a>${'x'.repeat(1_000_000)}</a>`.repeat(18)), ['2 recordTooLarge XX-1']],
    ['with a text of 17 MB', activity('XX-1', 'x'.repeat(17 * 1024 * 1024)), ['2 textTooLong XX-1']],
    ['a million elements deep', activity('XX-1', '<a>'.repeat(1_000_000)), ['2 tooDeep XX-1']],
    [
      'a million attributes wide',
      activity('XX-1', `<a ${Array.from({ length: 100_000 }, (_, i) => `a${i}=""`).join(' ')}/>`),
      ['2 tooManyAttributes XX-1'],
    ],
  ])('%s', async (_, record, expected) => {
    const [refused, next, end] = await read(activities(record, activity('XX-2')))
    expect([refused]).toEqual(expected)
    expect([next?.endsWith(' XX-2'), end]).toEqual([true, 'complete'])
  })

  test('in a sentence that says what is wrong', async () => {
    const [refused] = await readFile(await fileOf(activities(activity('X'.repeat(501)))))
    expect(refused?.kind === 'refused' && sentenceOf(refused)).toBe('The identifier has 501 characters; at most 500 are taken.')
  })
})

async function fileOf(content: string | Buffer): Promise<string> {
  const file = join(folder, 'other.xml')
  writeFileSync(file, content)
  return file
}

const LAUGHS = `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>`
const OUTSIDE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
const utf16 = (text: string) => Buffer.from(text, 'utf16le')
const latin1 = (text: string) => Buffer.from(text, 'latin1')

describe('a file is refused', () => {
  test.each([
    ['with entities that multiply', `${LAUGHS}\n${activities(activity('&c;'))}`, ['1 doctype', 'incomplete']],
    ['with an entity from outside', `\n${OUTSIDE}\n${activities(activity('&x;'))}`, ['2 doctype', 'incomplete']],
    [
      'in UTF-16 with a mark, little end first',
      Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(activities(activity('XX-1')))]),
      ['1 utf16', 'incomplete'],
    ],
    [
      'in UTF-16 with a mark, big end first',
      Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(activities(activity('XX-1'))).swap16()]),
      ['1 utf16', 'incomplete'],
    ],
    ['in UTF-16 without a mark', utf16(activities(activity('XX-1'))), ['1 utf16', 'incomplete']],
    [
      'in latin-1, declared',
      latin1(`<?xml version="1.0" encoding="ISO-8859-1"?>${activities(activity('XX-é'))}`),
      ['1 encoding', 'incomplete'],
    ],
    ['that is empty', '', ['1 empty', 'incomplete']],
    ['of white space', ' \n', ['1 empty', 'incomplete']],
    ['of HTML', '<!DOCTYPE html>\n<html><body>Sign in</body></html>', ['1 html', 'incomplete']],
    ['of JSON', '{"iati-activities": []}', ['1 notXml', 'incomplete']],
    ['that is compressed', Buffer.from([0x1f, 0x8b, 8, 0]), ['1 compressed', 'incomplete']],
    ['of a comment', '<!-- nothing -->', ['1 notXml', 'incomplete']],
    ['of organisations', '<?xml version="1.0"?>\n<iati-organisations version="2.03"/>', ['2 notActivities', 'incomplete']],
    ['of version 1.05', activities(activity('XX-1')).replace('2.03', '1.05'), ['1 versionOne', 'incomplete']],
    ['of version 3', activities(activity('XX-1')).replace('2.03', '3.0'), ['1 versionUnknown', 'incomplete']],
    ['of no version', activities(activity('XX-1')).replace('version="2.03" ', ''), ['1 noVersion', 'incomplete']],
  ])('%s', async (_, content, expected) => expect(await read(content)).toEqual(expected))

  test('that is not there', async () => {
    expect(inShort(await readFile(join(folder, 'nowhere.xml')))).toEqual(['1 cannotRead', 'incomplete'])
    expect(inShort(await readFile(folder))).toEqual(['1 cannotRead', 'incomplete'])
  })
})

describe('a file that goes wrong is read up to there:', () => {
  test.each([
    ['bytes that are not UTF-8', latin1(activities(activity('XX-1'), activity('XX-2', '\né'))), ['2 XX-1', '9 notUtf8', 'incomplete']],
    [
      'a tag that is not closed',
      activities(activity('XX-1'), activity('XX-2', '<a>'), activity('XX-3')),
      ['2 XX-1', '9 malformed', 'incomplete'],
    ],
    ['a record inside another', activities(activity('XX-1', activity('XX-2'))), ['4 malformed', 'incomplete']],
    ['an entity that nobody defined', activities(activity('XX-1'), activity('&nbsp;')), ['2 XX-1', '7 malformed', 'incomplete']],
    ['a lone surrogate as a reference', activities(activity('XX-1'), activity('&#xD800;')), ['2 XX-1', '7 malformed', 'incomplete']],
    ['a zero as a reference', activities(activity('XX-1'), activity('&#0;')), ['2 XX-1', '7 malformed', 'incomplete']],
    ['a zero', activities(activity('XX-1'), activity('XX\0')), ['2 XX-1', '7 malformed', 'incomplete']],
    [
      'a surrogate in UTF-8',
      Buffer.concat([Buffer.from(activities(activity('XX-1')).slice(0, -5)), Buffer.from([0xed, 0xa0, 0x80])]),
      ['2 XX-1', '6 notUtf8', 'incomplete'],
    ],
    ['an attribute twice', activities(activity('XX-1'), activity('XX-2', '<a b="" b=""/>')), ['2 XX-1', '8 malformed', 'incomplete']],
    ['a prefix that nobody declared', activities(activity('XX-1'), activity('XX-2', '<x:a/>')), ['2 XX-1', '8 malformed', 'incomplete']],
    ['something after the end', `${activities(activity('XX-1'))}\n<more/>`, ['2 XX-1', '7 malformed', 'incomplete']],
    ['no end', activities(activity('XX-1')).replace('</iati-activities>', ''), ['2 XX-1', '6 truncated', 'incomplete']],
  ])('%s', async (_, content, expected) => expect(await read(content)).toEqual(expected))

  test('cut off anywhere, it gives what was whole before', async () => {
    const whole = Buffer.from(
      activities(activity('XX-1', '<a b="é">界</a>'), activity('XX-2', '<!-- a --><![CDATA[b]]>'), activity('XX-3')),
    )
    const ends = [...whole.toString('latin1').matchAll(/<\/iati-activity>/g)].map((match) => match.index + match[0].length)
    for (let cut = 1; cut < whole.length; cut += Math.ceil(whole.length / 45)) {
      const found = await read(whole.subarray(0, cut))
      const complete = ends.filter((end) => end <= cut).length
      expect(found.filter((one) => / XX-/.test(one)).length).toBe(complete)
      expect(found.slice(complete)).toEqual([expect.stringMatching(/^\d+ (truncated|notXml)$/), 'incomplete'])
    }
  })

  test('and says where it is not UTF-8, and how to convert it', async () => {
    const file = join(folder, 'latin1.xml')
    const bytes = latin1(activities(activity('XX-1', 'café')))
    writeFileSync(file, bytes)
    const [refused] = await readFile(file)
    expect(refused?.kind === 'refused' && sentenceOf(refused)).toBe(
      `The file is not UTF-8 from here on: byte ${bytes.indexOf(0xe9)} is 0xE9. Find out what it is in, often windows-1252, and convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW.xml`,
    )
  })
})

test('no text makes reading slow', async () => {
  const spaces = ' \n'.repeat(50_000)
  const record = `<activity-date type="1" iso-date="2026-01-01${spaces}x"/><location><point><pos>1${spaces}2${spaces}3</pos></point></location>
    <sector code="1${spaces}1" percentage="1${spaces}1"/><tag vocabulary="2" code="${spaces}1${spaces}"/><description><narrative>a${spaces}b</narrative></description>
    <budget><value currency="${spaces}US">1${spaces}2</value></budget><participating-org role="1${spaces}1" ref="a${spaces}b"/>`
  const started = performance.now()
  const found = await read(
    activities(activity('XX-1', record).replace('<iati-activity', `<iati-activity last-updated-datetime="2026-01-01${spaces}x"`)),
  )
  expect(found.at(-1)).toBe('complete')
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('what the benches read is taken in whole, and the same for the same seed', async () => {
  const generate = (...args: string[]) => execFileSync(process.execPath, ['bench/generate-iati.mjs', '--records', '60', ...args])
  const readings = await readFile(await fileOf(generate()))
  const records = readings.flatMap((reading) => (reading.kind === 'record' ? reading.record : []))
  const fewest = (count: (record: ActivityRecord) => number) => Math.min(...records.map(count))
  expect([records.length, readings.length]).toEqual([60, 61])
  expect(readings.at(-1)).toMatchObject({ complete: true, reporters: expect.objectContaining({ length: 20 }) })
  expect(fewest(({ texts }) => texts.length)).toBe(2)
  expect(fewest(({ participants }) => participants.length)).toBe(3)
  expect(fewest(({ sectors }) => sectors.length)).toBe(2)
  expect(fewest(({ transactions }) => transactions.length)).toBe(6)
  expect(fewest(({ places }) => places.length)).toBe(1)
  expect(generate('--seed', '1').equals(generate())).toBe(true)
  expect(generate('--seed', '2').equals(generate())).toBe(false)
})

describe.skipIf(!sharedPresent)('real files', () => {
  test('give 295 activities with 295 identifiers, and nothing is refused', async () => {
    const folder = `${SHARED}/iati/activities`
    const files = readdirSync(folder).filter((file) => file.endsWith('.xml'))
    const readings = (await Promise.all(files.map((file) => readFile(join(folder, file))))).flat()
    const identifiers = readings.flatMap((reading) => (reading.kind === 'record' ? reading.record.identifier : []))
    expect([identifiers.length, new Set(identifiers).size]).toEqual([295, 295])
    expect(inShort(readings).filter((one) => !identifiers.includes(one.split(' ')[1] ?? ''))).toEqual(files.map(() => 'complete'))
  })

  test('the annotated example of the standard is read', async () => {
    expect(inShort(await readFile(`${SHARED}/iati/examples/activity-standard-example-annotated.xml`))).toEqual([
      '8 AA-AAA-123456789-ABC123',
      'complete',
    ])
  })
})
