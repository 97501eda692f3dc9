/** Who facilitates what: what the endpoint of the API says about itself. */
import { defineWords } from '../platform/i18n.ts'

export const strings = defineWords('facilitation-api', {
  mandates: 'Who facilitates which line on a day, in which state, since when and by which text; those who lead the whole plan first.',
  on: 'The day, YYYY-MM-DD; without it, today.',
})
