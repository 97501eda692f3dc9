/** What whoever wrote to us by mail is told, where it could not be understood. */
import { defineWords } from '../platform/i18n.ts'

export const strings = defineWords('mail-in', {
  empty: 'No new text was found in it. Write your answer above the text that you answer.',
  noCode:
    'It was to no address that we know. Answer one of our mails without changing the address, or write from the page of a stakeholder.',
  notYours:
    'The mail that you answered was sent to another address. Write from that address, or add the one you used now to your account, or answer on the page that the mail links to.',
  subject: 'Your mail was not passed on',
  tooLarge: 'It was larger than {size}. Send the text alone, with a link in place of a file.',
  unknownSender:
    'No account has the address that you wrote from. Sign in with it, which opens one, and write again, or write from the page of a stakeholder.',
  unread: 'A mail from your address came to Actionlines. It was passed on to nobody.',
  whySent: 'You get this mail because one from your address came to us. If you did not write it, do nothing.',
  openAddresses: 'Your addresses',
  openSignIn: 'Sign in',
  openStakeholders: 'Stakeholders',
})
