/** Writing to whoever facilitates a line. */
import { defineWords } from '../platform/i18n.ts'

export const strings = defineWords('line-box', {
  writeByMail: 'Write to those who facilitate this line: {address}',
  writeByMailHint: 'From an address of your account. Nobody sees the address of another.',
  writeToFocalPoint: 'Write to the focal point',
})
