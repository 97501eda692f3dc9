/** What a value of the database is in the program, on both engines. */
import { types } from 'pg'

type Parser = (text: string) => unknown

/** Object identifiers of PostgreSQL's built-in types, which never change. */
const INT8 = 20
const DATE = 1082
const TIMESTAMP = 1114
const NUMERIC = 1700
const TEXTS: number = 1009 // text[]

/** Arrays of the types that are read otherwise than pg would. */
const ELEMENTS = new Map([
  [1016, INT8],
  [1182, DATE],
  [1115, TIMESTAMP],
  [1231, NUMERIC],
])

const ours = new Map<number, Parser>([
  [INT8, Number], // row numbers and counts, below 2^53
  [DATE, String], // 'YYYY-MM-DD': a day has no zone
  [TIMESTAMP, String], // without a zone it is no moment
  [NUMERIC, String], // exact
])

/** For pg's option `types`. A timestamptz is a Date, bytea a Buffer, a range its text, the rest as pg has it. */
export const values = { getTypeParser: parserOf }

function parserOf(type: number, format?: 'text' | 'binary'): Parser {
  const element = ELEMENTS.get(type)
  if (element !== undefined) return (text) => each(types.getTypeParser(TEXTS)(text), parserOf(element))
  return ours.get(type) ?? types.getTypeParser(type, format)
}

function each(items: unknown[], parse: Parser): unknown[] {
  return items.map((item) => (Array.isArray(item) ? each(item, parse) : typeof item === 'string' ? parse(item) : null))
}
