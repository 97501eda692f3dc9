import { beforeEach, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../test/builders.ts'
import { aWorld, type World } from '../../test/world.ts'
import { changed } from '../platform/db.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const json = async (path: string) => JSON.parse(await world.read(path))
const titles = async (path: string) => (await json(path)).items.map(({ title }: { title: { text: string } }) => title.text)

test('an activity as programs get it: what its record states, in the language asked for', async () => {
  const reporter = await aStakeholder(world.db, { names: { en: 'Village Networks', fr: 'Réseaux villageois' } })
  const { publicId } = await anActivity(world.db, {
    reporter_id: reporter.id,
    status: 2,
    scope: 4,
    start_planned: '2024-01-01',
    start_actual: '2024-02-01',
    year: 2024,
    year_basis: 'start',
    texts: { en: { title: 'Telemedicine', description: 'By radio.' }, fr: { title: 'Télémédecine' } },
    lines: { 'c7-e-health': { basis: 'stated' }, c2: { basis: 'suggested', sector: '22040' } },
    countries: ['KE'],
    participants: [{ stakeholder_id: reporter.id, name: 'VN', language: 'en', role: 4 }],
    budgets: [
      { currency: 'USD', value: '10.50' },
      { currency: 'USD', value: '1' },
    ],
  })
  const whole = {
    id: publicId,
    identifier: 'KE-NGO-1-telemedicine',
    url: `http://localhost/en/activities/${publicId}`,
    title: { text: 'Télémédecine', language: 'fr' },
    description: { text: 'By radio.', language: 'en' },
    reporter: { id: reporter.publicId, identifier: 'KE-NGO-1', name: { text: 'Réseaux villageois', language: 'fr' } },
    lines: ['c7-e-health'],
    status: 'implementation',
    scope: 'national',
    start: '2024-02-01',
    end: null,
    year: 2024,
    countries: ['KE'],
    regions: [],
    goals: [],
    sectors: [],
    participants: [{ stakeholder: reporter.publicId, identifier: 'KE-NGO-1', name: 'VN', type: 'civil-society', role: 'implementing' }],
    budgets: [{ currency: 'USD', value: '11.50' }],
    recorded_at: '2025-05-12T09:00:00.000Z',
    updated_at: '2025-05-12T09:00:00.000Z',
    withdrawn_at: null,
  }
  const one = await json(`/api/v1/activities/${publicId}?language=fr`)
  expect({ ...one, url: whole.url }).toEqual(whole)
  expect((await json('/api/v1/activities?line=c7-e-health&scope=national')).items.map(({ id }: { id: string }) => id)).toEqual([publicId])
})

test('the filters of the list, several values of one with or without repeating it', async () => {
  await anActivity(world.db, { identifier: 'A', countries: ['KE'], texts: { en: { title: 'Radio in Kenya' } } })
  await anActivity(world.db, { identifier: 'B', countries: ['BT'], texts: { en: { title: 'Radio in Bhutan' } } })
  await anActivity(world.db, { identifier: 'C', countries: ['FJ'], texts: { en: { title: 'Television in Fiji' } } })
  expect(await titles('/api/v1/activities?country=KE,bt')).toEqual(['Radio in Kenya', 'Radio in Bhutan'])
  expect(await titles('/api/v1/activities?country=ke&country=fj')).toEqual(['Radio in Kenya', 'Television in Fiji'])
  expect(await titles('/api/v1/activities?region=africa&q=radio')).toEqual(['Radio in Kenya'])
  expect(await titles('/api/v1/activities?q=radio%20-bhutan')).toEqual(['Radio in Kenya'])
  expect(await titles('/api/v1/activities?country=KE&q=television')).toEqual([])
})

test('a parameter that is mistyped, or whose value means nothing, is refused with what to do', async () => {
  const refused = await world.get('/api/v1/activities?contry=ke&status=open')
  expect(refused.status).toBe(400)
  const { errors } = JSON.parse(await refused.text())
  expect(errors.map(({ parameter }: { parameter: string }) => parameter)).toEqual(['contry', 'status'])
})

test('a mirror reads everything part by part, then only what changed, and what was withdrawn', async () => {
  world.at('2026-03-01T00:00:00Z')
  for (const day of [1, 2, 3]) {
    const at = new Date(`2026-02-0${day}T00:00:00Z`)
    await anActivity(world.db, { identifier: `DAY-${day}`, texts: { en: { title: `Day ${day}` } }, recorded_at: at, updated_at: at })
  }
  const first = await json('/api/v1/activities?since=2026-02-01T00:00:00Z&limit=2')
  expect(first.items.map(({ identifier }: { identifier: string }) => identifier)).toEqual(['DAY-1', 'DAY-2'])
  expect(first.as_of).toBe('2026-03-01T00:00:00.000Z')
  const second = await json(`/api/v1/activities?since=2026-02-01T00:00:00Z&limit=200&cursor=${first.next}`)
  expect(second.next).toBeNull()
  expect(second.items.map(({ identifier }: { identifier: string }) => identifier.slice(0, 22))).toEqual([
    'DAY-3',
    ...Array(17).fill('actionlines:wsis-prize'),
  ])

  const day = new Date('2026-03-05T00:00:00Z')
  await world.db.updateTable('stocktaking.activity').set({ withdrawn_at: day, updated_at: day }).where('identifier', '=', 'DAY-2').execute()
  await changed(world.db, 'stocktaking')
  await anActivity(world.db, { identifier: 'DAY-4', texts: { en: { title: 'Day 4' } }, recorded_at: day, updated_at: day })
  world.at('2026-03-06T00:00:00Z')
  const later = await json(`/api/v1/activities?since=${first.as_of}`)
  expect(later.items.map((item: { identifier: string; withdrawn_at: string | null }) => [item.identifier, item.withdrawn_at])).toEqual([
    ['DAY-2', '2026-03-05T00:00:00.000Z'],
    ['DAY-4', null],
  ])
  expect(await titles('/api/v1/activities?q=day')).toEqual(['Day 1', 'Day 3', 'Day 4'])
})

test('while an import runs, a mirror is told to come back for what it has not committed yet', async () => {
  const began = new Date('2026-02-24T10:00:00Z')
  await world.db.insertInto('platform.run').values({ kind: 'import-iati', started_at: began, ended_at: null }).execute()
  expect((await json('/api/v1/activities?limit=1')).as_of).toBe('2026-02-24T10:00:00.000Z')
})
