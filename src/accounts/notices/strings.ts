/** Mails that nobody asked for: the words of the page on which they are chosen, and of the mails themselves. */
import { defineWords } from '../../platform/i18n.ts'

export const strings = defineWords('notices', {
  digestMore: 'There is more than this mail holds. You find the rest on the pages above.',
  digestSubject: '{n, plural, one {One thing is new for you} other {# things are new for you}}',
  'frequency_at-once': 'At once, each in a mail of its own',
  frequency_daily: 'Together, once a day',
  frequency_never: 'Never',
  frequencyUnknown: 'Choose from the list how often these mails come.',
  getsMail: 'Our mails go to this address.',
  lost: 'Choose your mails without signing in',
  lostHint: 'We send you a link to the page on which you choose which mails you get.',
  lostMail: 'Open the link and press the button there. It leads to the page on which you choose which mails you get.',
  lostNothing: 'No account has this address, so nothing is sent to it but what is asked for with it.',
  lostPage: 'Press the button to choose which mails you get. This link works once.',
  lostWhy:
    'You get this mail because somebody typed this address on the page for choosing mails at Actionlines. If it was not you, do nothing: then nothing happens.',
  mails: 'Mails that you get',
  mailsHint:
    'What we send without being asked comes once a day at most, and only when there is something new, unless you choose otherwise. Answers to what you do yourself come in any case.',
  open: 'Choose my mails',
  purpose_organisations: 'Requests to represent your organisations',
  purpose_secretariat: 'What waits for the secretariat',
  saved: 'Your choice is saved.',
  sendHere: 'Send mails to {email}',
  stop: 'Stop these mails',
  stopAll: 'Stop all of them',
  stopAllHint: 'You can choose them again here at any time.',
  stopDigest: 'Press the button, and the mail that comes once a day comes no more.',
  stopped: 'These mails are stopped',
  stoppedHint: 'Answers to what you do yourself still come. You can choose these mails again at any time.',
  stopPurpose: 'Press the button, and mails of this kind come no more: {purpose}.',
  why_organisations: 'You get this mail because you represent an organisation at Actionlines.',
  why_secretariat: 'You get this mail because you are of the secretariat of Actionlines.',
})
