import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type KnownDate, nextDate } from './rules.ts'

const day = (on: string, over: Partial<KnownDate> = {}): KnownDate => ({
  on,
  precision: 'day',
  certainty: 'planned',
  yearly: false,
  ...over,
})

describe('the next date of a process', () => {
  test.each([
    ['a day to come', day('2006-05-17'), '2006-02-24', '2006-05-17', false],
    ['today', day('2006-05-17'), '2006-05-17', '2006-05-17', false],
    ['a day that is over', day('2006-05-17'), '2006-05-18', '2006-05-17', true],
    ['a month that runs', day('2006-06-01', { precision: 'month' }), '2006-06-30', '2006-06-01', false],
    ['a month that is over', day('2006-06-01', { precision: 'month' }), '2006-07-01', '2006-06-01', true],
    ['the last quarter, running', day('2006-10-01', { precision: 'quarter' }), '2006-12-31', '2006-10-01', false],
    ['the last quarter, over', day('2006-10-01', { precision: 'quarter' }), '2007-01-01', '2006-10-01', true],
    ['a year that runs', day('2015-01-01', { precision: 'year' }), '2015-12-31', '2015-01-01', false],
    ['a yearly day before its first', day('2006-05-17', { yearly: true }), '2005-12-01', '2006-05-17', false],
    ['a yearly day, itself', day('2006-05-17', { yearly: true }), '2026-05-17', '2026-05-17', false],
    ['a yearly day that was', day('2006-05-17', { yearly: true }), '2026-05-18', '2027-05-17', false],
    ['29 February, in a year without', day('2004-02-29', { yearly: true }), '2006-01-01', '2006-02-28', false],
  ])('%s', (_, known, today, on, past) => expect(nextDate(known, today)).toEqual({ ...known, on, past }))

  test('a yearly day is never behind and less than 366 days ahead', () => {
    const days = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(days, days, (first, later) => {
        const [on, today] = [first, later].sort() as [string, string]
        const ahead = Date.parse(nextDate(day(on, { yearly: true }), today).on) - Date.parse(today)
        expect(ahead).toBeGreaterThanOrEqual(0)
        expect(ahead).toBeLessThan(366 * 86_400_000)
      }),
    )
  })
})
