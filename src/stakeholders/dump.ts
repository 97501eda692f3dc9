/** The stakeholders for the canonical export: no row numbers, no persons, no time at which one that ships was added. */
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
  submissions: sql`
    select identifier as stakeholder, submission.standing, submitted_at, due_at, published_at, looked_at
    from stakeholders.submission join stakeholders.stakeholder on stakeholder.id = stakeholder_id order by identifier collate "C"`,
  representatives: sql`
    select identifier as stakeholder, asked_at, approved_at, ground, confirmed_at, refused_at, ended_at
    from stakeholders.representative join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    order by identifier collate "C", asked_at, approved_at, ground collate "C", confirmed_at, refused_at, ended_at`,
  deputies: sql`
    select identifier as stakeholder, since, ended_at
    from stakeholders.deputy join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    order by identifier collate "C", since, ended_at`,
  'on-behalf': sql`
    select identifier as stakeholder, behalf.kind, case when behalf.kind <> 'representative-named' then subject end as subject,
      source.slug as source, entered_at, confirmed_at, corrected_at, correction
    from stakeholders.behalf join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    join framework.source on source.id = behalf.source_id
    order by identifier collate "C", entered_at, behalf.kind collate "C", confirmed_at, corrected_at, source.slug collate "C"`,
  'stakeholder-versions': sql`
    select identifier as stakeholder, since, until, name, language, version.type, version.country, version.website
    from stakeholders.version join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    order by identifier collate "C", until`,
  'iati-types': sql`select code, type from stakeholders.iati_type order by code collate "C"`,
}

/** Lines of JSON, each with the name of its file. */
export async function* dumpStakeholders(db: Database<StakeholdersTables>): AsyncGenerator<[file: string, line: string]> {
  for (const [name, query] of Object.entries(TABLES)) {
    const { rows } = await query.execute(db)
    for (const row of rows) yield [`${name}.jsonl`, JSON.stringify(row)]
  }
}
