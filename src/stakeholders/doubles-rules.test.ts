import { describe, expect, test } from 'vitest'
import { actsOf, bothAgree, type Side, wayOfMerging } from './doubles-rules.ts'

/** Registered by a person, and nobody acts for it. */
const ALONE: Side = { registered: true, represented: false, asked: false, agreed: false }
const ASKED: Side = { ...ALONE, represented: true, asked: true }
const NEWLY: Side = { ...ALONE, represented: true }
const SHIPPED: Side = { ...ALONE, registered: false }

describe('who settles what not both have agreed to', () => {
  test.each([
    ['nobody acts for either', ALONE, ALONE, false, 'silence'],
    ['both were asked', ASKED, ASKED, false, 'silence'],
    ['one has agreed, the other was asked', { ...ASKED, agreed: true }, ASKED, false, 'silence'],
    ['only the loser has representatives, who gain nothing', ASKED, ALONE, false, 'silence'],
    ['only the winner has representatives, before whom it would come', ALONE, ASKED, false, 'secretariat'],
    ['and they agree: no claim to the other', ALONE, { ...ASKED, agreed: true }, false, 'secretariat'],
    ['the loser was shipped or mentioned', SHIPPED, ALONE, false, 'secretariat'],
    ['the winner was shipped or mentioned', ALONE, SHIPPED, false, 'secretariat'],
    ['the winner was mentioned and is represented since', ASKED, { ...ASKED, registered: false }, false, 'secretariat'],
    ['it was refused before', ASKED, ASKED, true, 'secretariat'],
    ['representatives of the loser came later and were not asked', NEWLY, ASKED, false, 'secretariat'],
    ['representatives of the winner came later and were not asked', ASKED, NEWLY, false, 'secretariat'],
  ] as const)('%s', (_, loser, winner, refusedBefore, way) => expect(wayOfMerging({ loser, winner, refusedBefore })).toBe(way))
})

describe('both agree', () => {
  const said = { ...ASKED, agreed: true }
  test.each([
    ['both have said yes', said, said, true],
    ['after it was refused once, too', said, said, true],
    ['one has', said, ASKED, false],
    ['none has', ASKED, ASKED, false],
    ['one of them was shipped', said, { ...said, registered: false }, false],
  ] as const)('%s', (_, loser, winner, agree) => expect(bothAgree({ loser, winner, refusedBefore: true })).toBe(agree))
})

describe('what somebody may do', () => {
  const nobody = { proposer: false, secretariat: false, sides: [] }
  const fresh = [{ spoken: false }]
  const spoken = [{ spoken: true }]
  const both = [{ spoken: true }, { spoken: false }]
  test.each([
    ['a stranger', 'open', true, nobody, []],
    ['who proposed it', 'open', true, { ...nobody, proposer: true }, ['withdraw']],
    ['a representative', 'open', false, { ...nobody, sides: fresh }, ['agree', 'refuse']],
    ['a representative who has agreed', 'open', false, { ...nobody, sides: spoken }, ['refuse']],
    ['a representative of both, of one of which somebody has agreed', 'open', false, { ...nobody, sides: both }, ['agree', 'refuse']],
    ['a representative who proposed it', 'open', false, { ...nobody, proposer: true, sides: spoken }, ['withdraw']],
    ['the secretariat, where it waits for it', 'open', true, { ...nobody, secretariat: true }, ['merge', 'refuse']],
    ['the secretariat, where others settle it', 'open', false, { ...nobody, secretariat: true }, ['refuse']],
    ['the secretariat that proposed it', 'open', true, { ...nobody, proposer: true, secretariat: true }, ['merge', 'withdraw']],
    ['the secretariat that acts for one', 'open', true, { ...nobody, secretariat: true, sides: fresh }, ['agree', 'refuse']],
    ['who proposed what is merged', 'merged', false, { ...nobody, proposer: true }, []],
    ['a representative of what is merged', 'merged', false, { ...nobody, sides: fresh }, ['undo']],
    ['a representative who has said so', 'merged', false, { ...nobody, sides: spoken }, []],
    ['the secretariat, of what is merged', 'merged', false, { ...nobody, secretariat: true }, ['reverse']],
    ['the secretariat that acts for one, of what is merged', 'merged', false, { ...nobody, secretariat: true, sides: fresh }, ['undo']],
    ['everybody, when it is over', 'over', true, { proposer: true, secretariat: true, sides: fresh }, []],
  ] as const)('%s', (_, state, waits, actor, acts) => expect(actsOf({ state, waits }, actor)).toEqual(acts))
})
