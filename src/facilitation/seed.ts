/** Loads the mandates that ship as data: those that the Summit named, those proposed since, and the focal points that a text attests. */
import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import type { FrameworkTables } from '../framework/index.ts'
import { count, day, filled, known, optional, Problems, readRows, slug } from '../platform/data-files.ts'
import { changed, type Database } from '../platform/db.ts'
import type { StakeholdersTables } from '../stakeholders/index.ts'
import { ROLES, STATES, STATES_OF } from './rules.ts'
import type { FacilitationTables } from './tables.ts'

type Db = Database<FacilitationTables & StakeholdersTables & FrameworkTables>
type Ids = ReadonlyMap<string, number>

const Mandate = z
  .object({
    line: slug,
    stakeholder: filled,
    role: z.enum(ROLES, 'must be lead, facilitator or focal-point'),
    position: count,
    state: z.enum(STATES, 'must be a state of a mandate'),
    since: optional(day),
    attested_on: optional(day),
    attested_precision: optional(z.enum(['day', 'month'], 'must be day or month')),
    until: optional(day),
    source: slug,
  })
  .refine((row) => STATES_OF[row.role].includes(row.state), 'the role is never in this state')
  .refine((row) => row.state !== 'confirmed', 'only a meeting or a decision of the line confirms a focal point, and none ships as data')
  .refine((row) => (row.since === null) !== (row.attested_on === null), 'either since or attested_on must be given')
  .refine((row) => (row.attested_on === null) === (row.attested_precision === null), 'attested_on needs its precision')
  .refine((row) => row.until === null || row.until > (row.since ?? row.attested_on ?? ''), 'until must come after the start')

/** Loads them after plan and stakeholders, in the same transaction. Throws Refused with every wrong row. */
export async function seedFacilitation(tx: Db, data: string, now: Date): Promise<void> {
  const ids = await readIds(tx)
  const rows = readMandates(data, ids)
  const mandates = await addMandates(tx, rows, ids)
  await tx
    .insertInto('facilitation.mandate_state')
    .values(
      rows.map((row) => ({
        mandate_id: known(mandates, keyOf(row)),
        line_id: known(ids.lines, row.line),
        role: row.role,
        state: row.state,
        during: sql<string>`daterange(${row.since ?? row.attested_on}::date, ${row.until}::date)`,
        attested_precision: row.attested_precision,
        source_id: known(ids.sources, row.source),
        recorded_at: now,
      })),
    )
    .execute()
  await changed(tx, 'facilitation')
}

type Rows = ReturnType<typeof readMandates>

function readMandates(data: string, ids: Awaited<ReturnType<typeof readIds>>) {
  const rows = readRows(join(data, 'wsis/mandates.csv'), Mandate)
  const problems = new Problems()
  problems.index(rows, 'line', 'stakeholder', 'role', 'state')
  problems.refer(rows, ['line'], ids.lines, 'wsis/lines.csv')
  problems.refer(rows, ['stakeholder'], ids.stakeholders, 'wsis/stakeholders.csv')
  problems.refer(rows, ['source'], ids.sources, 'wsis/sources.csv')
  problems.settle()
  return rows
}

/** One mandate for each role of a stakeholder on a line, however many states it went through. */
async function addMandates(tx: Db, rows: Rows, { lines, stakeholders }: { lines: Ids; stakeholders: Ids }): Promise<Ids> {
  const ids = new Map<string, number>()
  for (const row of rows) {
    if (ids.has(keyOf(row))) continue
    const { line, stakeholder, role, position } = row
    const added = await tx
      .insertInto('facilitation.mandate')
      .values({ line_id: known(lines, line), stakeholder_id: known(stakeholders, stakeholder), role, position })
      .returning('id')
      .executeTakeFirstOrThrow()
    ids.set(keyOf(row), added.id)
  }
  return ids
}

const keyOf = ({ line, stakeholder, role }: Pick<Rows[number], 'line' | 'stakeholder' | 'role'>) => `${line} ${stakeholder} ${role}`

async function readIds(tx: Db): Promise<{ lines: Ids; stakeholders: Ids; sources: Ids }> {
  const lines = await tx.selectFrom('framework.line').select(['slug as key', 'id']).execute()
  const stakeholders = await tx.selectFrom('stakeholders.stakeholder').select(['identifier as key', 'id']).execute()
  const sources = await tx.selectFrom('framework.source').select(['slug as key', 'id']).execute()
  const index = (rows: { key: string; id: number }[]) => new Map(rows.map(({ key, id }) => [key, id]))
  return { lines: index(lines), stakeholders: index(stakeholders), sources: index(sources) }
}
