/** The mandates for the canonical export: no row numbers, no time at which something was recorded. */
import { sql } from 'kysely'
import type { Database } from '../platform/db.ts'
import type { FacilitationTables } from './tables.ts'

/** Lines of JSON, each with the name of its file: every state of every mandate, those that a correction superseded among them. */
export async function* dumpFacilitation(db: Database<FacilitationTables>): AsyncGenerator<[file: string, line: string]> {
  const { rows } = await sql<object>`
    select line.slug as line, stakeholder.identifier as stakeholder, mandate.role, mandate.position, state.state, state.during,
      state.attested_precision, source.slug as source, state.confirming_kind, state.superseded_at is not null as superseded
    from facilitation.mandate_state state join facilitation.mandate on mandate.id = state.mandate_id
      join framework.line on line.id = mandate.line_id join stakeholders.stakeholder on stakeholder.id = mandate.stakeholder_id
      join framework.source on source.id = state.source_id
    order by line.position, mandate.role, mandate.position, stakeholder.identifier collate "C", state.during, superseded,
      state.state, source.slug collate "C"`.execute(db)
  for (const row of rows) yield ['mandates.jsonl', JSON.stringify(row)]
}
