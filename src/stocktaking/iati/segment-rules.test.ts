import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wholeCharacters } from './encoding-rules.ts'
import { type Limits, Segments, usualLimits } from './segment-rules.ts'

const FILE = Buffer.from(`\ufeff<?xml version="1.0"?>
<!-- made on <iati-activity> -->
<iati-activities version="2.03">
  <iati-activity hierarchy="1"><a b=">" c='>'/><!-- </iati-activity> -- > --><![CDATA[</iati-activity>]]></iati-activity>
  <iati-activity/>
  <iati-activity-like><iati-activityx/></iati-activity-like>
  <iati-activity
  ><?note </iati-activity> ?>é界😀</iati-activity >
</iati-activities>
`)

const RECORDS = [
  `4 <iati-activity hierarchy="1"><a b=">" c='>'/><!-- </iati-activity> -- > --><![CDATA[</iati-activity>]]></iati-activity>`,
  '5 <iati-activity/>',
  '7 <iati-activity\n  ><?note </iati-activity> ?>é界😀</iati-activity >',
]

type Told = { records: string[]; all: string; other: string[] }

function segmentsOf(file: Buffer, sizes: readonly number[], limits: Partial<Limits> = {}): Told {
  const segments = new Segments({ ...usualLimits, ...limits })
  const found = []
  for (let at = 0, i = 0; at < file.length; i++) {
    const size = sizes[i % sizes.length] ?? file.length
    found.push(...segments.feed(Buffer.from(file.subarray(at, at + size))))
    at += size
  }
  found.push(...segments.end())
  return {
    records: found.flatMap((one) => (one.kind === 'record' ? [`${one.line} ${one.bytes}`] : [])),
    all: Buffer.concat(found.map((one) => (one.kind === 'between' || one.kind === 'record' ? one.bytes : Buffer.alloc(0)))).toString(),
    other: found.filter((one) => !('bytes' in one)).map((one) => `${one.line} ${one.kind} ${'refusal' in one ? one.refusal.reason : ''}`),
  }
}

describe('a file in pieces', () => {
  test('is cut into its records, wherever their names stand', () => {
    expect(segmentsOf(FILE, [FILE.length])).toEqual({ records: RECORDS, all: FILE.toString(), other: [] })
  })

  test('is cut alike however it comes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 }), (sizes) => {
        expect(segmentsOf(FILE, sizes)).toEqual({ records: RECORDS, all: FILE.toString(), other: [] })
      }),
      { numRuns: 300 },
    )
  })
})

describe('limits', () => {
  const list = (record: string) =>
    Buffer.from(`<iati-activities><iati-activity>1</iati-activity>\n${record}\n<iati-activity>2</iati-activity></iati-activities>`)
  const others = ['1 <iati-activity>1</iati-activity>', '3 <iati-activity>2</iati-activity>']

  test.each([
    ['recordTooLarge', { bytes: 60 }, `<iati-activity>${'<a/>'.repeat(20)}</iati-activity>`],
    ['textTooLong', { textBytes: 40 }, `<iati-activity>${'x'.repeat(50)}</iati-activity>`],
    ['textTooLong', { textBytes: 40 }, `<iati-activity><![CDATA[${'x'.repeat(50)}]]></iati-activity>`],
    ['textTooLong', { textBytes: 40 }, `<iati-activity a="${'x'.repeat(50)}"/>`],
    ['tooDeep', { depth: 5 }, `<iati-activity>${'<a>'.repeat(5)}${'</a>'.repeat(5)}</iati-activity>`],
    ['tooManyElements', { elements: 4 }, `<iati-activity>${'<a/>'.repeat(4)}</iati-activity>`],
    ['tooManyAttributes', { attributes: 3 }, '<iati-activity><a a="" b="" c="" d=""/></iati-activity>'],
  ])('%s: the record is skipped and the rest goes on', (reason, limits, record) => {
    for (const size of [1, 7, 1000]) {
      const { records, other } = segmentsOf(list(record), [size], limits)
      expect([records, other]).toEqual([others, [`2 skipped ${reason}`]])
    }
  })

  test('what just keeps within them is taken', () => {
    const record = `<iati-activity>${'<a b="">'.repeat(3)}${'</a>'.repeat(3)}</iati-activity>`
    expect(segmentsOf(list(record), [5], { depth: 5, elements: 4, attributes: 1, bytes: 80, textBytes: 18 }).other).toEqual([])
  })

  test('beyond them between records there is nothing to go on from', () => {
    expect(segmentsOf(Buffer.from(`<a>\n${'<b>'.repeat(20)}`), [4], { depth: 5 }).other[0]).toBe('2 stop unreadableBetween')
    expect(segmentsOf(Buffer.from(`<a>\n${'<b/>'.repeat(20)}`), [4], { bytes: 20 }).other[0]).toBe('2 stop tooMuchBetween')
  })

  test('a record that begins inside another ends that one, so that one missing tag does not swallow the file', () => {
    const { records } = segmentsOf(
      Buffer.from('<iati-activities><iati-activity><a><iati-activity>2</iati-activity></iati-activities>'),
      [9],
    )
    expect(records).toEqual(['1 <iati-activity><a>', '1 <iati-activity>2</iati-activity>'])
  })
})

test.each([
  ['abc', 3],
  ['aé', 3],
  ['a界'.slice(0, 2), 4],
])('%s is whole', (text, bytes) => expect(wholeCharacters(Buffer.from(text))).toBe(bytes))

test('a character that is cut in two waits for its end', () => {
  const bytes = Buffer.from('a界😀')
  expect([1, 2, 3, 4, 5, 6, 7, 8].map((length) => wholeCharacters(bytes.subarray(0, length)))).toEqual([1, 1, 1, 4, 4, 4, 4, 8])
})
