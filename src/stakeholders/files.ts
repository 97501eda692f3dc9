/** All stakeholders as files, written in pieces; each returns how many there were. */
import { textOf } from '../platform/api-texts.ts'
import { csvLines, csvStart } from '../ui/csv.ts'
import { jsonArrayOf } from '../ui/json.ts'
import type { StakeholderTexts } from './api-store.ts'

type Pieces = AsyncIterable<readonly StakeholderTexts[]>

const COLUMNS = [
  'id',
  'identifier',
  'name',
  'name_language',
  'acronym',
  'kind',
  'type',
  'standing',
  'country',
  'website',
  'merged_into',
] as const

/** One row a stakeholder, by its name in English or, without one, in the first language there is. */
export async function* stakeholdersAsCsv(pieces: Pieces): AsyncGenerator<string, number> {
  let count = 0
  yield csvStart(COLUMNS)
  for await (const stakeholders of pieces) {
    yield csvLines(stakeholders.map(rowOf))
    count += stakeholders.length
  }
  return count
}

function rowOf({ publicId, mergedInto, names, ...stakeholder }: StakeholderTexts): (string | null)[] {
  const { text, language } = textOf(names, 'en', { all: false })
  const cells = { ...stakeholder, id: publicId, merged_into: mergedInto, name: text, name_language: language }
  return COLUMNS.map((column) => cells[column])
}

/** With its names in every language that there is of them. */
export function stakeholdersAsJson(pieces: Pieces): AsyncGenerator<string, number> {
  return jsonArrayOf(entriesOf(pieces))
}

async function* entriesOf(pieces: Pieces): AsyncGenerator<object[]> {
  for await (const stakeholders of pieces)
    yield stakeholders.map(({ publicId: id, names, mergedInto: merged_into, ...rest }) => ({ id, names, ...rest, merged_into }))
}
