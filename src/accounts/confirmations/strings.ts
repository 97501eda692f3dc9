/** Confirming by mail what was asked for without an account; what it is has its words with its purpose. */
import { defineWords } from '../../platform/i18n.ts'

export const strings = defineWords('confirmations', {
  once: 'The link works once, until {until}.',
  sent: 'We sent a mail with a link to {email}. The link works once, until {until}.',
  usedHint: 'A link works once, for seven days. Perhaps it was used already.',
})
