/** The stocktaking: what the endpoints of the API say about themselves. */
import { defineWords } from '../platform/i18n.ts'

export const strings = defineWords('stocktaking-api', {
  activities: 'The activities, in parts, in the order of their last change; all filters of the list.',
  activity: 'An activity.',
  country: 'Only those in one of these countries: ISO 3166-1 alpha-2.',
  id: 'The id of the activity, as in the address of its page.',
  line: 'Only those on one of these lines, by slug; c7 stands for its eight.',
  organisation: 'Only those that one of these organisations reports or takes part in, by the id of the stakeholder.',
  q: 'Only those that have these words; “phrases”, OR and -words as on the page of the list.',
  region: 'Only those in one of these regions, by slug, or in a country of it.',
  scope: 'Only those of one of these scopes.',
  sdg: 'Only those that serve one of these Sustainable Development Goals, by number.',
  since:
    'Only those changed or withdrawn at or after this moment, such as 2026-02-24T00:00:00Z. Give as_of of your last complete reading: then nothing is missed, and some may come twice.',
  status: 'Only those of one of these statuses.',
  type: 'Only those in which an organisation of one of these types takes part.',
  year: 'Only those that started in one of these years.',
})
