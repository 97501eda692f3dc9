/** What the database itself refuses, whoever writes to it. */
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aSource, aState, withMandates } from '../../test/mandates.ts'
import { aWorld, type World } from '../../test/world.ts'
import { record } from '../platform/events.ts'

const [UNESCO, ITU, WHO] = ['XM-DAC-41304', 'XM-DAC-41303', 'XM-DAC-928']

let world: World
beforeEach(async () => {
  world = await aWorld()
})

describe('a line has one focal point at a time', () => {
  test('a second in the same period is refused', () =>
    withMandates(world, async () => {
      const source = await aSource(world.db)
      const second = aState(world.db, { line: 'c8', who: ITU, role: 'focal-point', state: 'provisional', since: '2006-06-01', source })
      await expect(second).rejects.toThrow('one_focal_point_per_line')
    }))

  test('a second on another line is not', () =>
    withMandates(world, async () => {
      const source = await aSource(world.db)
      await aState(world.db, { line: 'c2', who: ITU, role: 'focal-point', state: 'provisional', since: '2006-03-09', source })
    }))

  test('its successor may begin on the day on which it ends', () =>
    withMandates(world, async () => {
      const source = await aSource(world.db)
      await aState(world.db, {
        line: 'c5',
        who: ITU,
        role: 'focal-point',
        state: 'provisional',
        since: '2006-03-09',
        until: '2006-05-15',
        source,
      })
      await aState(world.db, { line: 'c5', who: WHO, role: 'focal-point', state: 'provisional', since: '2006-05-15', source })
    }))
})

describe('only a meeting or a decision of the line confirms', () => {
  const confirmed = { line: 'c8', who: UNESCO, role: 'focal-point', state: 'confirmed', since: '2006-05-12' } as const

  test('a meeting of the line does', () =>
    withMandates(world, async () => {
      const source = await aSource(world.db, { kind: 'meeting', line: 'c8', title: 'Consultation on C8', date: '2006-05-12' })
      await aState(world.db, { ...confirmed, source })
      expect(await world.read('/en/facilitators?on=2006-05-12')).toContain('confirmed focal point')
    }))

  test.each([
    ['a meeting of another line', { kind: 'meeting', line: 'c9' }],
    ['a meeting of no line', { kind: 'meeting' }],
    ['a letter of the line', { kind: 'letter', line: 'c8' }],
  ] as const)('%s does not', (title, over) =>
    withMandates(world, async () => {
      const source = await aSource(world.db, { ...over, title })
      await expect(aState(world.db, { ...confirmed, source })).rejects.toThrow('violates foreign key constraint')
    }),
  )

  test('and nothing is confirmed without saying by which', () =>
    withMandates(world, async () => {
      const source = await aSource(world.db, { kind: 'meeting', line: 'c8' })
      const id = await aState(world.db, { ...confirmed, source })
      const silent = sql`update facilitation.mandate_state set confirming_kind = null, confirming_line = null where id = ${id}`.execute(
        world.db,
      )
      await expect(silent).rejects.toThrow('violates check constraint')
    }))
})

describe('a mandate is in one state at a time', () => {
  const endorsed = { line: 'c2', who: 'US-EIN-943287156', state: 'endorsed', since: '2006-10-12' } as const

  test('a state that overlaps another is refused', () =>
    withMandates(world, async () => {
      const source = await aSource(world.db)
      await expect(aState(world.db, { ...endorsed, source, keepBefore: true })).rejects.toThrow('one_state_at_a_time')
    }))

  test('a row that a correction superseded frees its period, and stays', () =>
    withMandates(world, async () => {
      const source = await aSource(world.db)
      await aState(world.db, { ...endorsed, source })
      const { rows } = await sql<{ state: string }>`
        select state || ' ' || during || case when superseded_at is null then '' else ' superseded' end as state
        from facilitation.mandate_state state join facilitation.mandate on mandate.id = mandate_id
          join framework.line on line.id = mandate.line_id join stakeholders.stakeholder on stakeholder.id = stakeholder_id
        where line.slug = ${endorsed.line} and identifier = ${endorsed.who} order by state.id`.execute(world.db)
      expect(rows.map(({ state }) => state)).toEqual([
        'proposed [2006-02-24,) superseded',
        'proposed [2006-02-24,2006-10-12)',
        'endorsed [2006-10-12,)',
      ])
    }))

  test.each([
    ['facilitator', 'provisional'],
    ['focal-point', 'endorsed'],
    ['lead', 'proposed'],
  ] as const)('a %s is never %s', (role, state) =>
    withMandates(world, async () => {
      const source = await aSource(world.db)
      await expect(aState(world.db, { line: 'c9', who: ITU, role, state, since: '2007-01-01', source })).rejects.toThrow(
        'violates check constraint',
      )
    }),
  )
})

test('the record of events is only ever added to', async () => {
  await record(world.db, { at: world.now(), kind: 'plan-loaded', subjectKind: 'plan', subject: 'plan', run: null })
  await expect(sql`update platform.event set subject = 'other'`.execute(world.db)).rejects.toThrow('only ever added to')
  await expect(sql`delete from platform.event`.execute(world.db)).rejects.toThrow('only ever added to')
})
