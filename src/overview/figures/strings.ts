/** The words for figures of a part of the stocktaking: in a country, in a region, on a line. */
import { defineWords } from '../../platform/i18n.ts'

export const strings = defineWords('figures', {
  activities: 'Activities',
  activitiesAll: 'All of these activities',
  activitiesOf: '{n, plural, one {# activity} other {# activities}}',
  activitiesSince: '{activities} since {year}',
  activitiesOnRecord: '{n, plural, one {activity on record} other {activities on record}}',
  allOrganisations: '{n, plural, one {See the # organisation} other {See all # organisations}}',
  busiest: 'Who is active',
  busiestCaption:
    'The organisations that report the most of these activities or take part in them; since: the earliest year in which one of them began',
  goals: 'Goals served',
  goalsNote: 'As records name them; few name any.',
  grid: 'Where there is how much, and where nothing',
  gridCaption: 'Activities by place and line. An empty field: nothing on record.',
  line: 'Line',
  lines: 'Lines',
  linesOf: '{n, plural, one {of {all} lines has any} other {of {all} lines have any}}',
  moreLines: '{n, plural, one {and # more} other {and # more}}',
  newest: 'Latest changes',
  nothing: 'nothing on record',
  onNoLine:
    '{n, plural, one {# activity is on no line: its record states none, and nothing in it suggests one.} other {# activities are on no line: their records state none, and nothing in them suggests one.}}',
  organisation: 'Organisation',
  organisations: '{n, plural, one {organisation that reports them or takes part} other {organisations that report them or take part}}',
  place: 'Place',
  sinceYear: 'earliest start on record',
  theseFigures: 'These figures',
})
