import { describe, expect, test } from 'vitest'
import { asTyped, dateIn } from './dates.ts'
import { changesOf, knownAt, rebased } from './rules.ts'

describe('a date as it is typed', () => {
  test.each([
    ['2006-10-09', { on: '2006-10-09', precision: 'day' }],
    ['2006-10', { on: '2006-10-01', precision: 'month' }],
    ['2006-q4', { on: '2006-10-01', precision: 'quarter' }],
    [' 2006 ', { on: '2006-01-01', precision: 'year' }],
    ['', null],
    ['2006-02-30', false],
    ['2006-13', false],
    ['2006-Q5', false],
    ['spring', false],
    ['0000', false],
  ] as const)('%s', (typed, date) => expect(dateIn(typed)).toEqual(date))

  test.each(['2006-10-09', '2006-10', '2006-Q4', '2006', ''])('%s is shown as it was typed', (typed) => {
    const date = dateIn(typed) || null
    expect(asTyped(date?.on ?? null, date?.precision ?? null)).toBe(typed)
  })
})

test('only what differs is a change; what is empty is nothing', () => {
  expect(changesOf({ name: 'ITU', type: 'other', website: '' }, { name: 'ITU', type: 'business', country: '' })).toEqual([
    { field: 'type', before: 'other', after: 'business' },
  ])
})

test('a thing as it was known: what was corrected later is taken back', () => {
  const corrections = [
    { at: new Date('2026-03-01T09:00:00Z'), changes: [{ field: 'name', before: 'First', after: 'Second' }] },
    { at: new Date('2026-05-01T09:00:00Z'), changes: [{ field: 'name', before: 'Second', after: 'Third' }] },
  ]
  const known = (moment: string) => knownAt({ name: 'Third', type: 'other' }, corrections, new Date(moment)).name
  expect(['2026-02-01', '2026-03-01T09:00:00Z', '2026-04-01', '2026-06-01'].map(known)).toEqual(['First', 'Second', 'Second', 'Third'])
})

test('an outdated form keeps what its author changed, and gets the rest as it is now', () => {
  const was = { since: '2006-01-01', until: '', position: '1' }
  const present = { since: '2006-02-02', until: '2007-01-01', position: '1' }
  expect(rebased({ since: '2006-03-03', until: '', position: '2' }, { was, present })).toEqual({
    typed: { since: '2006-03-03', until: '2007-01-01', position: '2' },
    clashes: [
      { field: 'since', yours: '2006-03-03', theirs: '2006-02-02' },
      { field: 'until', yours: '', theirs: '2007-01-01' },
    ],
  })
})
