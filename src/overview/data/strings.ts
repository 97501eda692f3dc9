/** The words of the data page and of its catalogue. */
import { defineWords } from '../../platform/i18n.ts'

export const strings = defineWords('data', {
  aboutActivities:
    'Every activity that is on record and not withdrawn, with its texts, dates, places, partners, goals and sums. On a line is only what its record states; what this site suggests is not in these files.',
  aboutFacilitators:
    'Every state in which a mandate ever was: which organisation, on which line, in which role, since when, until when and by which text.',
  aboutLines:
    'The lines of the plan, with their titles in six languages and how sure each title is. The XML file is the vocabulary by which records state their line.',
  aboutStakeholders: 'The organisations that facilitate lines, report activities or take part in them, by identifier.',
  activities: 'Activities',
  catalogue:
    'Programs find these files, with sizes and checksums, in a catalogue (DCAT, as JSON-LD): {catalogue}. Single entries are in the API: {api}.',
  checksum: 'SHA-256',
  description: 'All that is on record here, as whole files, with date, size and checksum.',
  facilitators: 'Facilitators',
  file: 'File',
  filesOf: 'Files: {name}',
  format: 'Format',
  formatCodelist: 'XML, a code list of IATI',
  formatIati: 'XML, IATI 2.03',
  formats: 'How the files are written',
  formatsCsv:
    'CSV is a table in UTF-8, with a mark at its beginning so that spreadsheets read it. Several things in a cell have a semicolon between them. Texts are in English where there are any, else in the first language that there is.',
  formatsJson:
    'JSON is one array, an entry to a line, so it can also be read line by line. Texts are in every language that there is of them.',
  formatsPacked: 'Every file is compressed with gzip. Size and SHA-256 are those of the compressed file.',
  formatsXml:
    'XML is IATI 2.03: the record as it came where it came as IATI, brought to what is on record here. Results, places and single payments are in this file only.',
  holds: 'Holds',
  holdsActivities: '{n, plural, one {# activity} other {# activities}}',
  holdsFacilitators: '{n, plural, one {# state of a mandate} other {# states of mandates}}',
  holdsLines: '{n, plural, one {# line} other {# lines}}',
  holdsStakeholders: '{n, plural, one {# stakeholder} other {# stakeholders}}',
  lacksDate: '{n, plural, one {# has no date} other {# have no date}}',
  lacksDescription: '{n, plural, one {# has no description} other {# have no description}}',
  lacksParticipant:
    '{n, plural, one {# has no organisation that takes part, with what it does} other {# have no organisation that takes part, with what it does}}',
  lacksReporter: '{n, plural, one {# has no organisation that reports it} other {# have no organisation that reports it}}',
  lacksStatus: '{n, plural, one {# has no status} other {# have no status}}',
  lacksTitle: '{n, plural, one {# has no title} other {# have no title}}',
  lead: 'All that is on record here, as whole files: to read, to check, to build on.',
  leftOut:
    '{n, plural, one {# activity is not in the XML file, because it lacks something that IATI requires; it is in the other files. It is counted by the first thing that it lacks.} other {# activities are not in the XML file, because they lack something that IATI requires; they are in the other files. Each is counted once, by the first thing that it lacks.}}',
  leftOutNone: 'Every activity is in the XML file.',
  leftOutTitle: 'What is left out of the XML',
  lines: 'Lines',
  made: 'These files were made on {when}. When something has changed they are made again, an hour later at the earliest.',
  making: 'The files are being made for the first time. Load this page again in a few minutes.',
  parts: 'For a part of it, filter the {stocktaking} or open any list: what is shown can be taken away from there.',
  partsStocktaking: 'stocktaking',
  programs: 'For programs',
  size: 'Size',
  stakeholders: 'Stakeholders',
  terms: 'Terms',
  termsText: 'The records stay under the terms of those who published them. What this site adds may be used freely.',
  title: 'Data',
})
