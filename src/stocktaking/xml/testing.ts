/** Entries that came in, and the file that they go out in, for the tests of this folder. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '../../platform/db.ts'
import { dumpStocktaking } from '../dump.ts'
import type { Tables } from '../import/store.ts'
import { aFolder, importing } from '../import/testing.ts'
import { xmlDocument } from './index.ts'

/** Imports a file of IATI as an operator would: one that there is, or the text of one. */
export async function importedFrom(db: Database<Tables>, file: string): Promise<void> {
  const path = file.startsWith('<') ? join(aFolder(), 'activities.xml') : file
  if (path !== file) writeFileSync(path, file)
  const { code, report } = await importing(db, ['iati', path])
  if (code !== 0 || report.length > 0) throw new Error(`not imported: ${report.join('; ')}`)
}

/** Everything but what the plan ships, as one file. */
export async function exported(db: Database<Tables>): Promise<string> {
  const activities = await db.selectFrom('stocktaking.activity').select('id').where('origin', '<>', 'plan').orderBy('id').execute()
  const ids = activities.map(({ id }) => id)
  let file = ''
  for await (const piece of xmlDocument(db, ids, new Date('2026-02-24T12:00:00Z'))) file += piece
  return file
}

/** What one file says and another does not, record by record: `-` and `+` before each line. */
export function difference(before: ReadonlyMap<string, string[]>, after: ReadonlyMap<string, string[]>): string[] {
  const said = [...before].flatMap(([identifier, lines]) => lines.map((line) => `${identifier} ${line}`))
  const says = [...after].flatMap(([identifier, lines]) => lines.map((line) => `${identifier} ${line}`))
  const [old, now] = [new Set(said), new Set(says)]
  return [
    ...said.filter((line) => !now.has(line)).map((line) => `- ${line}`),
    ...says.filter((line) => !old.has(line)).map((line) => `+ ${line}`),
  ]
}

type Columns = { identifier: string } & Record<string, unknown>

/** What the columns hold of everything but what the plan ships, without the names of files. */
export async function columnsIn(db: Database<Tables>): Promise<Columns[]> {
  const columns: Columns[] = []
  for await (const [file, line] of dumpStocktaking(db)) {
    const { origin, dataset: _, version: __, ...rest } = JSON.parse(line)
    if (file === 'activities.jsonl' && origin !== 'plan') columns.push(rest)
  }
  return columns
}
