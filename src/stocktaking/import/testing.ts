/** Files to import, for the tests of this folder. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { onTestFinished } from 'vitest'
import type { Database } from '../../platform/db.ts'
import { type ActivityRecord, digestOf } from '../iati/index.ts'
import { importCommand } from './index.ts'
import type { Tables } from './store.ts'

/** A folder that is removed after the test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'actionlines-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export type Activity = { id: string; updated?: string; reporter?: string; title?: string; inside?: string }

/** An activity of a small organisation in Nyeri; `inside` is more XML in it. */
export function activity({ id, updated, reporter = 'XX-KIT', title = 'Telecentres in Nyeri', inside = '' }: Activity): string {
  return `<iati-activity xml:lang="en"${updated ? ` last-updated-datetime="${updated}"` : ''}>
    <iati-identifier>${id}</iati-identifier>
    <reporting-org ref="${reporter}" type="22"><narrative>Karibu IT</narrative></reporting-org>
    <title><narrative>${title}</narrative></title>${inside}
  </iati-activity>`
}

/** Writes a file of IATI 2.03. */
export function iatiFile(folder: string, name: string, generated: string | null, activities: readonly string[]): string {
  const file = join(folder, name)
  const at = generated === null ? '' : ` generated-datetime="${generated}"`
  writeFileSync(file, `<?xml version="1.0"?>\n<iati-activities version="2.03"${at}>\n${activities.join('\n')}\n</iati-activities>\n`)
  return file
}

/** A record of a reader, with no more in it than must be. */
export const aRecord = (identifier: string): ActivityRecord => ({
  identifier,
  updatedAt: '2026-02-24T12:00:00.000Z',
  reporter: { identifier: 'XX-KIT', type: '22', names: [], secondary: false },
  language: 'en',
  currency: null,
  hierarchy: null,
  texts: [{ language: 'en', title: 'Telecentres in Nyeri', description: null, objectives: null, targetGroups: null, other: null }],
  status: null,
  scope: null,
  startPlanned: null,
  startActual: null,
  endPlanned: null,
  endActual: null,
  participants: [],
  countries: [],
  regions: [],
  places: [],
  sectors: [],
  goals: [],
  lines: [],
  budgets: [],
  transactions: [],
  results: [],
  digest: digestOf('telecentres'),
  xml: 'telecentres',
})

/** Runs the command as the operator would. `said` is its terminal, line by line; `report` what it reported, a row each. */
export async function importing(db: Database<Tables>, args: readonly string[], now = '2026-02-24T12:00:00Z') {
  const dataDir = aFolder()
  const said: string[] = []
  const code = await importCommand(
    args,
    { db },
    {
      dataDir,
      shipped: 'data',
      clock: () => new Date(now),
      terminal: { isTTY: false, write: (text: string) => said.push(text) > 0 },
      print: (line) => said.push(line),
    },
  )
  return { code, said: said.map((line) => line.replaceAll(dataDir, 'DATA').trimEnd()), report: reportIn(dataDir) }
}

function reportIn(dataDir: string): string[] {
  const all = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.csv'))
  return all.flatMap((name) => readFileSync(join(dataDir, name), 'utf8').trimEnd().split('\n').slice(1))
}

/** All rows of all tables, and how far row numbers have been given out: equal, where nothing was written. */
export async function everything(db: Database<Tables>): Promise<Record<string, unknown[]>> {
  const tables = await sql<{ name: string }>`
    select schemaname || '.' || tablename as name from pg_tables
    where schemaname in ('platform', 'framework', 'stakeholders', 'facilitation', 'stocktaking') order by 1
  `.execute(db)
  const sequences = await sql<object>`select schemaname, sequencename, last_value from pg_sequences order by 1, 2`.execute(db)
  const contents: Record<string, unknown[]> = { sequences: sequences.rows }
  for (const { name } of tables.rows) {
    const { rows } = await sql<object>`select one::text as row from ${sql.raw(name)} one order by 1`.execute(db)
    contents[name] = rows
  }
  return contents
}

/** What came in, one line for each text: identifier, version and title. */
export async function titlesIn(db: Database<Tables>): Promise<string[]> {
  const { rows } = await sql<{ identifier: string; title: string; version: number }>`
    select identifier, title, version from stocktaking.activity join stocktaking.activity_text on activity_id = id
    where activity.origin <> 'plan' order by identifier, activity_text.language
  `.execute(db)
  return rows.map(({ identifier, title, version }) => `${identifier} ${version} ${title}`)
}
