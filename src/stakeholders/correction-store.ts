/** Correcting stakeholders and memberships: what readers read is written; what it was is put on record by the corrections. */
import { sql } from 'kysely'
import type { Change, FrameworkTables, Values } from '../framework/index.ts'
import type { Database } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import { bestFor } from '../platform/texts.ts'
import { namesIn } from './correction-rules.ts'
import { foldedName, STAKEHOLDER_TYPES, type Stakeholder } from './rules.ts'
import type { StakeholdersTables } from './tables.ts'

type Db = Database<StakeholdersTables & FrameworkTables>

/** Every name of a stakeholder, by its row number. */
export function namesOnRecord(db: Db, id: number): Promise<{ language: string; name: string }[]> {
  return db.selectFrom('stakeholders.name').select(['language', 'name']).where('stakeholder_id', '=', id).orderBy('language').execute()
}

/** Writes a stakeholder as corrected; its names can be looked for at once. */
export async function correctStakeholder(tx: Db, { id, type }: Stakeholder, next: Values): Promise<void> {
  const { acronym, country, website } = next
  await tx
    .updateTable('stakeholders.stakeholder')
    .set({
      type: STAKEHOLDER_TYPES.find((known) => known === next.type) ?? type,
      acronym: acronym || null,
      country: country || null,
      website: website || null,
    })
    .where('id', '=', id)
    .execute()
  await tx.deleteFrom('stakeholders.name').where('stakeholder_id', '=', id).execute()
  await tx
    .insertInto('stakeholders.name')
    .values(namesIn(next).map(({ language, name }) => ({ stakeholder_id: id, language, name, folded: foldedName(name) })))
    .execute()
}

export type Membership = {
  group: number
  member: number
  since: string
  until: string | null
  region: string | null
  source: string
  name: string
  nameLanguage: string
}

/** Those who were or are members of a group, by their public identifiers, in the order of time. */
export async function membershipsOf(db: Db, groupId: string, language: string): Promise<(Membership & { memberId: string })[]> {
  const { rows } = await sql<Membership & { memberId: string }>`
    select membership.group_id as "group", membership.member_id as member, member.public_id as "memberId", lower(during) as since,
      upper(during) as until, membership.region, source.slug as source, named.name, named.language as "nameLanguage"
    from stakeholders.membership join stakeholders.stakeholder body on body.id = group_id
    join stakeholders.stakeholder member on member.id = member_id join framework.source on source.id = membership.source_id
    cross join lateral (
      select name, language from stakeholders.name where stakeholder_id = member.id order by ${bestFor(language)} limit 1
    ) named
    where body.public_id = ${groupId} order by named.name, lower(during)
  `.execute(db)
  return rows
}

/** A membership by its beginning, else the last of that member. Throws NotFound. */
export async function findMembership(
  db: Db,
  { group, member, from }: { group: string; member: string; from: string | undefined },
  language: string,
): Promise<Membership> {
  const own = (await membershipsOf(db, group, language)).filter(({ memberId }) => memberId === member)
  const found = own.find(({ since }) => since === from) ?? own.at(-1)
  if (!found) throw new NotFound(`membership ${group} ${member}`)
  return found
}

/** Writes a membership as corrected. @returns by which source it stood and stands */
export async function correctMembership(tx: Db, one: Membership, next: Values, source: number): Promise<Change[]> {
  const { rows } = await sql<{ slug: string }>`
    update stakeholders.membership set during = daterange(${next.since}::date, ${next.until || null}::date), region = ${next.region || null},
      source_id = source.id
    from framework.source
    where source.id = ${source} and group_id = ${one.group} and member_id = ${one.member} and lower(during) = ${one.since}::date
    returning source.slug
  `.execute(tx)
  const after = rows[0]?.slug ?? one.source
  return after === one.source ? [] : [{ field: 'source', before: one.source, after }]
}
