import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aVisitor } from '../../test/visitor.ts'
import { aWorld, type World } from '../../test/world.ts'
import { mandatesClash } from '../facilitation/index.ts'
import { publicIdOf, settleSilent } from './index.ts'
import { doublesIn, storiesIn } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const { signedIn, secretary, known } = storiesIn(() => world)
const { propose, proposed, happened, twoRadios, leadsTo, text } = doublesIn(() => world)

const [ADA, CAROL] = ['ada@island.example', 'carol@reader.example']
const silence = async (day: string) => {
  world.at(`${day}T12:00:00Z`)
  await settleSilent(world.db, mandatesClash, world.now())
}

describe('is refused in words', () => {
  test('what cannot be one', async () => {
    const radio = await known({ identifier: 'KE-1', names: { en: 'Radio' } })
    const body = await known({ identifier: 'KE-2', kind: 'group', names: { en: 'Radios' } })
    const commissions = `/en/stakeholders/${publicIdOf('actionlines:un-regional-commissions')}`
    const carol = await signedIn(CAROL)
    const told = async (loser: string, winner: string) => {
      const answer = await propose(carol, loser, winner)
      return `${answer.status} ${await text(answer)}`
    }
    expect(await told(radio, radio)).toMatch(/^409 .*An entry is no double of itself\. Choose another\./)
    expect(await told(radio, body)).toMatch(/^409 .*One of the two is a group of bodies and the other is not/)
    expect(await told(`/en/stakeholders/${publicIdOf('XM-DAC-41103')}`, commissions)).toMatch(
      /^409 .*One of the two is a member of the other/,
    )
    const [itu, unesco] = [publicIdOf('XM-DAC-41303'), publicIdOf('XM-DAC-41304')]
    expect(await told(`/en/stakeholders/${itu}`, `/en/stakeholders/${unesco}`)).toMatch(/^409 .*Both hold a mandate of the same role/)
    const without = await carol.post(`${radio}/double`, { q: 'radios', reason: '' })
    expect(without.status).toBe(422)
    const html = await without.text()
    expect([...html.matchAll(/<a href="#(other|reason)">/g)].map(([, field]) => field)).toEqual(['other', 'reason'])
    expect(html).toContain('value="radios"')
  })

  test('what is proposed already, in either direction, and what is one already', async () => {
    const { ada, bob, loser, winner } = await twoRadios()
    const third = await known({ identifier: 'KE-3', names: { en: 'Third' } })
    const carol = await signedIn(CAROL)
    const double = await proposed(ada, loser, winner)
    expect(await proposed(ada, loser, winner)).toBe(double)
    const already = 'One of the two is proposed as a double already. Wait until that is decided.'
    expect(await text(propose(carol, winner, loser))).toContain(already)
    expect(await text(propose(carol, loser, third))).toContain(already)
    await bob.post(double, { act: 'agree' })
    expect(await text(propose(carol, loser, third))).toContain('This entry has become one with another already.')
    expect(await text(propose(carol, third, loser))).toContain('The entry that you chose has become one with another. Choose that one.')
    expect(await text(propose(carol, winner, loser))).toContain('The entry that you chose has become one with another.')
    expect((await carol.get(`${loser}/double`)).headers.get('location')).toBe(`${winner}/double`)
  })

  test('who proposes too often', async () => {
    const carol = await signedIn(CAROL)
    const radio = await known({ identifier: 'KE-0', names: { en: 'Radio' } })
    const answers: number[] = []
    for (const number of [1, 2, 3, 4, 5, 6]) answers.push((await propose(carol, await known({ identifier: `KE-${number}` }), radio)).status)
    expect(answers).toEqual([303, 303, 303, 303, 303, 429])
  })
})

test('a chain is followed to its end, and comes apart in the middle', async () => {
  const [one, two, three] = [await known({ identifier: 'KE-1' }), await known({ identifier: 'KE-2' }), await known({ identifier: 'KE-3' })]
  const femi = await secretary()
  const first = await proposed(femi, one, two)
  await femi.post(first, { act: 'merge' })
  const second = await proposed(femi, two, three)
  await femi.post(second, { act: 'merge' })
  expect([await leadsTo(one), await leadsTo(two)]).toEqual([three, three])
  await femi.post(second, { act: 'reverse', reason: 'Too far.' })
  expect([await leadsTo(one), await leadsTo(two)]).toEqual([two, 200])
  await femi.post(first, { act: 'reverse', reason: 'Too far.' })
  expect([await leadsTo(one), await leadsTo(two)]).toEqual([200, 200])
})

describe('is nobody else’s', () => {
  test('absent and forbidden look alike', async () => {
    const { ada, loser, winner } = await twoRadios()
    const double = await proposed(await signedIn(CAROL), loser, winner)
    const mallory = await signedIn('mallory@gmail.com')
    const absent = '/en/doubles/999'
    const bodies = [await text(mallory.get(double)), await text(mallory.get(absent))]
    expect(bodies[0]).toBe(bodies[1])
    for (const path of [double, absent]) {
      expect((await mallory.get(path)).status).toBe(404)
      for (const act of ['agree', 'refuse', 'merge', 'withdraw', 'undo', 'reverse', 'x'])
        expect((await mallory.post(path, { act, reason: 'x' })).status).toBe(404)
      expect((await aVisitor(world).post(path, { act: 'agree' })).headers.get('location')).toMatch(/^\/en\/sign-in/)
    }
    expect((await ada.post(double, { act: 'merge' })).status).toBe(404)
    expect((await ada.post(double, { act: 'reverse', reason: 'x' })).status).toBe(404)
    expect((await ada.post(double, { act: 'x' })).status).toBe(400)
    expect((await (await secretary()).post(double, { act: 'merge' })).status).toBe(409)
    expect(await happened()).toEqual(['proposed'])
    expect((await mallory.get(`${loser}/double`)).status).toBe(200)
    expect(await text(mallory.get(`${loser}/double`))).not.toContain('Look at the proposal')
    expect(await text(ada.get(`${loser}/double`))).toContain('Look at the proposal')
  })

  test('nor can what is not public be proposed, or proposed with', async () => {
    const ada = await signedIn(ADA)
    const form = { name: 'Hidden Radio', language: 'en', type: 'civil-society', country: '', website: '', ownName: 'Ada', another: 'yes' }
    const hidden = (await ada.post('/en/stakeholders/new', form)).headers.get('location') ?? ''
    const radio = await known({ identifier: 'KE-1', names: { en: 'Radio' } })
    const carol = await signedIn(CAROL)
    for (const visitor of [ada, carol]) expect((await visitor.get(`${hidden}/double`)).status).toBe(404)
    expect((await propose(carol, hidden, radio)).status).toBe(404)
    expect((await propose(carol, radio, hidden)).status).toBe(404)
    expect((await propose(carol, radio, '/en/stakeholders/aaaaaaaaaa')).status).toBe(404)
    expect(await text(carol.get(`${radio}/double?q=hidden`))).not.toContain('Hidden Radio')
  })

  test('who proposed it can take it back', async () => {
    const { loser, winner } = await twoRadios()
    const carol = await signedIn(CAROL)
    const double = await proposed(carol, loser, winner)
    await carol.post(double, { act: 'withdraw' })
    expect(await text(carol.get(double))).toContain('Taken back on 24 February 2026 at 12:00 UTC.')
    await silence('2026-05-01')
    expect(await leadsTo(loser)).toBe(200)
  })
})

describe('at the same moment', () => {
  test('two who agree make one of it, once', async () => {
    const { ada, bob, loser, winner } = await twoRadios()
    const double = await proposed(await signedIn(CAROL), loser, winner)
    const answers = await Promise.all([ada.post(double, { act: 'agree' }), bob.post(double, { act: 'agree' })])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await happened()).toEqual(['proposed', 'agreed', 'agreed', 'merged'])
  })

  test('one who agrees and one who refuses: the second is told', async () => {
    const { ada, bob, loser, winner } = await twoRadios()
    const double = await proposed(ada, loser, winner)
    const answers = await Promise.all([bob.post(double, { act: 'agree' }), ada.post(double, { act: 'withdraw' })])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  })

  test('a proposal and its mirror are one proposal', async () => {
    const { ada, bob, loser, winner } = await twoRadios()
    const answers = await Promise.all([propose(ada, loser, winner), propose(bob, winner, loser)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await happened()).toEqual(['proposed'])
  })
})

describe('the database itself refuses', () => {
  const merged = async () => {
    const [one, two] = [await known({ identifier: 'KE-1' }), await known({ identifier: 'KE-2' })]
    const femi = await secretary()
    await femi.post(await proposed(femi, one, two), { act: 'merge' })
  }
  /** A merger like that, but for what is given. */
  const insert = (over: Record<string, string>) => {
    const columns = {
      ...{ loser_id: 'winner_id', winner_id: 'loser_id', kind: 'kind', reason: 'reason', proposed_by: 'proposed_by' },
      ...{ proposed_at: 'proposed_at', due_at: 'due_at', merged_at: 'merged_at', ground: 'ground', merged_by: 'merged_by' },
      ...over,
    }
    const [names, values] = [Object.keys(columns).join(), Object.values(columns).join()]
    return sql.raw(`insert into stakeholders.merger (${names}) select ${values} from stakeholders.merger limit 1`).execute(world.db)
  }
  const none = { merged_at: 'null', ground: 'null', merged_by: 'null' }
  const third = { winner_id: "(select min(id) from stakeholders.stakeholder where kind = 'organisation')" }
  const group = { winner_id: "(select min(id) from stakeholders.stakeholder where kind = 'group')" }

  test.each([
    ['a merger and its mirror', {}, 'merger_once_for_both'],
    ['a proposal and its mirror', none, 'merger_once_for_both'],
    ['two at once for a loser', { ...none, loser_id: 'loser_id', ...third }, 'merger_once_for_loser'],
    ['one with itself', { winner_id: 'winner_id' }, 'check'],
    ['a group and an organisation', group, 'foreign key'],
    ['silence that is too short', { ...third, ground: "'silence'", merged_by: 'null' }, 'merged_by_who_may'],
    [
      'silence for what nobody registered',
      { ...third, ground: "'silence'", merged_by: 'null', merged_at: 'due_at' },
      'shipped_or_mentioned_needs_the_secretariat',
    ],
    ['agreement without who agreed', { ...third, ground: "'both'", merged_by: 'null' }, 'merged_by_who_may'],
    ['an agreement by nobody', { ...third, ...none, loser_agreed_at: 'proposed_at' }, 'agreed_by_somebody'],
    ['a refusal without a reason', { ...third, ...none, refused_at: 'proposed_at' }, 'refused_with_reason'],
    ['a reversal of nothing', { ...third, ...none, reversed_at: 'proposed_at' }, 'reversed'],
  ])('%s', async (_, over, constraint) => {
    await merged()
    await expect(insert(over)).rejects.toThrow(constraint)
    await expect(insert(third)).resolves.toBeDefined()
  })

  test('a ring', async () => {
    await merged()
    const femi = await secretary()
    const [two, three] = ['KE-2', 'KE-3'].map((identifier) => `/en/stakeholders/${publicIdOf(identifier)}`)
    await known({ identifier: 'KE-3' })
    await femi.post(await proposed(femi, two ?? '', three ?? ''), { act: 'merge' })
    const ids = (identifier: string) => `(select id from stakeholders.stakeholder where identifier = '${identifier}')`
    await expect(insert({ loser_id: ids('KE-3'), winner_id: ids('KE-1') })).rejects.toThrow('mergers_form_no_ring')
  })
})
