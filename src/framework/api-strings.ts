/** The plan and its places: what the endpoints of the API say about themselves. */
import { defineWords } from '../platform/i18n.ts'

export const strings = defineWords('framework-api', {
  countries: 'The countries, with their names and codes (ISO 3166-1, M49) and the smallest region each lies in.',
  line: 'A line with the goals that it serves, and by which text.',
  lines: 'The lines of the plan, in the order of the annex.',
  regions: 'The regions of the United Nations (M49), each in the one around it.',
  slug: 'The slug of the line, as /lines gives it.',
})
