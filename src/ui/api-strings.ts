/** Words about every endpoint of the API: the parameters that all share, and why one is refused. */
import { defineWords } from '../platform/i18n.ts'

export const strings = defineWords('parameters', {
  cursor: 'Where to go on: next of the part before. Start without it.',
  cursorRefused: '{parameter} cannot be read: start without it, and take next of each answer for the following request.',
  dayRefused: '“{typed}” is no date for {parameter}: write year, month and day, for example 2026-02-24.',
  formRefused: '“{typed}” is nothing for {parameter}. {meaning}',
  language: 'In which language texts are given; without it, as the header Accept-Language asks.',
  languages: 'all: each text also in every language that there is of it.',
  limit: 'How many entries to a part.',
  missingRefused: '{parameter} is needed. {meaning}',
  momentRefused: '“{typed}” is no moment for {parameter}: write date and time in UTC, for example 2026-02-24T12:00:00Z.',
  numberRefused: '“{typed}” is no number for {parameter}: write a whole number from {least} to {most}.',
  oneOfRefused: '“{typed}” is none of the values of {parameter}: write one of {values}.',
  refusedParameters:
    '{n, plural, one {A parameter was not understood. What to write instead stands in errors.} other {# parameters were not understood. What to write instead stands in errors.}}',
  twiceRefused: '{parameter} is given more than once: write it once.',
  unknownRefused: 'There is no parameter {parameter} here. These are known: {known}.',
})
