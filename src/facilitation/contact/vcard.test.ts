import { expect, test } from 'vitest'
import { type Card, vcard } from './vcard.ts'

const card: Card = {
  name: 'Karibu IT',
  language: 'en',
  unit: 'Media',
  contact: {
    email: 'desk@karibu.example',
    telephone: '+254 20 1234567',
    postalAddress: 'Kimathi Street 1, Nairobi, Kenya',
    givenOn: '2026-02-24',
  },
  note: null,
  uid: 'http://localhost/facilitators/c9/a/contact',
  source: 'http://localhost/en/facilitators/c9/a/contact.vcf',
}

test('a card is whole', () => {
  expect(vcard(card).split('\r\n')).toEqual([
    'BEGIN:VCARD',
    'VERSION:4.0',
    'KIND:org',
    'FN;LANGUAGE=en:Karibu IT',
    'ORG;LANGUAGE=en:Karibu IT;Media',
    'EMAIL;TYPE=work:desk@karibu.example',
    'TEL;TYPE=work:+254 20 1234567',
    'ADR;TYPE=work:;;Kimathi Street 1\\, Nairobi\\, Kenya;;;;',
    'SOURCE:http://localhost/en/facilitators/c9/a/contact.vcf',
    'UID:http://localhost/facilitators/c9/a/contact',
    'REV:20260224T000000Z',
    'END:VCARD',
    '',
  ])
})

test.each([
  ['a comma and a semicolon', 'A, B; C', 'A\\, B\\; C'],
  ['a backslash', 'A\\nB', 'A\\\\nB'],
  ['line ends', 'A\r\nEND:VCARD\nB\rC', 'A\\nEND:VCARD\\nB\\nC'],
  ['a colon, which ends nothing there', 'A: B', 'A: B'],
])('%s in a name', (_, name, written) => {
  expect(vcard({ ...card, name, language: 'und' })).toContain(`\r\nFN:${written}\r\n`)
})

test.each([
  ['ASCII', 'x'.repeat(200)],
  ['Arabic', 'الاتحاد الدولي للاتصالات '.repeat(6)],
  ['Chinese', '国际电信联盟'.repeat(20)],
  ['characters of four bytes', '𝄞'.repeat(50)],
])('a long line of %s goes on in the next, and is the same when it is put together', (_, note) => {
  const text = vcard({ ...card, note })
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(Buffer.from(text).toString()).toBe(text)
  expect(text.replaceAll('\r\n ', '')).toContain(`\r\nNOTE:${note}\r\n`)
})

test('what is not given has no line', () => {
  const text = vcard({ ...card, contact: { email: null, telephone: null, postalAddress: 'Nairobi', givenOn: '2026-02-24' } })
  expect(text).not.toMatch(/EMAIL|TEL|NOTE/)
})
