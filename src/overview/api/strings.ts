/** The page about the API. */
import { defineWords } from '../../platform/i18n.ts'

export const strings = defineWords('api', {
  answer: 'How the answer begins',
  apiDescription: 'Lines, countries, stakeholders and mandates as JSON, for programs: every address with its parameters and an example.',
  apiLead: 'What is on these pages, for programs: as JSON, without a key, as often as you like within the limit.',
  apiTitle: 'For programs: the API',
  addresses: 'Addresses',
  common: 'Parameters of every address',
  example: 'An example',
  meaning: 'Meaning',
  ofAddress: 'Parameters of {address}',
  parameter: 'Parameter',
  problem: 'Problem',
  problems: 'When a request fails',
  problemsCaption: 'What type of the answer can end in',
  problemsLead:
    'The answer says why as problem details (RFC 9457): type leads here, title and detail are in words, and where parameters are refused, errors has each with what to write instead. Unknown parameters are refused too.',
  request: 'Request',
  rules: 'How it works',
  rulesCaching: 'Keep the ETag of an answer and send it in If-None-Match: what has not changed is answered with 304 and nothing else.',
  rulesDescription: 'All of it is described for programs in {openapi} (OpenAPI 3.1).',
  rulesLanguage:
    'A text is an object: text, and in language the language that it is in, which is English where there is none in the one asked for. With languages=all it has in all every language that there is.',
  rulesLimit: 'Too many requests from one network are answered with 429; the header Retry-After says how many seconds to wait.',
  rulesParts:
    'Long lists come in parts: next is the cursor of the following part, or null after the last; the header Link has its whole address.',
  rulesStable: 'Identifiers and addresses stay. Within v1 fields may be added, so let a program pass over those that it does not know.',
  status: 'Status',
  values: 'Values',
})
