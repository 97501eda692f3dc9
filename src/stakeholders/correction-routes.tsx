/** Correcting stakeholders, and who belongs to a group. */
import {
  type Country,
  correctionWords,
  type FrameworkTables,
  type Loaded,
  listCountries,
  listRegions,
  offerCorrection,
} from '../framework/index.ts'
import type { PlatformTables } from '../platform/events.ts'
import { slice } from '../platform/http.ts'
import type { View } from '../platform/i18n.ts'
import { membershipIn, stakeholderIn, valuesOf } from './correction-rules.ts'
import { correctMembership, correctStakeholder, findMembership, type Membership, membershipsOf, namesOnRecord } from './correction-store.ts'
import { STAKEHOLDER_TYPES, type Stakeholder } from './rules.ts'
import { findStakeholder } from './store.ts'
import { strings } from './strings.ts'
import type { StakeholdersTables } from './tables.ts'

type Tables = StakeholdersTables & FrameworkTables & PlatformTables

export const stakeholderCorrection = slice<Tables>('framework', 'stakeholders')

offerCorrection<Tables, Loaded & { stakeholder: Stakeholder; countries: readonly Country[] }>(stakeholderCorrection, {
  path: '/stakeholders/:id{[a-z2-7]+}/correct',
  query: [],
  own: (db) => db,
  load: async (db, { view, param }) => {
    const id = param('id')
    const stakeholder = await findStakeholder(db, id, view.language)
    const present = valuesOf(stakeholder, await namesOnRecord(db, stakeholder.id))
    const countries = await listCountries(db, view.language)
    const members = await membershipsOf(db, id, view.language)
    return {
      ...{ kind: 'stakeholder', subject: id, lock: `stakeholder ${id}`, present, stakeholder, countries, line: null, hidden: {} },
      ...{ title: stakeholder.name, titleLanguage: stakeholder.nameLanguage },
      ...{ path: `/stakeholders/${id}/correct`, back: `/stakeholders/${id}` },
      fields: fieldsOf(view, Object.keys(present), countries),
      others: members.map(({ memberId, name, since }) => ({
        label: `${name} · ${view.date(since)}`,
        path: `/stakeholders/${id}/members/${memberId}/correct?from=${since}`,
      })),
    }
  },
  parse: (typed, { present, countries }) => stakeholderIn(typed, present, new Set(countries.map(({ code }) => code))),
  write: async (tx, { stakeholder }, { next }) => {
    await correctStakeholder(tx, stakeholder, next)
    return {}
  },
  constraints: {},
  slices: ['stakeholders'],
})

function fieldsOf(view: View, names: readonly string[], countries: readonly Country[]): Loaded['fields'] {
  const type = view.words(strings)
  const options = {
    type: STAKEHOLDER_TYPES.map((known) => ({ value: known, label: type(known) })),
    country: [none(view), ...countries.map(({ code, name }) => ({ value: code, label: name }))],
  }
  return names.map((name) => (name === 'type' || name === 'country' ? { name, options: options[name] } : { name }))
}

const none = (view: View) => ({ value: '', label: view.words(correctionWords)('none') })

offerCorrection<Tables, Loaded & { membership: Membership; regions: ReadonlySet<string> }>(stakeholderCorrection, {
  path: '/stakeholders/:id{[a-z2-7]+}/members/:member{[a-z2-7]+}/correct',
  query: ['from'],
  own: (db) => db,
  load: async (db, { view, param, choice }) => {
    const [group, member] = [param('id'), param('member')]
    await findStakeholder(db, group, view.language)
    const membership = await findMembership(db, { group, member, from: choice.from }, view.language)
    const { since, until, region, name, nameLanguage } = membership
    const regions = await listRegions(db, view.language)
    const words = view.words(correctionWords)
    return {
      ...{
        kind: 'membership',
        subject: `${group}/${member}`,
        lock: `members of ${group}`,
        membership,
        line: null,
        hidden: { from: since },
      },
      present: { since, until: until ?? '', region: region ?? '' },
      ...{ title: name, titleLanguage: nameLanguage, others: [], regions: new Set(regions.map(({ code }) => code)) },
      ...{ path: `/stakeholders/${group}/members/${member}/correct`, back: `/stakeholders/${group}` },
      fields: [
        { name: 'since', hint: words('sinceHint') },
        { name: 'until', hint: words('untilHint') },
        { name: 'region', options: [none(view), ...regions.map((one) => ({ value: one.code, label: one.name }))] },
      ],
    }
  },
  parse: (typed, { regions }) => membershipIn(typed, regions),
  write: async (tx, { membership }, { next, source }) => ({ changes: await correctMembership(tx, membership, next, source) }),
  constraints: { member_once_at_a_time: ['since', 'membersOverlap'] },
  slices: ['stakeholders'],
})
