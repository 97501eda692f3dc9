import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ActivityRecord, digestOf } from '../iati/index.ts'
import { confirmations, counted, dateOf, decide, isWritten, type Known, noCounts, type Reading, verdictOn } from './rules.ts'
import { aRecord } from './testing.ts'

const saying = (content: string, updatedAt: string | null = '2026-02-24T12:00:00.000Z', reporter = 'XX-KIT'): ActivityRecord => ({
  ...aRecord('XX-KIT-1'),
  updatedAt,
  reporter: { identifier: reporter, type: '22', names: [], secondary: false },
  xml: content,
  digest: digestOf(content),
})

const stored: Known = {
  id: 7,
  version: 3,
  digest: digestOf('telecentres'),
  updatedAt: new Date('2026-02-24T12:00:00Z'),
  reporter: 'XX-KIT',
  dataset: 'kit.xml',
}
const undated: Known = { ...stored, updatedAt: null }

describe('a record that comes in', () => {
  test.each<[string, Known | null, ActivityRecord, string]>([
    ['is added when nothing is stored', null, saying('telecentres'), 'added'],
    ['is unchanged when it says the same', stored, saying('telecentres'), 'unchanged'],
    ['is unchanged when it says the same at a later date', stored, saying('telecentres', '2026-03-01T00:00:00.000Z'), 'unchanged'],
    ['is unchanged when it says the same at an earlier date', stored, saying('telecentres', '2020-01-01T00:00:00.000Z'), 'unchanged'],
    ['has changed when it is newer by a millisecond', stored, saying('libraries', '2026-02-24T12:00:00.001Z'), 'changed'],
    ['is skipped when it is older by a millisecond', stored, saying('libraries', '2026-02-24T11:59:59.999Z'), 'older'],
    ['is in conflict when it has the same date and says another thing', stored, saying('libraries'), 'conflict-content'],
    [
      'is in conflict when another organisation reports it',
      stored,
      saying('libraries', '2027-01-01T00:00:00.000Z', 'XX-OTHER'),
      'conflict-reporter',
    ],
    [
      'is in conflict when another organisation reports it earlier',
      stored,
      saying('libraries', '2020-01-01T00:00:00.000Z', 'XX-OTHER'),
      'conflict-reporter',
    ],
    ['is older without a date than with any', stored, saying('libraries', null), 'older'],
    ['is newer with any date than without', undated, saying('libraries', '1900-01-01T00:00:00.000Z'), 'changed'],
    ['is in conflict when neither has a date', undated, saying('libraries', null), 'conflict-content'],
    [
      'is in conflict with what the plan ships, which nobody reports',
      { ...stored, reporter: null },
      saying('libraries'),
      'conflict-reporter',
    ],
  ])('%s', (_, known, record, verdict) => expect(verdictOn(known, record)).toBe(verdict))
})

const inFile =
  (file: string) =>
  (record: ActivityRecord, index: number): Reading => ({ file, line: index + 1, record, suggestions: [] })

describe('a batch', () => {
  test('that has a record twice decides the second by the first', () => {
    const readings = [saying('telecentres'), saying('libraries'), saying('libraries', '2026-03-01T00:00:00.000Z')].map(inFile('kit.xml'))
    const decided = decide(new Map(), readings)
    expect(decided.map(({ verdict, version }) => [verdict, version])).toEqual([
      ['added', 1],
      ['conflict-content', 2],
      ['changed', 2],
    ])
    expect(decided[2]?.known).toEqual({ ...stored, id: null, version: 1 })
  })

  test('is counted by verdict, conflicts together', () => {
    const readings = [saying('telecentres'), saying('libraries'), saying('schools', null, 'XX-OTHER')].map(inFile('kit.xml'))
    expect(counted({ ...noCounts(), refused: 4 }, decide(new Map(), readings))).toEqual({
      ...noCounts(),
      added: 1,
      conflicts: 2,
      refused: 4,
    })
  })
})

describe('any sequence of records under one identifier', () => {
  const records = fc
    .array(fc.record({ content: fc.constantFrom('a', 'b', 'c'), day: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }) }), {
      maxLength: 12,
    })
    .map((all) => all.map(({ content, day }) => saying(content, day === null ? null : `2026-01-0${day}T00:00:00.000Z`)))

  test('leaves the content of its latest date', () => {
    fc.assert(
      fc.property(records, (all) => {
        const latest =
          all
            .map(({ updatedAt }) => updatedAt ?? '')
            .toSorted()
            .at(-1) ?? ''
        const first = all.find(({ updatedAt }) => (updatedAt ?? '') === latest)
        const after = run(new Map(), all).get('XX-KIT-1')
        expect(after?.digest.toString()).toBe(first?.digest.toString())
      }),
    )
  })

  test('leaves the same however it is cut into batches', () => {
    fc.assert(
      fc.property(records, fc.integer({ min: 2, max: 12 }), (all, size) => {
        expect(run(new Map(), all, size)).toEqual(run(new Map(), all, 1))
      }),
    )
  })

  test('writes nothing the second time, and leaves the same after a kill', () => {
    fc.assert(
      fc.property(records, fc.nat(), (all, cut) => {
        const whole = run(new Map(), all, 3)
        const killed = run(new Map(), all.slice(0, cut % (all.length + 1)), 3)
        expect(run(killed, all, 3)).toEqual(whole)
        expect(run(whole, all, 3)).toEqual(whole)
      }),
    )
  })

  /** What is stored after batches of a size, kept as the store keeps it. */
  function run(before: ReadonlyMap<string, Known>, all: readonly ActivityRecord[], size = 1): Map<string, Known> {
    const after = new Map(before)
    for (let at = 0; at < all.length; at += size) {
      const decided = decide(after, all.slice(at, at + size).map(inFile('kit.xml')))
      for (const one of decided.filter(isWritten))
        after.set('XX-KIT-1', { ...stored, id: null, version: one.version, digest: one.record.digest, updatedAt: dateOf(one.record) })
      for (const { record } of confirmations(decided))
        after.set('XX-KIT-1', { ...stored, ...after.get('XX-KIT-1'), updatedAt: dateOf(record) })
    }
    return after
  }
})
