import { beforeEach, describe, expect, test } from 'vitest'
import { aWorld, type World } from '../../test/world.ts'
import { findStakeholder, type Mentioned, membersOf, mention, publicIdOf, stakeholdersByIds } from './index.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const networks: Mentioned = { identifier: 'KE-NGO-1', type: '22', names: [{ language: 'en', text: 'Village Networks' }] }
const who: Mentioned = { identifier: 'XM-DAC-928', type: '40', names: [{ language: 'es', text: 'OMS, oficina de Argentina' }] }

const find = (identifier: string, language = 'en') => findStakeholder(world.db, publicIdOf(identifier), language)

describe('what an import mentions', () => {
  test('comes in with its type, its names and the standing that says so', async () => {
    const ids = await mention(world.db, [networks], world.now())
    expect(await find('KE-NGO-1')).toEqual({
      id: ids.get('KE-NGO-1'),
      publicId: publicIdOf('KE-NGO-1'),
      identifier: 'KE-NGO-1',
      kind: 'organisation',
      type: 'civil-society',
      standing: 'mentioned',
      acronym: null,
      country: null,
      name: 'Village Networks',
      nameLanguage: 'en',
      website: null,
    })
  })

  test('is matched by identifier, and what is known stays as it is', async () => {
    const before = await find('XM-DAC-928', 'es')
    const ids = await mention(world.db, [who, networks], world.now())
    expect(ids.get('XM-DAC-928')).toBe(before.id)
    expect(await find('XM-DAC-928', 'es')).toEqual(before)
  })

  test('twice is once', async () => {
    const first = await mention(world.db, [networks], world.now())
    const again = await mention(world.db, [{ ...networks, type: '10', names: [{ language: 'en', text: 'Another name' }] }], world.now())
    expect(again).toEqual(first)
    expect((await find('KE-NGO-1')).name).toBe('Village Networks')
  })

  test.each([
    ['10', 'government'],
    ['15', 'government'],
    ['21', 'civil-society'],
    ['24', 'civil-society'],
    ['30', 'other'],
    ['40', 'international-organisation'],
    ['60', 'foundation'],
    ['70', 'business'],
    ['80', 'academia'],
    ['90', 'other'],
    ['999', 'not-stated'],
    [null, 'not-stated'],
  ])('of IATI type %s is %s', async (type, ours) => {
    await mention(world.db, [{ ...networks, type }], world.now())
    expect((await find('KE-NGO-1')).type).toBe(ours)
  })

  test('of a thousand needs as many queries as of one', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({ ...networks, identifier: `KE-${index}` }))
    world.queries()
    await mention(world.db, [networks], world.now())
    const one = world.queries()
    await mention(world.db, many, world.now())
    expect(world.queries()).toBe(one)
  })
})

test('some stakeholders are had by their row numbers, in that order, where they may be shown', async () => {
  const ids = await mention(world.db, [networks], world.now())
  await world.db.updateTable('stakeholders.stakeholder').set({ standing: 'held' }).where('identifier', '=', 'KE-NGO-1').execute()
  const itu = await find('XM-DAC-41304')
  const apc = await find('US-EIN-943287156')
  const found = await stakeholdersByIds(world.db, [itu.id, ids.get('KE-NGO-1') ?? 0, apc.id], 'en')
  expect(found.map(({ acronym }) => acronym)).toEqual(['UNESCO', 'APC'])
  await expect(find('KE-NGO-1')).rejects.toThrow('stakeholder')
  await world.db.updateTable('stakeholders.stakeholder').set({ standing: 'mentioned' }).where('identifier', '=', 'KE-NGO-1').execute()
})

test('the UN Regional Commissions are five, and have been since the annex named them', async () => {
  const group = await find('actionlines:un-regional-commissions')
  expect(group.kind).toBe('group')
  const members = await membersOf(world.db, group.id, '2006-02-24')
  expect(members.map(({ acronym, region }) => [acronym, region])).toEqual([
    ['ECA', '002'],
    ['ECE', '150'],
    ['ECLAC', '419'],
    ['ESCAP', null],
    ['ESCWA', '145'],
  ])
  expect(await membersOf(world.db, group.id, '2005-11-17')).toEqual([])
})
