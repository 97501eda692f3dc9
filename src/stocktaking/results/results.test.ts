import { beforeEach, describe, expect, test } from 'vitest'
import { anActivity } from '../../../test/builders.ts'
import { wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { fitting, numberIn, type Period, type Result } from './rules.ts'

const period: Period = { startsOn: null, endsOn: null, target: '1', actual: null }
const result = (...periods: number[]): Result => ({
  type: 1,
  title: null,
  language: null,
  indicators: periods.map((count) => ({
    measure: 1,
    ascending: true,
    title: null,
    language: null,
    baselineYear: null,
    baselineValue: null,
    periods: Array.from({ length: count }, () => period),
  })),
})

describe('a table of ten rows', () => {
  test.each([
    ['holds what fits', [result(4, 4), result(2)], [[4, 4], [2]], false],
    ['cuts between indicators', [result(4, 4, 4)], [[4, 4]], true],
    ['drops a result of which nothing fits', [result(9), result(4)], [[9]], true],
    ['gives an indicator without periods a row', [result(9, 0), result(0)], [[9, 0]], true],
    ['holds a result without indicators', [result(9), result()], [[9], []], false],
  ])('%s', (_, results, kept, more) => {
    const shown = fitting(results, 10)
    expect(shown.results.map(({ indicators }) => indicators.map(({ periods }) => periods.length))).toEqual(kept)
    expect(shown.more).toBe(more)
  })
})

test.each([
  ['12', 12],
  [' -0.50 ', -0.5],
  ['.5', 0.5],
  ['1,000', null],
  ['12%', null],
  ['1e3', null],
  ['NaN', null],
  ['', null],
])('%j is the number %s', (value, number) => expect(numberIn(value)).toBe(number))

describe('results on the page', () => {
  let world: World
  beforeEach(async () => {
    world = await aWorld()
  })

  async function withIndicators(count: number) {
    const { id: activity_id, publicId } = await anActivity(world.db)
    await world.db
      .insertInto('stocktaking.activity_result')
      .values({ activity_id, position: 1, type: 2, title: 'Better care', language: 'en' })
      .execute()
    for (let position = 1; position <= count; position += 1) {
      const key = { activity_id, result_position: 1 }
      await world.db
        .insertInto('stocktaking.activity_indicator')
        .values({
          ...key,
          position,
          measure: 2,
          title: `Clinics ${position}`,
          language: 'en',
          ascending: false,
          baseline_year: 2020,
          baseline_value: '12.5',
        })
        .execute()
      await world.db
        .insertInto('stocktaking.activity_period')
        .values([
          {
            ...key,
            indicator_position: position,
            position: 1,
            starts_on: '2024-01-01',
            ends_on: '2024-12-31',
            target: '1000',
            actual: 'some <b>',
          },
          { ...key, indicator_position: position, position: 2, starts_on: null, ends_on: null, target: null, actual: '40' },
        ])
        .execute()
    }
    return publicId
  }

  test('have indicator, baseline, target and actual of each period', async () => {
    const text = wordsOf(await world.read(`/en/activities/${await withIndicators(1)}`))
    expect(text).toContain(
      'outcome Better care Clinics 1 (less is better) 12.5% (2020) 1 January 2024 to 31 December 2024 1,000% some <b> – 40%',
    )
  })

  test('beyond what a table holds are left to the files, all of them', async () => {
    const publicId = await withIndicators(40)
    const text = wordsOf(await world.read(`/en/activities/${publicId}`))
    expect(text).toContain('Clinics 30 ')
    expect(text).not.toContain('Clinics 31 ')
    expect(text).toContain('There is more than fits here: the files have all of it.')
    const whole = JSON.parse(await world.read(`/en/activities/${publicId}.json`))
    expect(whole.results[0].indicators).toHaveLength(40)
  })
})
