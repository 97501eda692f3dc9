/** Loads the stakeholders that ship as data, and what IATI's types of organisations become here. */
import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import type { FrameworkTables } from '../framework/index.ts'
import { day, filled, known, optional, Problems, readRows, slug, webAddress } from '../platform/data-files.ts'
import { changed, type Database } from '../platform/db.ts'
import { foldedName, publicIdOf, STAKEHOLDER_TYPES } from './rules.ts'
import type { StakeholdersTables } from './tables.ts'

type Db = Database<StakeholdersTables & FrameworkTables>
type Ids = ReadonlyMap<string, number>

const type = z.enum(STAKEHOLDER_TYPES, 'must be one of our types')
const Stakeholder = z.object({
  identifier: filled,
  kind: z.enum(['organisation', 'group', 'organ']),
  type,
  acronym: optional(filled),
  country: optional(filled),
  website: optional(webAddress),
  source: slug,
})
const Name = z.object({ identifier: filled, language: filled, name: filled })
const Member = z.object({ group: filled, member: filled, since: day, region: optional(filled), source: slug })
const IatiType = z.object({ code: filled, type })

/** Loads them after the plan, in the same transaction. Throws Refused with every wrong row. */
export async function seedStakeholders(tx: Db, data: string, now: Date): Promise<void> {
  const sources = await sourceIds(tx)
  const files = await readStakeholders(tx, data, sources)
  const added = await tx
    .insertInto('stakeholders.stakeholder')
    .values(
      files.stakeholders.map(({ at: _, source, ...row }) => ({
        ...row,
        public_id: publicIdOf(row.identifier),
        standing: 'public' as const,
        source_id: known(sources, source),
        created_at: now,
      })),
    )
    .returning(['identifier', 'id'])
    .execute()
  const ids = new Map(added.map(({ identifier, id }) => [identifier, id]))
  await tx
    .insertInto('stakeholders.name')
    .values(
      files.names.map(({ identifier, language, name }) => ({
        stakeholder_id: known(ids, identifier),
        language,
        name,
        folded: foldedName(name),
      })),
    )
    .execute()
  await addMembers(tx, files.members, ids, sources)
  await tx
    .insertInto('stakeholders.iati_type')
    .values(files.types.map(({ code, type }) => ({ code, type })))
    .execute()
  await changed(tx, 'stakeholders')
}

async function readStakeholders(tx: Db, data: string, sources: Ids) {
  const stakeholders = readRows(join(data, 'wsis/stakeholders.csv'), Stakeholder)
  const names = readRows(join(data, 'wsis/stakeholder-names.csv'), Name)
  const members = readRows(join(data, 'wsis/group-members.csv'), Member)
  const types = readRows(join(data, 'iati/organisation-types.csv'), IatiType)

  const problems = new Problems()
  const byIdentifier = problems.index(stakeholders, 'identifier')
  const groups = new Map([...byIdentifier].filter(([, { kind }]) => kind === 'group'))
  const countries = await tx.selectFrom('framework.country').select('code').execute()
  const regions = await tx.selectFrom('framework.region').select('code').execute()
  problems.index(names, 'identifier', 'language')
  problems.index(types, 'code')
  problems.refer(stakeholders, ['country'], new Set(countries.map(({ code }) => code)), 'geography/countries.csv')
  problems.refer(stakeholders, ['identifier'], new Set(names.map(({ identifier }) => identifier)), 'wsis/stakeholder-names.csv')
  for (const rows of [stakeholders, members]) problems.refer(rows, ['source'], sources, 'wsis/sources.csv')
  problems.refer(names, ['identifier'], byIdentifier, 'wsis/stakeholders.csv')
  problems.refer(members, ['group'], groups, 'wsis/stakeholders.csv among the groups')
  problems.refer(members, ['member'], byIdentifier, 'wsis/stakeholders.csv')
  problems.refer(members, ['region'], new Set(regions.map(({ code }) => code)), 'geography/regions.csv')
  problems.settle()
  return { stakeholders, names, members, types }
}

async function addMembers(tx: Db, members: z.output<typeof Member>[], ids: Ids, sources: Ids): Promise<void> {
  await tx
    .insertInto('stakeholders.membership')
    .values(
      members.map(({ group, member, since, region, source }) => ({
        group_id: known(ids, group),
        member_id: known(ids, member),
        during: sql<string>`daterange(${since}::date, null)`,
        region,
        source_id: known(sources, source),
      })),
    )
    .execute()
}

async function sourceIds(tx: Db): Promise<Ids> {
  const sources = await tx.selectFrom('framework.source').select(['slug', 'id']).execute()
  return new Map(sources.map(({ slug, id }) => [slug, id]))
}
