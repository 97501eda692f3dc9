import { expect, test } from 'vitest'
import type { KeptMail } from '../../platform/mail.ts'
import {
  logAddress,
  officeIn,
  outboxAddress,
  readLogQuery,
  readMailQuery,
  refusalToAppoint,
  refusalToDismiss,
  textMissing,
} from './rules.ts'

test.each([
  [null, 'secretariat', 'nobody'],
  [{ id: 1, roles: [] }, 'secretariat', 'notYourself'],
  [{ id: 1, roles: ['administrator'] }, 'administrator', 'notYourself'],
  [{ id: 2, roles: ['secretariat'] }, 'secretariat', 'hasRole'],
  [{ id: 2, roles: ['secretariat'] }, 'administrator', null],
  [{ id: 2, roles: [] }, 'secretariat', null],
] as const)('an administrator gives %j the role %s: %s', (candidate, role, refusal) => {
  expect(refusalToAppoint({ id: 1 }, candidate, role)).toBe(refusal)
})

test.each([
  ['administrator', 1, 'lastAdministrator'],
  ['administrator', 2, null],
  ['secretariat', 1, null],
] as const)('the role %s is taken away where there are %d administrators: %s', (role, administrators, refusal) => {
  expect(refusalToDismiss(role, administrators)).toBe(refusal)
})

test.each([
  ['secretariat:abcdefgh27', { role: 'secretariat', publicId: 'abcdefgh27' }],
  ['secretariat:abcdefgh2', null],
  ['secretariat:ABCDEFGH27', null],
  ['emperor:abcdefgh27', null],
  ['', null],
])('the button %j is that of %j', (typed, office) => expect(officeIn(typed)).toEqual(office))

test.each([
  [{}, { state: null, page: 1 }, '/administration/outbox'],
  [{ state: 'failed', page: '2' }, { state: 'failed', page: 2 }, '/administration/outbox?state=failed&page=2'],
] as const)('%j asks the outbox for %j', (query, asked, address) => {
  expect(readMailQuery(query)).toEqual(asked)
  expect(outboxAddress(asked)).toBe(address)
})

test.each([
  [{ state: 'lost' }, 'state'],
  [{ page: '0' }, 'page'],
  [{ page: '1.5' }, 'page'],
])('%j asks the outbox for nothing: %s', (query, parameter) => expect(readMailQuery(query)).toBe(parameter))

test.each([
  [{}, { kind: null, who: null, before: null }, '/administration/log'],
  [{ who: ' ' }, { kind: null, who: null, before: null }, '/administration/log'],
  [{ kind: 'plan-loaded', before: '7' }, { kind: 'plan-loaded', who: null, before: 7 }, '/administration/log?kind=plan-loaded&before=7'],
  [{ who: 'a&b' }, { kind: null, who: 'a&b', before: null }, '/administration/log?who=a%26b'],
])('%j asks the record for %j', (query, asked, address) => {
  expect(readLogQuery(query)).toEqual(asked)
  expect(logAddress(asked)).toBe(address)
})

test.each([
  [{ kind: 'Plan' }, 'kind'],
  [{ before: '-1' }, 'before'],
])('%j asks the record for nothing: %s', (query, parameter) => expect(readLogQuery(query)).toBe(parameter))

const MAIL: KeptMail = {
  ...{ id: 1, kind: 'sign-in', state: 'kept', to: 'ada@example.org', language: 'en', queuedAt: new Date(0), dueAt: null, endedAt: null },
  ...{ tries: 1, lastReply: null, subject: 'Sign in', text: null, forgotten: false, erased: false },
}
test.each([
  [{ text: 'Open the link' }, null],
  [{ state: 'accepted' }, 'textSent'],
  [{ state: 'accepted', forgotten: true }, 'textForgotten'],
  [{ state: 'accepted', forgotten: true, erased: true }, 'textErased'],
  [{ state: 'waiting' }, 'textSent'],
  [{ state: 'waiting', subject: null }, 'textWaiting'],
  [{ state: 'failed', subject: null }, 'textFailed'],
  [{ state: 'dropped', subject: null }, 'textDropped'],
] as const)('of a mail that is %j there is no text: %s', (over, why) => expect(textMissing({ ...MAIL, ...over })).toBe(why))
