/** Stakeholders: every read, and what an import writes. */
import { sql } from 'kysely'
import type { FrameworkTables } from '../framework/index.ts'
import type { Person } from '../platform/auth.ts'
import { changed, type Database } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import { bestFor } from '../platform/texts.ts'
import { rowsOf } from './merged-store.ts'
import { foldedName, gather, type Member, type Mentioned, publicIdOf, type Stakeholder } from './rules.ts'
import type { StakeholdersTables } from './tables.ts'

type Db = Database<StakeholdersTables & FrameworkTables>

/**
 * A stakeholder by its public identifier, also one that is known as another, named in the language, else in English, else as it was first named. What is not public is there
 * for who registered it and for the secretariat. Throws NotFound.
 */
export async function findStakeholder(db: Db, publicId: string, language: string, reader: Person | null = null): Promise<Stakeholder> {
  const seen = stakeholders(db, language, reader === null ? shown(db) : seenBy(db, reader))
  const stakeholder = await seen.where('stakeholder.public_id', '=', publicId).executeTakeFirst()
  if (!stakeholder) throw new NotFound(`stakeholder ${publicId}`)
  return stakeholder
}

/** Those of these row numbers that are shown, in their order. */
export async function stakeholdersByIds(db: Db, ids: readonly number[], language: string): Promise<Stakeholder[]> {
  const rows = await stakeholders(db, language)
    .where('stakeholder.id', '=', sql<number>`any(${[...ids]}::int4[])`)
    .execute()
  const placeOf = new Map(ids.map((id, place) => [id, place]))
  return rows.sort((one, other) => (placeOf.get(one.id) ?? 0) - (placeOf.get(other.id) ?? 0))
}

/** The members of a group on a day (`YYYY-MM-DD`), by acronym. */
export async function membersOf(db: Db, groupId: number, on: string, language = 'en'): Promise<Member[]> {
  return stakeholders(db, language)
    .innerJoinLateral(
      () =>
        sql<{ region: string | null }>`(
        select min(region) as region from stakeholders.membership
        where group_id in (${rowsOf(groupId)}) and member_id in (${rowsOf(sql.ref('stakeholder.id'))}) and during @> ${on}::date
        having count(*) > 0)`.as('membership'),
      (join) => join.onTrue(),
    )
    .select('membership.region')
    .orderBy('stakeholder.acronym')
    .orderBy('stakeholder.identifier')
    .execute()
}

/** Those on record that are known as themselves. */
export function current(db: Db) {
  return shown(db).where('stakeholder.merged_into', 'is', null)
}

/** All on record. What was received is not looked at yet, and what is held stays so. */
export function shown(db: Db) {
  return db
    .selectFrom('stakeholders.stakeholder as stakeholder')
    .where('stakeholder.standing', 'in', ['mentioned', 'public'])
    .where('stakeholder.withdrawn_at', 'is', null)
}

/** To who registered something, and to the secretariat, it is there whatever its standing; what was withdrawn is for nobody. */
function seenBy(db: Db, { id, roles }: Person) {
  if (roles.includes('secretariat'))
    return db.selectFrom('stakeholders.stakeholder as stakeholder').where('stakeholder.withdrawn_at', 'is', null)
  return db.selectFrom('stakeholders.stakeholder as stakeholder').where(
    sql<boolean>`stakeholder.withdrawn_at is null and (stakeholder.standing in ('mentioned', 'public')
        or exists (select from stakeholders.submission where stakeholder_id = stakeholder.id and submitted_by = ${id}))`,
  )
}

/** Those that are known as themselves, or others that a reader may see, each by the name that suits the language best. */
export function stakeholders(db: Db, language: string, those = current(db)) {
  return those
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('stakeholders.name')
          .selectAll()
          .whereRef('stakeholder_id', '=', 'stakeholder.id')
          .orderBy(bestFor(language))
          .limit(1)
          .as('text'),
      (join) => join.onTrue(),
    )
    .select(['stakeholder.id', 'stakeholder.public_id as publicId', 'stakeholder.identifier', 'stakeholder.kind', 'stakeholder.type'])
    .select(['stakeholder.standing', 'stakeholder.acronym', 'stakeholder.country', 'stakeholder.website'])
    .select(['text.name', 'text.language as nameLanguage'])
}

/**
 * The row numbers of organisations that an import names, by identifier. They are matched by identifier only; one that is not
 * known yet comes in with standing `mentioned`, one that is known stays as it is. Call it in the transaction of the batch.
 */
export async function mention(tx: Db, organisations: readonly Mentioned[], now: Date): Promise<Map<string, number>> {
  const mentioned = gather(organisations)
  const ids = await idsOf(tx, mentioned)
  const unknown = mentioned.filter(({ identifier }) => !ids.has(identifier))
  if (unknown.length === 0) return ids

  const added = await add(tx, unknown, now)
  await addNames(tx, unknown, added)
  await changed(tx, 'stakeholders')
  // Another import may have added one of them meanwhile: then that one is it, with the names it came with.
  return added.size === unknown.length ? new Map([...ids, ...added]) : idsOf(tx, mentioned)
}

async function idsOf(tx: Db, mentioned: readonly Mentioned[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ identifier: string; id: number }>`
    select identifier, id from stakeholders.stakeholder where identifier = any(${mentioned.map(({ identifier }) => identifier)}::text[])
  `.execute(tx)
  return new Map(rows.map(({ identifier, id }) => [identifier, id]))
}

async function add(tx: Db, unknown: readonly Mentioned[], now: Date): Promise<Map<string, number>> {
  const identifiers = unknown.map(({ identifier }) => identifier)
  const { rows } = await sql<{ identifier: string; id: number }>`
    insert into stakeholders.stakeholder (public_id, identifier, kind, type, standing, created_at)
    select given.public_id, given.identifier, 'organisation', coalesce(known.type, 'not-stated'), 'mentioned', ${now}::timestamptz
    from unnest(${identifiers.map(publicIdOf)}::text[], ${identifiers}::text[], ${unknown.map(({ type }) => type)}::text[])
      with ordinality as given (public_id, identifier, code, place)
    left join stakeholders.iati_type known using (code)
    order by given.place
    on conflict (identifier) do nothing
    returning identifier, id
  `.execute(tx)
  return new Map(rows.map(({ identifier, id }) => [identifier, id]))
}

async function addNames(tx: Db, unknown: readonly Mentioned[], added: ReadonlyMap<string, number>): Promise<void> {
  const names = unknown.flatMap(({ identifier, names }) => {
    const id = added.get(identifier)
    return id === undefined ? [] : names.map(({ language, text }) => ({ id, language, text }))
  })
  await sql`
    insert into stakeholders.name (stakeholder_id, language, name, folded)
    select * from unnest(${names.map(({ id }) => id)}::int4[], ${names.map(({ language }) => language)}::text[], ${names.map(({ text }) => text)}::text[],
      ${names.map(({ text }) => foldedName(text))}::text[])
  `.execute(tx)
}
