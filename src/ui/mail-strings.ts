/** Words of the frame around every mail. */
import { defineWords } from '../platform/i18n.ts'

export const strings = defineWords('mail', {
  buttonInstead: 'If the button does not work, copy this address into your browser:',
  stop: 'Stop these mails',
  stopAt: 'To stop these mails: {address}',
})
