/** All stakeholders as files, written in pieces. */
import type { FrameworkTables } from '../framework/index.ts'
import { textOf } from '../platform/api-texts.ts'
import type { Database } from '../platform/db.ts'
import { csvLines, csvStart } from '../ui/csv.ts'
import { jsonArrayOf } from '../ui/json.ts'
import { type StakeholderTexts, stakeholdersInAllLanguages } from './api-store.ts'
import type { StakeholdersTables } from './tables.ts'

type Db = Database<StakeholdersTables & FrameworkTables>

const COLUMNS = ['id', 'identifier', 'name', 'name_language', 'acronym', 'kind', 'type', 'standing', 'country', 'website'] as const

/** One row a stakeholder, by its name in English or, without one, in the first language there is. Returns how many there were. */
export async function* stakeholdersAsCsv(db: Db): AsyncGenerator<string, number> {
  let count = 0
  yield csvStart(COLUMNS)
  for await (const stakeholders of inPieces(db)) {
    yield csvLines(stakeholders.map(rowOf))
    count += stakeholders.length
  }
  return count
}

function rowOf({ publicId, names, ...stakeholder }: StakeholderTexts): (string | null)[] {
  const { text, language } = textOf(names, 'en', { all: false })
  const cells = { ...stakeholder, id: publicId, name: text, name_language: language }
  return COLUMNS.map((column) => cells[column])
}

/** With its names in every language that there is of them. Returns how many there were. */
export function stakeholdersAsJson(db: Db): AsyncGenerator<string, number> {
  return jsonArrayOf(described(db))
}

async function* described(db: Db): AsyncGenerator<object[]> {
  for await (const stakeholders of inPieces(db)) yield stakeholders.map(({ publicId: id, names, ...rest }) => ({ id, names, ...rest }))
}

/** How many are read at a time. Between two pieces nothing is held. */
const BATCH = 500

async function* inPieces(db: Db): AsyncGenerator<StakeholderTexts[]> {
  let after: string | undefined
  do {
    const stakeholders = await stakeholdersInAllLanguages(db, { after, limit: BATCH })
    yield stakeholders
    after = stakeholders.length < BATCH ? undefined : stakeholders.at(-1)?.publicId
  } while (after !== undefined)
}
