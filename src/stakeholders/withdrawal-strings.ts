/** Withdrawing an organisation or an activity: the words of its pages and mails. */
import { defineWords } from '../platform/i18n.ts'

export const strings = defineWords('withdrawals', {
  alreadyDone: 'Somebody has done this already. Nothing was changed.',
  gone: 'Withdrawn',
  holdsMandates:
    'This organisation holds mandates that are in force. They have to end first, each with its source; then it can be withdrawn.',
  mail: 'The secretariat has withdrawn {name}. It is in no list any more; its page says so. The reason:',
  mailSubject: 'Withdrawn: {name}',
  putBack: 'Put it back',
  putBackHint: 'Everybody sees it again, as it was.',
  reason: 'Reason',
  reasonHint: 'Everybody can read it on the page of the entry, and those whom it concerns get it by mail.',
  reasonMissing: 'Type a reason.',
  reasonTooLong: 'Shorten the reason to 2,000 characters.',
  see: 'Look at the page',
  why: 'You get this mail because you registered or represent the organisation that this is about.',
  withdraw: 'Withdraw this entry',
  withdrawHint: 'It disappears from lists, search, files and counts. Nothing is deleted: it can be put back.',
  withdrawn: 'Withdrawn on {date}.',
  withdrawnBecause: 'Withdrawn on {date}. The reason:',
})
