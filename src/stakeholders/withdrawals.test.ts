import { beforeEach, describe, expect, test } from 'vitest'
import { aVisitor, mailsTo, type Visitor } from '../../test/visitor.ts'
import { mainOf, wordsOf } from '../../test/words.ts'
import { aWorld, type World } from '../../test/world.ts'
import { storiesIn } from './testing.ts'

let world: World
let femi: Visitor
const { signedIn, secretary, known, represented } = storiesIn(() => world)
beforeEach(async () => {
  world = await aWorld()
  femi = await secretary()
})

const withdraw = (path: string, reason = 'It does not exist.') => femi.post(`${path}/withdraw`, { act: 'withdraw', reason })
const putBack = (path: string) => femi.post(`${path}/withdraw`, { act: 'put-back' })
const events = async () => {
  const rows = await world.db.selectFrom('platform.event').select('kind').where('subject_kind', '=', 'stakeholder').orderBy('id').execute()
  return rows.map(({ kind }) => kind)
}

describe('an organisation that is withdrawn', () => {
  test('is in no list, file or count, and its page says why; put back, it is as it was', async () => {
    const path = await known({ country: 'KE' })
    const id = path.slice('/en/stakeholders/'.length)
    const places = ['/en/stakeholders?type=civil-society', '/en/search?q=village', '/en/countries/ke', `/api/v1/stakeholders?limit=100`]
    const named = async () => Promise.all(places.map(async (place) => (await world.read(place)).includes('Village Networks')))
    expect(await named()).toEqual([true, true, true, true])
    const count = async () => wordsOf(await world.read('/en/'))
    const before = await count()

    expect((await withdraw(path)).headers.get('location')).toBe(path)
    expect(await named()).toEqual([false, false, false, false])
    expect(await count()).not.toBe(before)
    const gone = await world.get(path)
    expect([gone.status, wordsOf(mainOf(await gone.text()))]).toEqual([
      410,
      'Village Networks Withdrawn on 24 February 2026. The reason: It does not exist.',
    ])
    expect((await world.get(`/api/v1/stakeholders/${id}`)).status).toBe(404)
    expect((await (await signedIn('ada@home.example')).get(`${path}/represent`)).status).toBe(404)

    expect((await putBack(path)).headers.get('location')).toBe(path)
    expect(await named()).toEqual([true, true, true, true])
    expect([(await world.get(path)).status, await count(), await events()]).toEqual([
      200,
      before,
      ['stakeholder-withdrawn', 'stakeholder-put-back'],
    ])
  })

  test('tells those who represent it why', async () => {
    const path = await known()
    await represented(path)
    await withdraw(path, 'Closed in 2025.\nSee its website.')
    const mail = (await mailsTo(world, 'ada@home.example')).at(-1)
    expect([mail?.subject, mail?.text]).toEqual([
      'Withdrawn: Village Networks',
      expect.stringContaining('> Closed in 2025.\n> See its website.'),
    ])
  })

  test('needs a reason, and comes back as typed', async () => {
    const path = await known()
    const answer = await withdraw(path, ' ')
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('<a href="#reason">Type a reason.</a>')])
    const long = await withdraw(path, `<b>${'x'.repeat(2000)}`)
    expect([long.status, await long.text()]).toEqual([422, expect.stringContaining('&lt;b&gt;xxx')])
    expect((await world.get(path)).status).toBe(200)
  })

  test('holds no mandate that is in force', async () => {
    const answer = await withdraw('/en/stakeholders/6ghg4k4hdg')
    expect([answer.status, await answer.text()]).toEqual([
      409,
      expect.stringContaining('This organisation holds mandates that are in force.'),
    ])
    expect((await world.get('/en/stakeholders/6ghg4k4hdg')).status).toBe(200)
  })

  test('is withdrawn once, of two at once', async () => {
    const path = await known()
    expect((await Promise.all([withdraw(path), withdraw(path)])).map(({ status }) => status).sort()).toEqual([303, 409])
    expect((await Promise.all([putBack(path), putBack(path)])).map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await events()).toEqual(['stakeholder-withdrawn', 'stakeholder-put-back'])
  })

  test('is withdrawn by nobody else; only the secretariat sees the way to it', async () => {
    const path = await known()
    const ada = await represented(path)
    expect((await ada.post(`${path}/withdraw`, { act: 'withdraw', reason: 'x' })).status).toBe(404)
    const seen = async (visitor: Visitor) => (await visitor.read(path)).includes(`${path}/withdraw`)
    expect([await seen(femi), await seen(ada), await seen(aVisitor(world))]).toEqual([true, false, false])
  })
})
