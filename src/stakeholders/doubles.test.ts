import { beforeEach, describe, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../test/builders.ts'
import { aVisitor, mailsTo } from '../../test/visitor.ts'
import { wordsOf } from '../../test/words.ts'
import { aWorld, type World } from '../../test/world.ts'
import { mandatesClash } from '../facilitation/index.ts'
import { publicIdOf, settleSilent } from './index.ts'
import { mention } from './store.ts'
import { doublesIn, storiesIn } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const { signedIn, secretary, known, represents, page } = storiesIn(() => world)
const { registered, propose, proposed, kindsTo, happened, idOf } = doublesIn(() => world)

const [ADA, BOB, CAROL] = ['ada@island.example', 'bob@coast.example', 'carol@reader.example']
/** Island Radio is a double of Coast Radio. */
const twoRadios = async (acts: { loser?: boolean; winner?: boolean } = {}) => {
  const { author: ada, path: loser } = await registered('Island Radio', ADA, { acts: acts.loser ?? true })
  const { author: bob, path: winner } = await registered('Coast Radio', BOB, { acts: acts.winner ?? true })
  return { ada, bob, loser, winner }
}
const leadsTo = async (path: string) => {
  const answer = await world.get(path)
  return answer.status === 303 ? answer.headers.get('location') : answer.status
}
const silence = async (day: string) => {
  world.at(`${day}T12:00:00Z`)
  await settleSilent(world.db, mandatesClash, world.now())
}
const text = async (answer: Response | Promise<Response>) => wordsOf(await (await answer).text())

describe('two organisations with representatives', () => {
  test('become one when somebody of each has agreed', async () => {
    const { ada, bob, loser, winner } = await twoRadios()
    const carol = await signedIn(CAROL)
    const double = await proposed(carol, loser, winner)
    expect(await text(carol.get(double))).toContain(
      'Island Radio is the same organisation as Coast Radio, and is to be known as that. Proposed by somebody without a name on ' +
        '24 February 2026 at 12:00 UTC. The same people at the same address. If nobody who acts for one of the two objects, they become ' +
        'one on 26 March 2026 at 12:00 UTC. What the two sides say Island Radio: its representatives have not answered yet. Coast Radio: ' +
        'its representatives have not answered yet. The address of Island Radio then leads to Coast Radio',
    )
    expect([await kindsTo(ADA), await kindsTo(BOB), await kindsTo(CAROL)]).toEqual([['double-proposed'], ['double-proposed'], []])

    expect((await ada.post(double, { act: 'agree' })).headers.get('location')).toBe(double)
    expect(await text(ada.get(double))).toContain('Island Radio: agreed on 24 February 2026 at 12:00 UTC.')
    expect(await leadsTo(loser)).toBe(200)
    await bob.post(double, { act: 'agree' })
    expect(await leadsTo(loser)).toBe(winner)
    expect(await text(carol.get(double))).toContain('They have been one since 24 February 2026 at 12:00 UTC: both sides agreed.')
    expect([await kindsTo(ADA), await kindsTo(BOB), await kindsTo(CAROL)]).toEqual([
      ['double-proposed', 'double-merged'],
      ['double-proposed', 'double-merged'],
      ['double-merged'],
    ])
    expect(await happened()).toEqual(['proposed', 'agreed', 'agreed', 'merged'])
  })

  test('are agreed for by who proposes it and represents one', async () => {
    const { ada, bob, loser, winner } = await twoRadios()
    const double = await proposed(ada, loser, winner)
    expect(await kindsTo(ADA)).toEqual([])
    expect(await text(bob.get(double))).toContain('Island Radio: agreed on 24 February 2026 at 12:00 UTC. Coast Radio: its representatives')
    await bob.post(double, { act: 'agree' })
    expect(await leadsTo(loser)).toBe(winner)
  })

  test('become one by 30 days of silence, once, however far the clock jumps; and nobody gains a power', async () => {
    const { ada, bob, loser, winner } = await twoRadios()
    const carol = await signedIn(CAROL)
    await proposed(carol, loser, winner)
    await silence('2026-03-25')
    expect(await leadsTo(loser)).toBe(200)
    await silence('2026-05-01')
    await silence('2026-05-01')
    expect(await leadsTo(loser)).toBe(winner)
    expect(await happened()).toEqual(['proposed', 'merged'])
    expect(await kindsTo(CAROL)).toEqual(['double-merged'])

    // Ada acts for what she acted for, and for nothing else until those who act for the other say so.
    expect(represents(await page(ada, loser))).toBe(true)
    expect(represents(await page(ada, winner))).toBe(false)
    expect(represents(await page(bob, winner))).toBe(true)
    expect((await bob.get(`${loser}/represent`)).headers.get('location')).toBe(`${winner}/represent`)
    expect((await carol.post(`${loser}/represent`, { act: 'ask', ownName: 'Carol' })).headers.get('location')).toBe(`${winner}/represent`)
    expect(await world.db.selectFrom('stakeholders.representative').select('approved_at').execute()).toHaveLength(2)
  })

  test('stay two where one refuses, with a reason that the others get', async () => {
    const { ada, bob, loser, winner } = await twoRadios()
    const carol = await signedIn(CAROL)
    const double = await proposed(carol, loser, winner)
    const without = await bob.post(double, { act: 'refuse', reason: ' ' })
    expect(without.status).toBe(422)
    expect(await without.text()).toContain('<a href="#reason">Type a reason: others decide by it.</a>')
    expect((await bob.post(double, { act: 'refuse', reason: 'We are <b>not</b> them.' })).status).toBe(303)
    expect(await text(carol.get(double))).toContain('Refused on 24 February 2026 at 12:00 UTC. The reason: We are <b>not</b> them.')
    expect((await mailsTo(world, CAROL)).at(-1)?.text).toContain('> We are <b>not</b> them.')
    const late = await ada.post(double, { act: 'agree' })
    expect(late.status).toBe(409)
    expect(await text(late)).toContain('somebody has decided meanwhile. Nothing was changed.')
    await silence('2026-05-01')
    expect(await leadsTo(loser)).toBe(200)
    // Asked again, silence is no consent any more.
    const again = await proposed(await signedIn(CAROL), loser, winner)
    expect(await text(carol.get(again))).toContain('The secretariat decides on it.')
  })

  test('are two again, and everything is as it was, when both say so', async () => {
    const { ada, bob, loser, winner } = await twoRadios()
    const reporter = await world.db
      .selectFrom('stakeholders.stakeholder')
      .select('id')
      .where('public_id', '=', idOf(loser))
      .executeTakeFirst()
    await anActivity(world.db, { identifier: 'island', reporter_id: reporter?.id ?? 0, countries: ['KE'], lines: { c1: {} } })
    const before = await everything(loser, winner)
    const double = await proposed(ada, loser, winner)
    await bob.post(double, { act: 'agree' })
    const merged = await everything(loser, winner)
    expect(wordsOf(merged.winner ?? '')).toContain(
      'Activities that it reports 1 activity C1Public governance Telemedicine for the islands Coast Radio Kenya',
    )
    expect(wordsOf(merged.winner ?? '')).toContain('Other names Island Radio')
    expect(merged.list).not.toContain('Island Radio')
    expect(merged.search).toContain(`<a href="${winner}">`)
    expect(merged.search).not.toContain(`<a href="${loser}">`)
    expect(merged.stocktaking).toContain('Coast Radio')
    expect(merged.stocktaking).not.toContain('Island Radio')
    expect(merged.ofLoser).toContain('Telemedicine for the islands')
    expect(merged.values).toContain(`organisation=${idOf(winner)}`)
    expect(merged.values).not.toContain(`organisation=${idOf(loser)}`)
    expect(JSON.parse(merged.api ?? '{}')).toMatchObject({ id: idOf(loser), merged_into: idOf(winner) })

    await ada.post(double, { act: 'undo' })
    expect(await text(ada.get(double))).toContain('Island Radio: said on 24 February 2026 at 12:00 UTC that they are two.')
    expect(await leadsTo(loser)).toBe(winner)
    await bob.post(double, { act: 'undo' })
    expect(await everything(loser, winner)).toEqual(before)
    expect(await happened()).toEqual(['proposed', 'agreed', 'merged', 'disputed', 'disputed', 'reversed'])
    expect((await kindsTo(ADA)).at(-1)).toBe('double-reversed')
  })

  test('are two again by the secretariat, with a reason', async () => {
    const { ada, bob, loser, winner } = await twoRadios()
    const double = await proposed(ada, loser, winner)
    await bob.post(double, { act: 'agree' })
    const femi = await secretary()
    expect((await femi.post(double, { act: 'reverse' })).status).toBe(422)
    await femi.post(double, { act: 'reverse', reason: 'Two charters.' })
    expect(await leadsTo(loser)).toBe(200)
    expect((await mailsTo(world, BOB)).at(-1)?.text).toContain('> Two charters.')
    // And may be one again.
    expect(await proposed(bob, winner, loser)).toMatch(/^\/en\/doubles\/\d+$/)
  })

  /** What readers and programs see of the two. */
  const everything = async (loser: string, winner: string) => {
    const paths = {
      loser,
      winner,
      home: '/en/',
      list: '/en/stakeholders?type=civil-society',
      search: '/en/search?q=island',
      stocktaking: '/en/stocktaking?line=c1',
      values: '/en/stocktaking/values/organisation',
      ofLoser: `/en/stocktaking?organisation=${idOf(loser)}`,
      country: '/en/countries/ke',
      api: `/api/v1/stakeholders/${idOf(loser)}`,
      apiOfWinner: `/api/v1/stakeholders/${idOf(winner)}`,
      apiList: '/api/v1/stakeholders?limit=100',
      file: '/en/stocktaking.json',
    }
    const read = await Promise.all(Object.entries(paths).map(async ([name, path]) => [name, await world.read(path)] as const))
    const shown: Partial<Record<keyof typeof paths, string>> = Object.fromEntries(read)
    return shown
  }
})

describe('what nobody represents', () => {
  test('becomes one by silence where nobody acts for either', async () => {
    const { loser, winner } = await twoRadios({ loser: false, winner: false })
    await proposed(await signedIn(CAROL), loser, winner)
    await silence('2026-03-26')
    expect(await leadsTo(loser)).toBe(winner)
  })

  test('does not come by silence before those who represent the other: the secretariat decides', async () => {
    const { bob, loser, winner } = await twoRadios({ loser: false })
    const femi = await secretary()
    const double = await proposed(bob, loser, winner)
    expect(await kindsTo('femi@example.org')).toEqual(['double-waits'])
    await silence('2026-05-01')
    expect(await leadsTo(loser)).toBe(200)
    expect(await text(femi.get('/en/secretariat'))).toContain('Doubles Island Radio is the same organisation as Coast Radio')
    await femi.post(double, { act: 'merge' })
    expect(await leadsTo(loser)).toBe(winner)
    expect(await text(femi.get('/en/secretariat'))).toContain('Nothing waits.')
    expect(represents(await page(bob, loser))).toBe(false)
  })
})

describe('what was shipped or mentioned', () => {
  test('needs the secretariat, which hears of it when those who were asked have agreed, or after 30 days', async () => {
    const { author: ada, path: loser } = await registered('UNESCO Office', ADA)
    const unesco = `/en/stakeholders/${publicIdOf('XM-DAC-41304')}`
    const femi = await secretary()
    const double = await proposed(await signedIn(CAROL), loser, unesco)
    expect(await kindsTo('femi@example.org')).toEqual([])
    expect(await text(femi.get('/en/secretariat'))).toContain('UNESCO Office is the same organisation as')
    await ada.post(double, { act: 'agree' })
    expect(await leadsTo(loser)).toBe(200)
    expect(await kindsTo('femi@example.org')).toEqual(['double-waits'])
    await silence('2026-05-01')
    expect(await leadsTo(loser)).toBe(200)
    expect(await kindsTo('femi@example.org')).toEqual(['double-waits'])

    expect(await text(femi.get(double))).toContain('Refuse: both stay as they are, and whoever proposed it gets your reason by mail.')
    expect((await femi.post(double, { act: 'merge' })).status).toBe(303)
    expect(await leadsTo(loser)).toBe(unesco)
    expect(await kindsTo(CAROL)).toEqual(['double-merged'])
    expect(represents(await page(ada, unesco))).toBe(false)
  })

  test('is told to the secretariat by time where nobody answers', async () => {
    const { path: loser } = await registered('UNESCO Office', ADA)
    await secretary()
    await proposed(await signedIn(CAROL), loser, `/en/stakeholders/${publicIdOf('XM-DAC-41304')}`)
    await silence('2026-03-26')
    await silence('2026-03-27')
    expect(await kindsTo('femi@example.org')).toEqual(['double-waits'])
  })

  test('shows the mandates of both with the one, and an import goes on finding the other', async () => {
    const office = await aStakeholder(world.db, { identifier: 'FR-9', names: { en: 'Office in Paris' } })
    const unesco = publicIdOf('XM-DAC-41304')
    const femi = await secretary()
    const double = await proposed(femi, `/en/stakeholders/${unesco}`, `/en/stakeholders/${office.publicId}`)
    await femi.post(double, { act: 'merge' })
    const shown = wordsOf(await world.read(`/en/stakeholders/${office.publicId}`))
    expect(shown).toContain('The whole plan lead agency named 18 November 2005')
    expect(shown).toContain('Identifier FR-9 XM-DAC-41304')
    expect(await world.read('/en/facilitators')).toContain(`<a href="/en/stakeholders/${office.publicId}">`)
    expect(await world.read('/en/facilitators')).not.toContain(`<a href="/en/stakeholders/${unesco}">`)
    const ids = await mention(world.db, [{ identifier: 'XM-DAC-41304', type: null, names: [] }], world.now())
    const rows = await world.db
      .selectFrom('stakeholders.stakeholder')
      .select(['id', 'merged_into'])
      .where('merged_into', 'is not', null)
      .execute()
    expect(rows).toEqual([{ id: ids.get('XM-DAC-41304'), merged_into: office.id }])
  })
})

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
