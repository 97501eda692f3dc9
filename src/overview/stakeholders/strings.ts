/** The words by which stakeholders are found. */
import { defineWords } from '../../platform/i18n.ts'

export const strings = defineWords('finding', {
  chosen: 'Chosen',
  country: 'Country or area',
  countryAny: 'Any country',
  countryRefused: '“{typed}” is not a country of this list. Choose one from it.',
  feedTitle: 'Stakeholders, the latest first',
  find: 'Find',
  line: 'Line',
  lineAny: 'Any line',
  lineHelp: 'On a line is who has a mandate on it today, and who reports or takes part in an activity that states it.',
  lineRefused: '“{typed}” is not a line of the plan. Choose one from the list.',
  nameOrAcronym: 'Name or acronym',
  noneFound: 'No stakeholder on record is all of this. Take something off, or look for another name.',
  pageRefused: '“{typed}” is not the number of a page.',
  qRefused: 'A name has at most 300 characters. Shorten what you look for.',
  region: 'Region',
  regionAny: 'Any region',
  regionRefused: '“{typed}” is not a region on record. Choose one from the list.',
  standing: 'Standing',
  standingAny: 'Any standing',
  standingRefused: '“{typed}” is not a standing. Choose one from the list.',
  takeOff: 'Take off:',
  type: 'Type',
  typeAny: 'Any type',
  typeRefused: '“{typed}” is not a type of stakeholder. Choose one from the list.',
})
