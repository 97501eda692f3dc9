/** Functional contacts: the words. */
import { defineWords } from '../../platform/i18n.ts'

export const strings = defineWords('contacts', {
  askFor: 'Contact person: {name}',
  changedMeanwhile: 'Somebody else changed this meanwhile. What you typed is still here; look at the page of the line, then send it again.',
  consent: 'Everybody who is named here, or whose address or number this is, agrees that all can see it.',
  consentMissing: 'Tick the box: nothing is shown without the consent of those whom it is about.',
  contact: 'How it is reached',
  contactLead:
    'What you give here stands on the page of the line, for all to see. Give the address and number of an office, not of a person.',
  deputy: 'Deputy',
  deputyIs: 'Deputy: {name}',
  email: 'Address for mail',
  emailHint: 'Such as desk@example.org',
  emailWrong: 'This is not an address for mail. Write it as desk@example.org.',
  giveContact: 'Say how it is reached on this line',
  givenOn: 'Given on {date}',
  nameHint: 'May stay empty. Only with the consent of who is named.',
  notInForce: 'The mandate is not in force, so nothing new can be given.',
  nothingGiven: 'Give at least one: an address for mail, a telephone number or a postal address.',
  person: 'Contact person',
  postalAddress: 'Postal address',
  postalAddressHint: 'In one line, with the country',
  show: 'Show it to everybody',
  telephone: 'Telephone',
  telephoneHint: 'With the code of the country, such as +41 22 730 0000',
  telephoneWrong: 'This is not a telephone number. Write digits, with the code of the country first.',
  tooLong: 'This is too long. Shorten it.',
  vcard: 'vCard',
  withdraw: 'Take it away',
  withdrawHint:
    'Everything that was given here is erased at once, earlier entries too. Only that there was something, and when, stays on record.',
})
