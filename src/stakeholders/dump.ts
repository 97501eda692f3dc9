/** The stakeholders for the canonical export: no row numbers, no time at which one was added. */
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../platform/db.ts'
import type { StakeholdersTables } from './tables.ts'

/** `C` orders by bytes, which does not depend on the language of the database. */
const TABLES: Readonly<Record<string, RawBuilder<object>>> = {
  stakeholders: sql`
    select identifier, public_id, stakeholder.kind, type, standing, acronym, country, website, source.slug as source
    from stakeholders.stakeholder left join framework.source on source.id = source_id order by identifier collate "C"`,
  'stakeholder-names': sql`
    select identifier as stakeholder, language, name
    from stakeholders.name join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    order by identifier collate "C", language collate "C"`,
  'group-members': sql`
    select body.identifier as "group", member.identifier as member, during, region, source.slug as source
    from stakeholders.membership join stakeholders.stakeholder body on body.id = group_id
      join stakeholders.stakeholder member on member.id = member_id join framework.source on source.id = membership.source_id
    order by body.identifier collate "C", member.identifier collate "C", during`,
  'iati-types': sql`select code, type from stakeholders.iati_type order by code collate "C"`,
}

/** Lines of JSON, each with the name of its file. */
export async function* dumpStakeholders(db: Database<StakeholdersTables>): AsyncGenerator<[file: string, line: string]> {
  for (const [name, query] of Object.entries(TABLES)) {
    const { rows } = await query.execute(db)
    for (const row of rows) yield [`${name}.jsonl`, JSON.stringify(row)]
  }
}
