/** The words of the pages of countries and regions. */
import { defineWords } from '../../platform/i18n.ts'

export const strings = defineWords('places', {
  allActivities: '{n, plural, one {See the # activity in the stocktaking} other {See all # activities in the stocktaking}}',
  based: 'Have their seat here',
  countries: 'Countries and regions',
  countriesDescription: 'Every country and region of the United Nations, with how many activities are on record for it.',
  countriesLead:
    '{n, plural, one {# activity names} other {# activities name}} one of {countries, plural, one {# country} other {# countries}}. An activity counts in each country that it names, and in a region where it names that or a country in it.',
  elsewhere: 'In no region of this list',
  facilitators: 'Facilitators',
  feedTitle: 'Activities in {place}, the latest change first',
  line: 'Line',
  moreHere: 'More on this place',
  moreStakeholders: '{n, plural, one {and # more} other {and # more}}',
  newest: 'Latest changes',
  noFacilitators: 'nobody on record',
  noActivity: 'No activity there is on record yet.',
  nothingOn: '{n, plural, one {Nothing is on record there for # line:} other {Nothing is on record there for # lines:}}',
  onLines: 'What is being done',
  onLinesCaption: 'The lines on which activities there are, and who facilitates them today; since: the earliest year in which one began',
  placeDescription: 'What is being done on each line in {place}, by whom and since when, and where there is nothing.',
  regionCounts: 'An activity counts here where its record names {place} or a country in it.',
  suggested: 'suggested',
  suggestedOf: '{n, plural, one {# of them suggested} other {# of them suggested}}',
  where: 'Where this is',
})
