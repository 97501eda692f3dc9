/** A contact as a vCard 4.0 (RFC 6350). */
import type { Contact } from './rules.ts'

/** `uid` and `source` are addresses on this site; `note` says whom to ask for. */
export type Card = {
  name: string
  language: string
  unit: string
  contact: Pick<Contact, 'email' | 'telephone' | 'postalAddress' | 'givenOn'>
  note: string | null
  uid: string
  source: string
}

export function vcard({ name, language, unit, contact, note, uid, source }: Card): string {
  const { email, telephone, postalAddress, givenOn } = contact
  const tag = language === 'und' ? '' : `;LANGUAGE=${language}`
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    'KIND:org',
    `FN${tag}:${escaped(name)}`,
    `ORG${tag}:${escaped(name)};${escaped(unit)}`,
    email === null ? null : `EMAIL;TYPE=work:${escaped(email)}`,
    telephone === null ? null : `TEL;TYPE=work:${escaped(telephone)}`,
    // Seven parts, of which an address in one line is the street (6.3.1).
    postalAddress === null ? null : `ADR;TYPE=work:;;${escaped(postalAddress)};;;;`,
    note === null ? null : `NOTE:${escaped(note)}`,
    `SOURCE:${source}`,
    `UID:${uid}`,
    `REV:${givenOn.replaceAll('-', '')}T000000Z`,
    'END:VCARD',
  ]
  return lines.flatMap((line) => (line === null ? [] : [`${folded(line)}\r\n`])).join('')
}

/** Section 3.4: what would end a value, or a part of it. */
function escaped(text: string): string {
  return text.replace(/[\\,;]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n')
}

/** Octets in a line, without its end (section 3.2). */
const WIDEST = 75

/** Long lines go on in the next, after a space; a character is not cut in two. */
function folded(line: string): string {
  const lines: string[] = []
  let current = ''
  for (const character of line) {
    if (Buffer.byteLength(current + character) > WIDEST) {
      lines.push(current)
      current = ' '
    }
    current += character
  }
  return [...lines, current].join('\r\n')
}
