/** The words of the search over everything. */
import { defineWords } from '../../platform/i18n.ts'

export const strings = defineWords('search', {
  activities: 'Activities',
  allActivities: '{n, plural, one {See the # activity} other {See all # activities}}',
  foundNothing: 'Nothing found for {words}. Check the spelling, or use fewer or more general words.',
  lead: 'Lines, organisations, countries, regions, the follow-up of the Summit, and what is being done: one search for all of it.',
  lines: 'Lines',
  moreStakeholders: '{n, plural, one {and # more: write more of the name} other {and # more: write more of the name}}',
  places: 'Countries and regions',
  processes: 'Follow-up of the Summit',
  search: 'Search',
  searchWords: 'Words to look for',
  stakeholders: 'Stakeholders',
  title: 'Search everything',
  tooLong: 'This is too long to be searched for. Write no more than 300 characters.',
})
