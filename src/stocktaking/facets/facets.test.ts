/** What a list counts in the process, compared with plain SQL: over random activities and choices, and after a storm of writes. */
import fc from 'fast-check'
import { type Insertable, sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import { aWorld, type World } from '../../../test/world.ts'
import type { Db, Tables } from '../../app.tsx'
import { changed } from '../../platform/db.ts'
import { selectActivities } from '../list/index.ts'
import { indexActivities } from '../search/index.ts'
import { FACETS, type Register } from './index.ts'
import { type Asked, type Counted, countedBySql } from './testing.ts'

let world: World
let register: Register
/** Row numbers and public identifiers. */
let organisations: { id: number; publicId: string }[]

beforeEach(async () => {
  world = await aWorld()
  ;({ register } = await world.build())
  organisations = []
  for (const type of ['government', 'business', 'academia', 'business'] as const)
    organisations.push(await aStakeholder(world.db, { identifier: `org-${organisations.length}`, type }))
})

/** What a list of this process shows. */
async function selected({ word, ...asked }: Asked): Promise<{ ids: number[]; counted: Counted }> {
  const { found, ids, counted } = await selectActivities(world.db, register, { ...asked, q: word })
  expect(found).toBe(ids.length)
  const of = FACETS.map((facet) => [facet, Object.fromEntries(counted[facet].map(({ key, count }) => [key, count]))])
  return { ids, counted: Object.fromEntries(of) }
}

const CODES = {
  line: ['c1', 'c7', 'c7-e-health', 'c7-e-learning', 'c11', 'plan'],
  country: ['KE', 'UG', 'FR', 'TV', 'TW', 'CL'],
  /** M49 and, under another vocabulary, a number that is one by chance. */
  region: ['2 002', '2 014', '2 001', '2 419', '1 014', '2 999'],
  sdg: ['1', '3', '3.8', '17'],
}
const KEYS = {
  line: ['c1', 'c7', 'c7-e-health', 'c11', 'plan'],
  country: ['ke', 'ug', 'fr', 'tw', 'za'],
  region: ['africa', 'eastern-africa', 'sub-saharan-africa', 'americas', 'oceania', 'world'],
  scope: ['global', 'national'],
  type: ['government', 'business', 'foundation', 'not-stated'],
  status: ['pipeline', 'closed'],
  sdg: ['1', '3', '17'],
  year: ['2001', '2002', '1999'],
}

const day = fc.integer({ min: 0, max: 20 }).map((days) => new Date(Date.UTC(2026, 0, 1 + days)))
const date = fc.option(day.map((at) => at.toISOString().slice(0, 10)))
const activity = fc.record({
  number: fc.integer({ min: 1, max: 40 }),
  title: fc.constantFrom('Radio', 'Radios of Nyeri', 'Television'),
  withdrawn: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
  line: fc.subarray(CODES.line),
  country: fc.subarray(CODES.country),
  region: fc.subarray(CODES.region),
  sdg: fc.subarray(CODES.sdg),
  scope: fc.option(fc.integer({ min: 1, max: 8 })),
  status: fc.option(fc.integer({ min: 1, max: 6 })),
  year: fc.option(fc.integer({ min: 2000, max: 2003 })),
  reporter: fc.option(fc.integer({ min: 0, max: 3 })),
  participants: fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('foundation' as const, 'not-stated' as const)), {
    maxLength: 4,
  }),
  times: fc.record({ updated_at: day, recorded_at: day, start_planned: date, start_actual: date }),
})
type Given = typeof activity extends fc.Arbitrary<infer Value> ? Value : never

const asked: fc.Arbitrary<Asked> = fc
  .record({
    facets: fc.uniqueArray(fc.constantFrom(...FACETS), { maxLength: 3 }),
    keys: fc.record({
      line: fc.subarray(KEYS.line, { minLength: 1 }),
      country: fc.subarray(KEYS.country, { minLength: 1 }),
      region: fc.subarray(KEYS.region, { minLength: 1 }),
      scope: fc.subarray(KEYS.scope, { minLength: 1 }),
      type: fc.subarray(KEYS.type, { minLength: 1 }),
      status: fc.subarray(KEYS.status, { minLength: 1 }),
      sdg: fc.subarray(KEYS.sdg, { minLength: 1 }),
      year: fc.subarray(KEYS.year, { minLength: 1 }),
      organisation: fc.subarray([0, 1, 2, 3], { minLength: 1 }),
    }),
    sort: fc.constantFrom('updated' as const, 'newest' as const, 'start' as const),
    word: fc.constantFrom('' as const, '' as const, 'radio' as const, '-radio' as const),
  })
  .map(({ facets, keys, sort, word }) => {
    const named = { ...keys, organisation: keys.organisation.map((index) => organisations[index]?.publicId ?? '') }
    return { filters: Object.fromEntries(facets.map((facet) => [facet, named[facet]])), sort, word }
  })

/** Writes an activity, in the place of what had its number. */
async function put(db: Db, given: Given): Promise<void> {
  await db.transaction().execute(async (tx: Db) => {
    const { id } = await tx
      .insertInto('stocktaking.activity')
      .values(rowOf(given))
      .onConflict((conflict) => conflict.column('identifier').doUpdateSet(rowOf(given)))
      .returning('id')
      .executeTakeFirstOrThrow()
    await clear(tx, id)
    await addParts(tx, id, given)
    await indexActivities(tx, [id])
    await changed(tx, 'stocktaking')
  })
}

function rowOf({ number, withdrawn, scope, status, year, reporter, times }: Given): Insertable<Tables['stocktaking.activity']> {
  return {
    identifier: `a${number}`,
    public_id: `aaaaaaaa${String.fromCharCode(97 + Math.floor(number / 26), 97 + (number % 26))}`,
    origin: 'iati',
    version: 1,
    scope,
    status,
    year,
    year_basis: year === null ? null : 'award',
    reporter_id: reporter === null ? null : (organisations[reporter]?.id ?? null),
    withdrawn_at: withdrawn ? new Date('2026-02-01') : null,
    ...times,
  }
}

const PARTS = ['text', 'line', 'country', 'region', 'goal', 'participant'] as const

async function clear(tx: Db, id: number): Promise<void> {
  for (const part of PARTS) await tx.deleteFrom(`stocktaking.activity_${part}`).where('activity_id', '=', id).execute()
}

async function addParts(tx: Db, id: number, { title, line, country, region, sdg, participants }: Given): Promise<void> {
  const text = { activity_id: id, language: 'en', origin: 'original' as const, title, revised_at: new Date('2026-01-01') }
  await tx.insertInto('stocktaking.activity_text').values(text).execute()
  await sql`insert into stocktaking.activity_line (activity_id, line_id, basis)
    select ${id}, id, 'stated' from framework.line where slug = any(${line}::text[])`.execute(tx)
  await sql`insert into stocktaking.activity_country (activity_id, country) select ${id}, code from unnest(${country}::text[]) as code`.execute(
    tx,
  )
  await sql`insert into stocktaking.activity_region (activity_id, vocabulary, code)
    select ${id}, split_part(code, ' ', 1), split_part(code, ' ', 2) from unnest(${region}::text[]) as code`.execute(tx)
  await sql`insert into stocktaking.activity_goal (activity_id, goal_id)
    select ${id}, goal.id from framework.goal join framework.goal_set on goal_set.id = set_id
    where goal_set.slug = 'sdg' and goal.code = any(${sdg}::text[])`.execute(tx)
  const rows = participants.map((one, index) => ({
    activity_id: id,
    position: index + 1,
    ...(typeof one === 'number' ? { stakeholder_id: organisations[one]?.id ?? null } : { name: 'Somebody', type: one }),
  }))
  if (rows.length > 0) await tx.insertInto('stocktaking.activity_participant').values(rows).execute()
}

describe('what a list counts', () => {
  test('is what SQL counts, in 500 random states', async () => {
    const states = fc.tuple(fc.array(activity, { minLength: 1, maxLength: 3 }), fc.array(asked, { minLength: 5, maxLength: 5 }))
    let compared = 0
    await fc.assert(
      fc.asyncProperty(states, async ([changes, questions]) => {
        for (const change of changes) await put(world.db, change)
        await world.get('/health')
        for (const question of questions) {
          expect(await selected(question)).toEqual(await countedBySql(world.db, question))
          compared += 1
        }
      }),
      { numRuns: 100, seed: 20060224, endOnFailure: true },
    )
    expect(compared).toBe(500)
  })

  test('is right after a storm of writes on several connections while pages are asked', async () => {
    const [writes = []] = fc.sample(fc.array(activity, { minLength: 120, maxLength: 120 }), { numRuns: 1, seed: 1 })
    const questions = fc.sample(asked, { numRuns: 20, seed: 2 })
    let writing = true
    const writer = async (from: number) => {
      for (const write of writes.slice(from, from + 20)) await put(world.db, write)
      await anActivity(world.db, { identifier: `storm-${from}`, countries: ['KE'], lines: { c1: {} } })
    }
    const reader = async () => {
      for (let at = 0; writing; at++) {
        const [question = questions[0]] = [questions[at % questions.length]]
        if (question) await selected(question)
        expect((await world.get(`/en/stocktaking?country=ke&year=${1900 + at}`)).status).toBe(200)
      }
    }
    const readers = [reader(), reader()]
    await Promise.all([0, 20, 40, 60, 80, 100].map(writer))
    writing = false
    await Promise.all(readers)

    await world.get('/health')
    for (const question of questions) expect(await selected(question)).toEqual(await countedBySql(world.db, question))
  })

  test.runIf(process.env.TEST_DATABASE_URL)('has what a transaction wrote that began before others and ended after them', async () => {
    const everything: Asked = { filters: {}, sort: 'updated', word: '' }
    let finish = () => {}
    const late = world.db.transaction().execute(async (tx: Db) => {
      await sql`update stocktaking.activity set status = 1 where identifier = 'actionlines:wsis-prize-2015-c1'`.execute(tx)
      await changed(tx, 'stocktaking')
      await new Promise<void>((resolve) => {
        finish = resolve
        void anActivity(world.db, { identifier: 'early', status: 2 }).then(async () => {
          await world.get('/health')
          expect((await selected(everything)).counted.status).toEqual({ implementation: 1 })
          finish()
        })
      })
    })
    await late
    await world.get('/health')
    const expected = await countedBySql(world.db, everything)
    expect(await selected(everything)).toEqual(expected)
    expect(expected.counted.status).toEqual({ pipeline: 1, implementation: 1 })
  })

  /** A database that says, query by query, that it was asked. */
  const telling = (tell: () => void) =>
    world.db.withPlugin({
      transformQuery: ({ node }) => {
        tell()
        return node
      },
      transformResult: async ({ result }) => result,
    })

  test('does not wait for writes that go on and on', async () => {
    let queries = 0
    const busy = telling(() => {
      queries += 1
      if (queries < 1000) register.changed('stocktaking')
    })
    await register.facets.current(busy)
    expect(queries).toBeLessThan(20)
  })

  test('is read once for all who ask after a change, and all wait for it', async () => {
    const told: string[] = []
    const db = telling(() => told.push('query'))
    const answers = [register.facets.current(db).then(() => told.push('first'))]
    while (told.length === 0) await Promise.resolve()
    register.changed('stocktaking')
    for (const who of ['second', 'third']) answers.push(register.facets.current(db).then(() => told.push(who)))
    await Promise.all(answers)
    expect(told.slice(-2)).toEqual(['second', 'third'])
  })
})
