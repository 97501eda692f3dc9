import { describe, expect, test } from 'vitest'
import { actsOf, howIn, type Membership, type Role } from './acting-rules.ts'

const [ECA, ECE, ESCAP, GROUP, RADIO] = [1, 2, 3, 9, 5]
const member = (id: number, region: string | null, over: Partial<Membership> = {}): Membership => ({
  group: GROUP,
  standing: 'public',
  member: id,
  region,
  ...over,
})
const COMMISSIONS = [member(ECA, '002'), member(ECE, '150'), member(ESCAP, null)]
const role = (stakeholder: number, as: Role['as'] = 'representative', standing: Role['standing'] = 'public'): Role => ({
  stakeholder,
  as,
  standing,
})

const direct = (stakeholder: number, as: Role['as'] = 'representative') => ({ stakeholder, as, through: null })
const byMember = (id: number, region: string | null, as: Role['as'] = 'representative') => ({
  stakeholder: GROUP,
  as,
  through: { member: id, region },
})

describe('a person acts for', () => {
  test.each([
    ['nobody', [], []],
    ['an organisation', [role(RADIO)], [direct(RADIO)]],
    ['one of several', [role(RADIO), role(ECE, 'deputy')], [direct(RADIO), direct(ECE, 'deputy'), byMember(ECE, '150', 'deputy')]],
    ['an organisation that only an import names', [role(RADIO, 'deputy', 'mentioned')], [direct(RADIO, 'deputy')]],
    ['nothing that is held back', [role(ECA, 'representative', 'held')], []],
    ['one as its representative who is a deputy there too', [role(RADIO, 'deputy'), role(RADIO)], [direct(RADIO)]],
    ['a group by a member, within its region', [role(ECA)], [direct(ECA), byMember(ECA, '002')]],
    ['a group by a member without a region', [role(ESCAP)], [direct(ESCAP), byMember(ESCAP, null)]],
  ] as const)('%s', (_, roles, acts) => expect(actsOf(roles, COMMISSIONS)).toEqual(acts))

  test('no group that is held back', () => expect(actsOf([role(ECA)], [member(ECA, '002', { standing: 'held' })])).toEqual([direct(ECA)]))
})

describe('for one stakeholder', () => {
  test.each([
    ['nobody', [], null],
    ['who acts for another', [role(RADIO)], null],
    ['by one member', [role(ECA, 'deputy')], { as: 'deputy', regions: ['002'], members: [ECA] }],
    ['by two members', [role(ECE), role(ECA, 'deputy')], { as: 'representative', regions: ['002', '150'], members: [ECE, ECA] }],
    ['by a member for all of it', [role(ECE), role(ESCAP)], { as: 'representative', regions: null, members: [ECE, ESCAP] }],
  ] as const)('%s', (_, roles, how) => expect(howIn(actsOf(roles, COMMISSIONS), GROUP)).toEqual(how))

  test('itself', () => expect(howIn(actsOf([role(RADIO)], []), RADIO)).toEqual({ as: 'representative', regions: null, members: [] }))
})
