/** The plan: the words for sources and for what follows up the Summit. */
import { defineWords } from '../platform/i18n.ts'

export const strings = defineWords('framework', {
  date: 'Date',
  dateIn: 'in {date}',
  dateLast:
    '{certainty, select, tentative {Last on record: {date}, tentative} planned {Last on record: {date}, as planned} confirmed {Last on record: {date}, confirmed} other {Was to be: {date}, cancelled}}',
  dateNext:
    '{certainty, select, tentative {Next: {date}, tentative} planned {Next: {date}, planned} confirmed {Next: {date}, confirmed} other {Was to be: {date}, cancelled}}',
  dateNone: 'No date on record',
  dateQuarter:
    '{quarter, select, 1 {in the first quarter of {year}} 2 {in the second quarter of {year}} 3 {in the third quarter of {year}} other {in the last quarter of {year}}}',
  dateYearly: 'Next: {date}; every year on this day',
  figure: 'What follows up the Summit, by level, and how it hangs together. The table below says the same in words.',
  figureScroll: 'The figure; scroll sideways to see all of it',
  followUp: 'What else follows up the Summit',
  followUpCaption: '{n, plural, one {# process} other {# processes}} around the action lines, by paragraph of the Tunis Agenda',
  followUpDescription:
    'The processes around the action lines of the Geneva Plan of Action: who holds each, by which paragraph of the Tunis Agenda, and when it is next.',
  followUpLead:
    'The action lines are one of several ways in which the outcomes of the Summit are followed up. Who holds each, by which paragraph of the Tunis Agenda, and when it is next.',
  followUpLost:
    'Of figure 1 of the report of 24 February 2006, “References to implementation and follow-up in the Tunis Agenda”, only the caption is left. Boxes and links are what it must have shown; what nobody here has read in the Agenda itself is marked as unverified.',
  key: 'What the links mean',
  level: 'Level',
  levelInternational: 'International',
  levelNational: 'National',
  levelRegional: 'Regional',
  levelSystem: 'United Nations system',
  linkFeeds: 'is used by',
  linkPartOf: 'is part of',
  linkReportsTo: 'reports to',
  linkTo: '{kind, select, feeds {Is used by: {to}} partOf {Is part of: {to}} other {Reports to: {to}}}',
  paragraph: 'Paragraph',
  paragraphShort: '¶ {paragraph}',
  process: 'Process, and who holds it',
  source: 'Source',
  sourceParagraph: '{source}, paragraph {paragraph}',
  unverified: 'unverified',
})
