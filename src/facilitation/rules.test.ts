import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Source } from '../framework/index.ts'
import { changesBetween, isListed, labelOf, listedOf, type Mandate, newestSource, readDates, STATES_OF, type State } from './rules.ts'

const annex: Source = {
  slug: 'annex',
  kind: 'document',
  title: 'Revised annex',
  language: 'en',
  date: '2006-02-24',
  datePrecision: 'day',
  url: null,
  paragraph: null,
  verified: true,
}
const invitation: Source = { ...annex, slug: 'invitation', title: 'Invitation', date: '2006-05-03' }
const undated: Source = { ...annex, slug: 'undated', date: null, datePrecision: null }

type Over = Partial<Omit<Mandate, 'stakeholder'>> & { who?: string; type?: Mandate['stakeholder']['type'] }

/** FAO, named for e-agriculture, unless a test says otherwise. */
function aMandate({ who = 'FAO', type = 'international-organisation', ...over }: Over = {}): Mandate {
  const holder = {
    id: who.length,
    publicId: who,
    identifier: who,
    kind: 'organisation',
    type,
    acronym: who,
    name: `The ${who}`,
    nameLanguage: 'en',
  } as const
  return {
    id: 1,
    lineSlug: 'c7-e-agriculture',
    position: 1,
    role: 'facilitator',
    state: 'named',
    contact: null,
    coFacilitator: false,
    stakeholder: holder,
    from: '2005-11-18',
    attested: null,
    until: null,
    source: annex,
    ...over,
  }
}

const focalPoint = (over: Over = {}) => aMandate({ id: 2, role: 'focal-point', state: 'provisional', ...over })

describe('the cell of a line', () => {
  test('has each organisation once, in the order of the annex', () => {
    const cell = listedOf([
      aMandate({ id: 3, who: 'UNDP', position: 2 }),
      focalPoint(),
      aMandate({ state: 'proposed' }),
      aMandate({ id: 4, who: 'UNESCO', position: 3 }),
    ])
    expect(cell.map(({ stakeholder }) => stakeholder.acronym)).toEqual(['FAO', 'UNDP', 'UNESCO'])
  })

  test.each([
    ['named', [aMandate()], { proposed: false, civilSociety: false, focalPoint: null }],
    ['endorsed', [aMandate({ state: 'endorsed' })], { proposed: false, civilSociety: false, focalPoint: null }],
    ['proposed', [aMandate({ state: 'proposed' })], { proposed: true, civilSociety: false, focalPoint: null }],
    [
      'proposed of civil society',
      [aMandate({ state: 'proposed', type: 'civil-society' })],
      { proposed: true, civilSociety: true, focalPoint: null },
    ],
    [
      'proposed and focal point at once',
      [aMandate({ state: 'proposed' }), focalPoint()],
      { proposed: true, civilSociety: false, focalPoint: 'provisional' },
    ],
    ['a focal point alone', [focalPoint({ state: 'confirmed' })], { proposed: false, civilSociety: false, focalPoint: 'confirmed' }],
  ] as const)('%s', (_, mandates, marks) => expect(listedOf(mandates)).toMatchObject([marks]))

  test('shows the three marks independently of each other', () => {
    fc.assert(
      fc.property(fc.constantFrom<State>('named', 'proposed', 'endorsed'), fc.boolean(), fc.boolean(), (state, civil, focal) => {
        const type = civil ? 'civil-society' : 'government'
        const mandates = [aMandate({ state, type }), ...(focal ? [focalPoint({ type })] : [])]
        expect(listedOf(mandates)).toMatchObject([
          { proposed: state === 'proposed', civilSociety: civil, focalPoint: focal ? 'provisional' : null },
        ])
      }),
    )
  })

  test('leaves the lead agencies out', () => {
    expect(listedOf([aMandate({ role: 'lead', lineSlug: 'plan' })])).toEqual([])
  })
})

test.each([
  ['in English by its acronym', { acronym: 'ITU', name: 'International Telecommunication Union', nameLanguage: 'en' }, 'ITU'],
  [
    'in English by its name where it has no acronym',
    { acronym: null, name: 'UN Regional Commissions', nameLanguage: 'en' },
    'UN Regional Commissions',
  ],
  ['in another language by its name', { acronym: 'ITU', name: 'الاتحاد الدولي للاتصالات', nameLanguage: 'ar' }, 'الاتحاد الدولي للاتصالات'],
])('an organisation is called %s', (_, names, label) => expect(labelOf(names)).toBe(label))

describe('the source that heads the list', () => {
  test.each([
    ['the newest', [aMandate(), aMandate({ id: 3, source: invitation })], 'invitation'],
    ['that of the list, however late a focal point is attested', [aMandate(), focalPoint({ source: invitation })], 'annex'],
    ['of one day, that of most of it', [focalPoint({ source: { ...annex, slug: 'page' } }), aMandate(), aMandate({ id: 3 })], 'annex'],
    ['never one without a date', [aMandate({ source: undated }), aMandate({ id: 3 })], 'annex'],
    ['nothing where nothing is shown', [], undefined],
  ] as const)('is %s', (_, mandates, slug) => expect(newestSource(mandates)?.slug).toBe(slug))
})

describe('between two days', () => {
  const described = (before: Mandate[], after: Mandate[]) =>
    changesBetween(before, after).map(({ became, on, mandates, source }) => [became, on, mandates.map(({ id }) => id), source.slug])

  test.each([
    ['a candidate is new', [], [aMandate({ state: 'proposed', from: '2006-02-24' })], [['proposed', '2006-02-24', [1], 'annex']]],
    [
      'a candidate is endorsed',
      [aMandate({ state: 'proposed' })],
      [aMandate({ state: 'endorsed', from: '2006-10-12', source: invitation })],
      [['endorsed', '2006-10-12', [1], 'invitation']],
    ],
    ['a mandate ends', [aMandate({ until: '2006-05-11' })], [], [['ended', '2006-05-11', [1], 'annex']]],
    [
      'somebody withdraws',
      [aMandate()],
      [aMandate({ state: 'withdrawn', from: '2006-10-12' })],
      [['withdrawn', '2006-10-12', [1], 'annex']],
    ],
    ['who came and went in between is no change', [], [aMandate({ state: 'withdrawn' })], []],
    ['who had withdrawn before is no change', [aMandate({ state: 'withdrawn' })], [], []],
    [
      'a focal point is attested',
      [aMandate()],
      [aMandate(), focalPoint({ from: '2006-07-21' })],
      [['provisional', '2006-07-21', [2], 'annex']],
    ],
    [
      'what one source says of several stands together',
      [],
      [aMandate({ state: 'proposed' }), aMandate({ id: 3, who: 'UNIDO', state: 'proposed' }), focalPoint({ source: invitation })],
      [
        ['proposed', '2005-11-18', [1, 3], 'annex'],
        ['provisional', '2005-11-18', [2], 'invitation'],
      ],
    ],
  ])('%s', (_, before, after, changes) => expect(described(before, after)).toEqual(changes))

  /** Up to six mandates, each in a state that its role can have. */
  const lists = fc
    .uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 6 })
    .chain((ids) => fc.tuple(...ids.map((id) => fc.constantFrom(...STATES_OF.facilitator).map((state) => aMandate({ id, state })))))

  test('the list of the earlier day with the changes is the list of the later', () => {
    fc.assert(
      fc.property(lists, lists, (before, after) => {
        const list = new Map(before.filter(isListed).map(({ id, state }) => [id, state]))
        for (const { became, mandates } of changesBetween(before, after))
          for (const { id } of mandates) {
            if (became === 'ended' || !isListed({ state: became })) list.delete(id)
            else list.set(id, became)
          }
        expect(list).toEqual(new Map(after.filter(isListed).map(({ id, state }) => [id, state])))
      }),
    )
  })

  test('nothing changes from a day to itself', () => {
    fc.assert(
      fc.property(lists, (list) => {
        expect(changesBetween(list, list)).toEqual([])
      }),
    )
  })
})

describe('the days that are asked for', () => {
  const today = '2026-11-24'
  test.each([
    [{}, { on: today, compare: null, refused: [] }],
    [{ on: '2006-02-24' }, { on: '2006-02-24', compare: null, refused: [] }],
    [{ compare: '2005-11-18' }, { on: today, compare: '2005-11-18', refused: [] }],
    [{ on: '2006-02-30' }, { refused: ['on'] }],
    [{ on: '24/02/2006', compare: 'then' }, { refused: ['on', 'compare'] }],
    [{ on: '0000-01-01' }, { refused: ['on'] }],
    [{ on: '2006-02' }, { refused: ['on'] }],
    [{ on: '20060224' }, { refused: ['on'] }],
  ])('%j', (query, asked) => expect(readDates(query, today)).toMatchObject({ typed: query, ...asked }))
})
