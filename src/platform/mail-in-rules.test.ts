import { domainToASCII } from 'node:url'
import { expect, test } from 'vitest'
import { boxesIn, natureOf } from './mail-in-rules.ts'

const OURS = 'desk@lines.example.org'
const headersOf = (given: Record<string, string>) =>
  new Map(Object.entries({ from: 'Ada <ada@home.example>', ...given }).map(([name, value]) => [name, [value]]))

test.each([
  ['an ordinary mail', {}, 'person'],
  ['that says so itself (RFC 3834)', { 'auto-submitted': 'no' }, 'person'],
  ['with a sender of its own', { 'return-path': '<ada@home.example>' }, 'person'],
  ['of high precedence', { precedence: 'first-class' }, 'person'],
  ['an answer while away', { 'auto-submitted': 'auto-replied' }, 'program'],
  ['the same with a comment', { 'auto-submitted': 'auto-generated (away)' }, 'program'],
  ['of an older program', { precedence: 'bulk' }, 'program'],
  ['of a list', { 'list-id': '<talk.home.example>' }, 'program'],
  ['of Exchange', { 'x-auto-response-suppress': 'All' }, 'program'],
  ['to which nothing may come back', { 'return-path': '<>' }, 'program'],
  ['of a mail server', { from: 'Mail Delivery <MAILER-DAEMON@home.example>' }, 'program'],
  ['at which nobody reads', { from: 'no-reply@home.example' }, 'program'],
  ['of somebody called Noreen', { from: 'noreen@home.example' }, 'person'],
  ['a report of what could not be delivered', { 'content-type': 'multipart/report; report-type=delivery-status; boundary=x' }, 'bounce'],
  [
    'a report that it was read',
    { 'content-type': 'multipart/report; report-type=disposition-notification', 'auto-submitted': 'auto-replied' },
    'program',
  ],
  ['our own, come back', { 'x-loop': 'Desk@lines.example.org' }, 'own'],
  ['in our name', { from: '"Actionlines" <desk@lines.example.org>' }, 'own'],
  ['of somebody at our domain', { from: 'ada@lines.example.org', 'x-loop': 'talk@lines.example.org' }, 'person'],
] as const)('%s', (_, given, nature) => {
  expect(natureOf(headersOf(given), OURS)).toBe(nature)
})

test.each([
  [{ to: 'reply+17-ab@lines.example.org' }, ['reply+17-ab']],
  [{ to: '"Actionlines" <Reply+17-AB@Lines.Example.Org>' }, ['reply+17-ab']],
  [{ to: 'a@b.example, "x" <reply+1@lines.example.org>', cc: 'line+c7-e-health@lines.example.org' }, ['reply+1', 'line+c7-e-health']],
  [{ to: 'undisclosed-recipients:;', 'delivered-to': 'reply+2@lines.example.org' }, ['reply+2']],
  [
    { to: 'reply+2@lines.example.org', 'x-original-to': 'reply+2@lines.example.org', 'envelope-to': 'reply+3@lines.example.org' },
    ['reply+2', 'reply+3'],
  ],
  [{ to: 'reply+1@elsewhere.example, desk@lines.example.org' }, []],
  [{}, []],
])('the boxes of ours in %o', (given, boxes) => {
  expect(boxesIn(headersOf(given), 'lines.example.org').map(({ name, label }) => `${name}+${label}`)).toEqual(boxes)
})

test('the domain is the same however it is written', () => {
  expect(boxesIn(headersOf({ to: 'reply+1@línea.example' }), domainToASCII('línea.example'))).toEqual([{ name: 'reply', label: '1' }])
})
