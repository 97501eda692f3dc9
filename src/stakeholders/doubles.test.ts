import { beforeEach, describe, expect, test } from 'vitest'
import { anActivity, aStakeholder } from '../../test/builders.ts'
import { mailsTo } from '../../test/visitor.ts'
import { wordsOf } from '../../test/words.ts'
import { aWorld, type World } from '../../test/world.ts'
import { mandatesClash } from '../facilitation/index.ts'
import { indexMerged } from '../stocktaking/index.ts'
import { publicIdOf, settleSilent } from './index.ts'
import { mention } from './store.ts'
import { doublesIn, storiesIn } from './testing.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const { signedIn, secretary, represents, page } = storiesIn(() => world)
const { registered, proposed, kindsTo, happened, idOf, twoRadios, leadsTo, text } = doublesIn(() => world)

const [ADA, BOB, CAROL] = ['ada@island.example', 'bob@coast.example', 'carol@reader.example']
const silence = async (day: string) => {
  world.at(`${day}T12:00:00Z`)
  await settleSilent(world.db, mandatesClash, world.now())
}

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
    await indexMerged(world.db)
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
    expect(
      [wordsOf(before.found ?? ''), wordsOf(merged.found ?? '')].map((words) => words.includes('Telemedicine for the islands')),
    ).toEqual([false, true])
    expect(merged.ofLoser).toContain('Telemedicine for the islands')
    expect(merged.values).toContain(`organisation=${idOf(winner)}`)
    expect(merged.values).not.toContain(`organisation=${idOf(loser)}`)
    expect(JSON.parse(merged.api ?? '{}')).toMatchObject({ id: idOf(loser), merged_into: idOf(winner) })

    await ada.post(double, { act: 'undo' })
    expect(await text(ada.get(double))).toContain('Island Radio: said on 24 February 2026 at 12:00 UTC that they are two.')
    expect(await leadsTo(loser)).toBe(winner)
    await bob.post(double, { act: 'undo' })
    await indexMerged(world.db)
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
      found: '/en/stocktaking?q=coast',
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
