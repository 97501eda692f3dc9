/** Why a record or a file is not taken in, in words for the terminal and the report of an import, which are in English only. */

export const refusals = {
  noIdentifier: 'The record has no iati-identifier.',
  identifierTooLong: 'The identifier has {length} characters; at most {most} are taken.',
  identifierUnreadable: 'The identifier has control characters in it.',
  noReporter: 'The record has no reporting organisation: reporting-org/@ref is missing, too long or not one line.',
  noTitle: 'The record has no title.',
  recordTooLarge: 'The record has more than {most} bytes. It was skipped.',
  textTooLong: 'A text, attribute or tag of the record has more than {most} bytes. The record was skipped.',
  tooDeep: 'The elements of the record are nested more than {most} deep. The record was skipped.',
  tooManyElements: 'The record has more than {most} elements. It was skipped.',
  tooManyAttributes: 'An element of the record has more than {most} attributes. The record was skipped.',
  wrongWidth: 'The row has {found} values, the header {expected}.',
  rowUnreadable: 'The row cannot be read: {detail}.',
  rowTooLarge:
    'The row has more than {most} characters, or a value in it begins with a quotation mark and has none at its end. Nothing after it is read.',
  quoteNotClosed: 'A value that begins with a quotation mark has none at its end: the rest of the file could not be read.',

  cannotRead: 'The file cannot be read: {detail}.',
  empty: 'The file is empty.',
  compressed: 'The file is compressed. Unpack it first.',
  html: 'The file is a page of HTML, not IATI. Was it saved from an address that needs signing in?',
  notXml: 'The file is not XML.',
  notActivities: 'The file is not a list of IATI activities: its outermost element is {root}, not iati-activities.',
  noVersion: 'The file does not say its version of IATI: iati-activities/@version is missing.',
  versionOne: 'The file is IATI {version}. Versions 1.0x are not read: publish it, or convert it, as version 2.01 or later.',
  versionUnknown: 'The file says that it is IATI {version}; versions 2.01, 2.02 and 2.03 are read.',
  utf16:
    'The file is in {encoding}. Convert it first: iconv -f {encoding} -t UTF-8 FILE > NEW.xml, with encoding="UTF-8" in its first line.',
  encoding:
    'The file says that it is in {encoding}. Convert it first: iconv -f {encoding} -t UTF-8 FILE > NEW.xml, with encoding="UTF-8" in its first line.',
  notUtf8:
    'The file is not UTF-8 from here on: byte {offset} is {value}. Find out what it is in, often windows-1252, and convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW.xml',
  doctype:
    'The file has a DOCTYPE. It can define entities that make a small file endless or fetch other files, so it is not read; IATI needs none: remove it.',
  malformed: 'The file is not well-formed XML here: {detail}. Nothing after this is read.',
  truncated: 'The file ends too soon: what begins here has no end. What came before it was read.',
  tooMuchBetween: 'More than {most} bytes belong to no record. Nothing after this is read.',
  unreadableBetween:
    'What stands here between records is nested more than {most} deep, or has a longer text or more attributes than is read.',

  unknownEncoding:
    'There is no encoding of the name {encoding}. Names are those of the Encoding Standard, such as utf-8, windows-1252, utf-16le, shift_jis.',
  workbook: 'The file is a workbook, not CSV. Save it as CSV first.',
  notInEncoding: 'The file is not in {encoding}.',
  mapUnreadable: 'The map {map} cannot be read: {detail}.',
  mapUnknownField: 'The map {map} names the field {field} in row {row}; the fields are {fields}.',
  mapUnknownColumn: 'The map {map} names the column {column} in row {row}, which the file does not have.',
  mapTwice: 'The map {map} names the field {field} again in row {row}.',
  mapWithout: 'The map {map} does not say which column is the {field}.',
} as const

export type RefusalReason = keyof typeof refusals
export type Params = Readonly<Record<string, string | number>>
export type Refusal = { reason: RefusalReason; params: Params }

/** A refusal as a sentence. What a file says in it cannot steer the terminal. */
export function sentenceOf({ reason, params }: Refusal): string {
  return refusals[reason].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole).replace(STEERING, '\ufffd'))
}
const STEERING = /[\p{Cc}\p{Bidi_Control}]/gu
