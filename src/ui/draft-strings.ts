/** Long forms: the words about what was typed and not sent. */
import { defineWords } from '../platform/i18n.ts'

export const strings = defineWords('draft', {
  begun: 'You began this on {date}.',
  ended: 'You are signed out. What you typed is kept in this browser: send the form, sign in, and go on here.',
  forget: 'Forget it',
  keep: 'Keep for later',
  kept: 'What you typed is kept. You find it here for 90 days.',
  offline: 'The line is down. What you type is kept in this browser until it is back.',
})
