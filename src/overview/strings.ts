/** The words of the pages that show many slices: lines, stakeholders, what is new, about. Home has its own. */
import { defineWords } from '../platform/i18n.ts'

export const strings = defineWords('overview', {
  about: 'About this site',
  aboutAccessibility: 'Accessibility statement',
  aboutCorrections: 'How to correct something',
  aboutData: 'Where the data come from',
  aboutLanguages: 'Languages',
  aboutLead: 'What this is, where every entry comes from, how to have something corrected, and what is known of those who read it.',
  aboutPrivacy: 'Privacy statement',
  aboutWhat: 'What this is',
  accessibilityAim:
    'These pages are made to meet the Web Content Accessibility Guidelines 2.2 at level AA. They need no script, can be used by keyboard alone, fit a screen 320 pixels wide and can be printed. Colour never says anything alone, and every picture has its content in words or in a table beside it.',
  accessibilityChecked:
    'Every page is checked by machine, in each language, whenever the software changes: its markup, and its accessibility as far as a machine can tell.',
  accessibilityGaps:
    'What is known to be missing: nobody has yet tried these pages with assistive technology on behalf of this site; and texts of others are shown as they came, so some have no headings and some do not say in which language they are.',
  acronym: 'Acronym',
  activities: 'Activities',
  activitiesCounted: '{stated, plural, one {# stated} other {# stated}}, {suggested, plural, one {# suggested} other {# suggested}}',
  activitiesOf: '{n, plural, =0 {no activities} one {# activity} other {# activities}}',
  allActivities: '{n, plural, one {See the # activity in the stocktaking} other {See all # activities in the stocktaking}}',
  allFacilitators: 'The whole list, as at any day',
  atAGlance: 'At a glance',
  cameIn:
    '{added, plural, one {# activity} other {# activities}} came in, reported by {organisations, plural, =0 {nobody that is named} one {# organisation} other {# organisations}}',
  cameInAndChanged:
    '{added, plural, one {# activity} other {# activities}} came in and {changed, plural, one {# was brought up to date} other {# were brought up to date}}, reported by {organisations, plural, =0 {nobody that is named} one {# organisation} other {# organisations}}',
  correctionsNowhere: 'No address for corrections has been set for this site yet.',
  correctionsOfRecords:
    'A record of an activity is corrected where it is published: the corrected record replaces it here when it is imported again, and the earlier version is kept.',
  correctionsTo:
    'For everything else, such as the list of facilitators or a title, write to {contact} and name a source that can be looked up.',
  country: 'Country',
  dataActivities:
    'Activities come from files that organisations publish by the standard of the International Aid Transparency Initiative (IATI) and from tables; whoever runs this site imports them. Every activity names its reporter, its file and its date. The first entries are prize winners, each with the page that names it.',
  dataCodes:
    'Countries and regions are those of the United Nations (M49), by the names that it uses. Sectors, roles and states are codes of IATI and of the OECD. The designations imply no opinion on the status of any country or area.',
  dataEntries:
    'Lines, titles, facilitators, focal points and goals come from the texts listed below. Every mandate and every link to a goal names its own source. A focal point is listed only where a text attests it, and a text that nobody here has read yet is marked.',
  dataLicence:
    'The software is free, under the Apache License 2.0. The records of activities are those of their publishers, under the terms that each of them has chosen; this site does not know these terms.',
  dataLines:
    'Few records say to which line they belong. Where one does, the line is called stated; where this site concludes it from sectors and words, it is called suggested, and the page of the activity says why.',
  dataTexts: '{n, plural, one {# text that this site rests on} other {# texts that this site rests on}}',
  facilitators: 'Facilitators',
  facilitatorsCounted: '{n, plural, =0 {no facilitators} one {# facilitator} other {# facilitators}}',
  feedTitle: 'What is new: {plan}',
  focalPoint: 'Focal point',
  goals: 'Goals it serves',
  headingOf: 'see its lines below',
  identifier: 'Identifier',
  kind: 'Kind',
  languagesOfTexts:
    'A text of somebody else stands in the language in which it was written, and is marked with it for screen readers and translators. Where it exists in several, you get it in yours, else in English, else in the first there is. A translation by a machine is called one.',
  languagesOfTitles:
    'The titles of the lines are those of the United Nations. One that nobody here has seen in an official text yet is marked as not yet verified.',
  languagesOffered: 'The pages can be had in: {languages}. Another language is offered once every word of every page is translated.',
  line: 'Line',
  lineDescription: 'Who facilitates the line “{line}”, what is being done on it, and which goals it serves.',
  lines: 'Lines',
  linesCaption: 'The lines in the order of the plan, with what is on record for each today',
  linesDescription:
    '{n, plural, one {The # line} other {The # lines}} of the plan: who facilitates each and how many activities are on record for it.',
  linesLead:
    '{n, plural, one {# line} other {# lines}} on which work is done. An activity is on a line because its record says so (stated) or because its sectors and words suggest it.',
  linesOf: 'The lines of {line}',
  linesOfCaption: 'The lines of {line}, with what is on record for each today',
  listCameIn: '{n, plural, one {# organisation was named by a list} other {# organisations were named by a list}}',
  listCompleted: '{n, plural, one {A list completed the entry of # organisation} other {A list completed the entries of # organisations}}',
  mandates: 'Mandates',
  mandatesAsAt: 'Mandates as at {date}',
  mandatesCounted: '{n, plural, =0 {no mandates} one {# mandate} other {# mandates}}',
  memberOf: 'Member of',
  members: 'Members',
  membersAsAt: '{n, plural, one {# member} other {# members}} as at {date}. They have one say together, which any of them may give.',
  mentionedNote:
    'This organisation is here because an import names it: a record of an activity, or a list of organisations. It has not entered anything itself.',
  moreOnLine: 'More on this line',
  moreOrganisations: '{n, plural, one {and # more} other {and # more}}',
  name: 'Name',
  newest: 'What is new',
  newestDescription: 'What has come in and what has changed, the newest first.',
  newestLead: 'What has come in and what has changed, the newest first. Times are UTC.',
  newestOf: '{n, plural, one {# activity} other {# activities}}; here are the {shown, number} newest',
  newsPages: 'Pages of news',
  noActivities: 'no activities',
  noFacilitators: 'No facilitator of this line is on record.',
  noFocalPoint: 'no focal point on record',
  noNews: 'There is nothing on record before this.',
  nothingOfStakeholder: 'Neither a mandate nor an activity of it is on record.',
  older: 'Older',
  organNote: 'It is named in the list, but takes no part in decisions.',
  otherNames: 'Other names',
  otherTitles: 'In other languages',
  partOf: 'one of the lines of {line}',
  participated: 'Activities in which it takes part, reported by others',
  planLoaded: 'The plan was loaded, with its lines, its facilitators and its first activities',
  privacyLog:
    'The log of requests has the time, the kind of page, whether it worked and how long it took. It has no network address, no address of a page as you typed it, and nothing of what you chose or looked for.',
  privacyNothing:
    'Nobody can sign in here yet. There are no cookies, no scripts and no trackers, and a page asks nothing of any other site.',
  privacyRate:
    'To keep one network from crowding out the others, requests are counted by network address for a minute. The count stays in memory and is then forgotten.',
  privacyRecords:
    'Names of persons are not asked for and not shown. A record of an activity, which can be had as it came, may have a contact that its publisher put into it.',
  provisional: '{who} (provisional focal point)',
  reported: 'Activities that it reports',
  source: 'Source',
  sources: '{n, plural, one {Source:} other {Sources:}}',
  stakeholders: 'Stakeholders',
  stakeholdersCounted: '{n, plural, one {# stakeholder} other {# stakeholders}}, by name',
  stakeholdersDescription: 'The organisations that facilitate the lines, report activities or take part in them.',
  stakeholdersLead: 'The organisations that facilitate the lines, report activities or take part in them.',
  stated: '{n, plural, one {# activity stated} other {# activities stated}}',
  suggested: '{n, plural, one {# activity suggested} other {# activities suggested}}',
  suggestionsExplained: 'This site suggests lines by sectors and words. Nobody has confirmed a suggestion yet.',
  targets: '{n, plural, one {target {targets}} other {targets {targets}}}',
  textUnverified: 'not read yet',
  titleUnverified: 'title not yet verified',
  titleUnverifiedNote: 'Nobody here has seen this title in an official text in this language yet.',
  type: 'Type',
  website: 'Website',
  wereChanged:
    '{changed, plural, one {# activity was brought up to date} other {# activities were brought up to date}}, reported by {organisations, plural, =0 {nobody that is named} one {# organisation} other {# organisations}}',
  whatFacilitators: 'facilitates each line',
  whatFollowUp: 'what else follows it up',
  whatNewest: 'what is new',
  whatNotYet: 'Nothing can be entered here by the public yet.',
  whatParts: 'It says who {facilitators}, since when and by which text; {stocktaking}; {followUp}; and {newest}.',
  whatPlan:
    'This is the online home of a process in which many independent organisations carry out a plan: {plan}. No one is in command; a few facilitate each line.',
  whatStocktaking: 'what is being done, where and by whom',
})
