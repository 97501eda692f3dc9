import { describe, expect, test } from 'vitest'
import { type Invitable, InvitationForm, type Known, linesIn, planOf } from './invitation-rules.ts'

const read = (list: string) => {
  const { lines, unread } = linesIn(list)
  return [
    ...lines.map(({ number, email, name, organisation }) => [number, email, name, organisation].join('|')),
    ...unread.map(({ number, why }) => `${number}|${why}`),
  ]
}

describe('a list', () => {
  test.each([
    ['an address', 'Ada@Example.org', ['1|ada@example.org||']],
    ['empty lines between', '\n a@example.org \r\n\r\nb@example.org', ['2|a@example.org||', '4|b@example.org||']],
    ['cells with commas', 'a@example.org,"Lovelace, Ada",Village Networks', ['1|a@example.org|Lovelace, Ada|Village Networks']],
    ['cells with semicolons', 'a@example.org;Ada;KE-NGO-1', ['1|a@example.org|Ada|KE-NGO-1']],
    ['cells with tabs', 'a@example.org\tAda\tKE-NGO-1', ['1|a@example.org|Ada|KE-NGO-1']],
    ['a name around an address', 'Ada Lovelace <a@example.org>', ['1|a@example.org|Ada Lovelace|']],
    ['headings', 'Email,Name\na@example.org,Ada', ['2|a@example.org|Ada|']],
    ['the address of a page', 'a@example.org,,https://here.example/en/stakeholders/6ghg4k4hdg', ['1|a@example.org||6ghg4k4hdg']],
    ['no address', 'Ada', ['1|addressWrong']],
    ['our own machine', 'ada@localhost', ['1|addressWrong']],
    ['two addresses', 'a@example.org, b@example.org', ['1|twoAddresses']],
    ['an address twice', 'a@example.org\nA@example.org', ['1|a@example.org||', '2|repeated']],
    ['a long name', `a@example.org,${'x'.repeat(201)}`, ['1|nameTooLong']],
    ['a long organisation', `a@example.org,,${'x'.repeat(301)}`, ['1|organisationTooLong']],
    ['a quote that does not end', 'a@example.org,"Ada', ['1|addressWrong']],
  ])('with %s', (_, list, expected) => expect(read(list)).toEqual(expected))
})

describe('the form', () => {
  const typed = { list: 'a@example.org', language: 'en', message: ' Hello\r\nthere ', organisation: '' }
  test('is read', () =>
    expect(InvitationForm.parse(typed)).toEqual({ list: 'a@example.org', language: 'en', message: 'Hello\nthere', organisation: '' }))
  test.each([
    [{ list: ' \n ' }, 'listMissing'],
    [{ list: 'a@example.org\n'.repeat(501) }, 'tooManyLines'],
    [{ language: 'tlh' }, 'languageUnknown'],
    [{ message: 'x'.repeat(1001) }, 'messageTooLong'],
  ])('with %o is refused: %s', (over, key) =>
    expect(InvitationForm.safeParse({ ...typed, ...over }).error?.issues.map(({ message }) => message)).toEqual([key]),
  )
})

describe('what sending does', () => {
  const organisation = (id: number, name: string): Invitable => ({
    ...{ id, publicId: `aaaaaaaaa${id}`, identifier: `KE-${id}`, name, nameLanguage: 'en' },
    folded: [name.toLowerCase()],
  })
  const known: Known = {
    organisations: [organisation(2, 'Village Networks'), organisation(3, 'Twin'), organisation(4, 'Twin')],
    persons: new Map([['here@example.org', [2]]]),
    invited: new Map([['recent@example.org', new Date('2026-02-20T12:00:00Z')]]),
    uninvited: new Set(['no@example.org']),
  }
  const plan = (list: string) => {
    const { mailed, unread, here, recent, unwilling } = planOf(linesIn(list), known)
    return {
      mailed: mailed.map(({ email, organisation, stakeholder }) => [email, organisation, stakeholder?.identifier]),
      unread: unread.map(({ why }) => why),
      here: here.length,
      recent: recent.length,
      unwilling: unwilling.length,
    }
  }
  const nothing = { mailed: [], unread: [], here: 0, recent: 0, unwilling: 0 }

  test.each([
    ['somebody new', 'a@example.org', { mailed: [['a@example.org', '', undefined]] }],
    ['for an organisation by name', 'a@example.org,,VILLAGE networks', { mailed: [['a@example.org', '', 'KE-2']] }],
    ['for one by identifier', 'a@example.org,,KE-3', { mailed: [['a@example.org', '', 'KE-3']] }],
    ['for one that is not known', 'a@example.org,,Elsewhere', { mailed: [['a@example.org', 'Elsewhere', undefined]] }],
    ['for one of two of a name', 'a@example.org,,Twin', { unread: ['organisationSeveral'] }],
    ['somebody who is here', 'here@example.org', { here: 1 }],
    ['who represents it already', 'here@example.org,,KE-2', { here: 1 }],
    ['who is here, for another', 'here@example.org,,KE-3', { mailed: [['here@example.org', '', 'KE-3']] }],
    ['who was invited four days ago', 'recent@example.org', { recent: 1 }],
    ['who wants no invitations', 'no@example.org', { unwilling: 1 }],
  ])('for %s', (_, list, expected) => expect(plan(list)).toEqual({ ...nothing, ...expected }))
})
