import { beforeEach, describe, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../../test/builders.ts'
import { aVisitor, mailsTo, type Visitor } from '../../../test/visitor.ts'
import { mainOf, wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { invite } from '../../accounts/index.ts'

let world: World
let femi: Visitor
beforeEach(async () => {
  world = await aWorld()
  femi = aVisitor(world)
  await femi.post(`/en/sign-in/${await invite(world.db, 'femi@example.org', 'secretariat', world.now())}`, {})
})

const withdraw = (path: string, reason = 'Entered twice.') => femi.post(`${path}/withdraw`, { act: 'withdraw', reason })
const putBack = (path: string) => femi.post(`${path}/withdraw`, { act: 'put-back' })
const anEntry = async () => {
  const { id } = await aStakeholder(world.db, { standing: 'public' })
  const { publicId } = await anActivity(world.db, { reporter_id: id, countries: ['KE'], lines: { c3: {} } })
  return { organisation: id, publicId, path: `/en/activities/${publicId}` }
}

describe('an activity that is withdrawn', () => {
  test('is in no list, feed, file or count, and its page says why; put back, it is as it was', async () => {
    const { path, publicId } = await anEntry()
    const places = [
      '/en/stocktaking?country=ke',
      '/en/stocktaking.csv',
      '/en/stocktaking.atom',
      '/en/countries/ke',
      '/en/lines/c3',
      '/api/v1/activities?country=ke',
    ]
    const named = async () => Promise.all(places.map(async (place) => (await world.read(place)).includes('Telemedicine for the islands')))
    const all = (value: boolean) => places.map(() => value)
    expect(await named()).toEqual(all(true))

    world.at('2026-02-25T12:00:00Z')
    expect((await withdraw(path)).headers.get('location')).toBe(path)
    expect(await named()).toEqual(all(false))
    const gone = await world.get(path)
    expect([gone.status, wordsOf(mainOf(await gone.text()))]).toEqual([
      410,
      'Telemedicine for the islands Withdrawn on 25 February 2026. The reason: Entered twice.',
    ])
    expect([(await world.get(`${path}.json`)).status, (await world.get(`${path}.xml`)).status]).toEqual([404, 404])
    const since = async () => {
      const { items } = JSON.parse(await world.read('/api/v1/activities?since=2026-02-25T00:00:00Z'))
      return items.map((item: { id: string; withdrawn_at: string | null }) => [item.id, item.withdrawn_at])
    }
    expect(await since()).toEqual([[publicId, '2026-02-25T12:00:00.000Z']])

    expect((await putBack(path)).headers.get('location')).toBe(path)
    expect(await named()).toEqual(all(true))
    expect([(await world.get(path)).status, await since()]).toEqual([200, [[publicId, null]]])
    const events = await world.db
      .selectFrom('platform.event')
      .select(['kind', 'subject'])
      .where('subject_kind', '=', 'activity')
      .orderBy('id')
      .execute()
    expect(events).toEqual([
      { kind: 'activity-withdrawn', subject: publicId },
      { kind: 'activity-put-back', subject: publicId },
    ])
  })

  test('tells those of the organisation that reported it, each once and no others', async () => {
    const { path, organisation } = await anEntry()
    const ada = aVisitor(world)
    await ada.signIn('ada@home.example')
    await world.db
      .insertInto('stakeholders.representative')
      .columns(['stakeholder_id', 'person_id', 'asked_at', 'approved_at', 'ground'])
      .expression((eb) =>
        eb
          .selectFrom('accounts.address')
          .where('email', '=', 'ada@home.example')
          .select((one) => [
            one.val(organisation).as('a'),
            'person_id',
            one.val(world.now()).as('b'),
            one.val(world.now()).as('c'),
            one.val('domain').as('d'),
          ]),
      )
      .execute()
    await withdraw(path)
    const mails = (await mailsTo(world, 'ada@home.example')).filter(({ kind }) => kind === 'activity-withdrawn')
    expect(mails.map(({ subject }) => subject)).toEqual(['Withdrawn: Telemedicine for the islands'])
    expect(mails[0]?.text).toContain('> Entered twice.')
  })

  test('is withdrawn once, of two at once, with a reason', async () => {
    const { path } = await anEntry()
    const empty = await withdraw(path, '')
    expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining('<a href="#reason">Type a reason.</a>')])
    expect((await Promise.all([withdraw(path), withdraw(path)])).map(({ status }) => status).sort()).toEqual([303, 409])
    expect((await Promise.all([putBack(path), putBack(path)])).map(({ status }) => status).sort()).toEqual([303, 409])
  })

  test('is withdrawn by the secretariat alone, which alone sees the way to it', async () => {
    const { path } = await anEntry()
    const ada = aVisitor(world)
    await ada.signIn('ada@home.example')
    expect((await ada.post(`${path}/withdraw`, { act: 'withdraw', reason: 'x' })).status).toBe(404)
    const seen = async (visitor: Visitor) => (await visitor.read(path)).includes(`${path}/withdraw`)
    expect([await seen(femi), await seen(ada), await seen(aVisitor(world))]).toEqual([true, false, false])
  })
})
