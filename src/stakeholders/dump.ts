/** The stakeholders for the canonical export: no row numbers, no time at which one was added. */
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../platform/db.ts'
import type { StakeholdersTables } from './tables.ts'

/** `C` orders by bytes, which does not depend on the language of the database. */
const TABLES: Readonly<Record<string, RawBuilder<object>>> = {
  stakeholders: sql`
    select stakeholder.identifier, stakeholder.public_id, stakeholder.kind, stakeholder.type, stakeholder.standing, stakeholder.acronym,
      stakeholder.country, stakeholder.website, source.slug as source, winner.identifier as merged_into
    from stakeholders.stakeholder left join framework.source on source.id = stakeholder.source_id
      left join stakeholders.stakeholder winner on winner.id = stakeholder.merged_into
    order by stakeholder.identifier collate "C"`,
  'stakeholder-mergers': sql`
    select loser.identifier as stakeholder, winner.identifier as merged_into, ground, merged_at, reversed_at
    from stakeholders.merger join stakeholders.stakeholder loser on loser.id = loser_id
      join stakeholders.stakeholder winner on winner.id = winner_id
    where merged_at is not null order by loser.identifier collate "C", merged_at`,
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
