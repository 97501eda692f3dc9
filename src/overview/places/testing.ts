/** A world for the tests of places. */
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import type { World } from '../../../test/world.ts'

export const began = (year: number) => ({ year, year_basis: 'start' as const, start_actual: `${year}-03-01` })

/** In Kenya a radio and a clinic, the latter in Uganda too; one in Eastern Africa at large; one in Kenya that was withdrawn. */
export async function inEasternAfrica(world: World) {
  const village = await aStakeholder(world.db, { identifier: 'KE-1', names: { en: 'Village Networks' }, country: 'KE' })
  const house = await aStakeholder(world.db, { identifier: 'KE-2', names: { en: 'Radio House' } })
  await anActivity(world.db, {
    identifier: 'radio',
    texts: { en: { title: 'Radio for Nyeri' } },
    countries: ['KE'],
    lines: { c2: {}, c9: { basis: 'suggested', sector: '22030' } },
    reporter_id: village.id,
    ...began(2014),
  })
  await anActivity(world.db, {
    identifier: 'clinic',
    texts: { en: { title: 'Clinics online' } },
    countries: ['KE', 'UG'],
    lines: { 'c7-e-health': { basis: 'suggested', sector: '12220' } },
    reporter_id: village.id,
    participants: [{ stakeholder_id: house.id, name: 'Radio House', language: 'en', role: 4 }],
    ...began(2011),
  })
  await anActivity(world.db, { identifier: 'plain', texts: { en: { title: 'Roads' } }, regions: [{ vocabulary: '2', code: '014' }] })
  await anActivity(world.db, {
    identifier: 'gone',
    texts: { en: { title: 'Ended early' } },
    countries: ['KE'],
    lines: { c3: {} },
    reporter_id: house.id,
    ...began(1999),
    withdrawn_at: new Date('2026-02-01T00:00:00Z'),
  })
}
