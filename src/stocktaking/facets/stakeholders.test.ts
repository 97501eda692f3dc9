/** What is counted by organisations hears of what becomes of them, whoever writes it. */
import { beforeEach, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import { aWorld, type World } from '../../../test/world.ts'
import type { Db } from '../../app.tsx'
import { changed } from '../../platform/db.ts'
import { selectActivities } from '../list/index.ts'
import type { Register } from './index.ts'

let world: World
let register: Register
beforeEach(async () => {
  world = await aWorld()
  ;({ register } = await world.build())
})

const EVERYTHING = { q: '', sort: 'updated' as const, filters: {} }
const counted = async (facet: 'type' | 'organisation') => {
  await world.settled()
  const { counted } = await selectActivities(world.db, register, EVERYTHING)
  return Object.fromEntries(counted[facet].map(({ key, count }) => [key, count]))
}

test('a type that another store has changed', async () => {
  const { id } = await aStakeholder(world.db, { type: 'business' })
  await anActivity(world.db, { identifier: 'own', reporter_id: id })
  await anActivity(world.db, { identifier: 'joined', participants: [{ stakeholder_id: id, role: 4 }] })
  const before = await counted('type')
  expect(before.business).toBe(2)

  await world.db.transaction().execute(async (tx: Db) => {
    await tx.updateTable('stakeholders.stakeholder').set({ type: 'foundation' }).where('id', '=', id).execute()
    await changed(tx, 'stakeholders')
  })
  const { business: _, ...others } = before
  expect(await counted('type')).toEqual({ ...others, foundation: 2 })
})

test('with few reads: what has nothing to do with the change is not read again', async () => {
  const { id } = await aStakeholder(world.db, { type: 'business' })
  await anActivity(world.db, { reporter_id: id })
  await counted('type')
  world.queries()
  await changed(world.db, 'stakeholders')
  await counted('type')
  expect(world.queries()).toBeLessThanOrEqual(4)
})
