/** Stakeholders by their names, in whatever language, and by their acronyms. */
import { type RawBuilder, sql } from 'kysely'
import type { FrameworkTables } from '../framework/index.ts'
import type { Database } from '../platform/db.ts'
import { fold, spacedAsked } from '../platform/folding.ts'
import { foldedName, type Stakeholder } from './rules.ts'
import { stakeholders } from './store.ts'
import type { StakeholdersTables } from './tables.ts'

type Db = Database<StakeholdersTables & FrameworkTables>

type Options = { language: string; limit: number }

/** Those whose names have every word that was typed, or begin one with it, and those with that acronym; by name. */
export async function findByName(
  db: Db,
  typed: string,
  { language, limit }: Options,
): Promise<{ found: number; stakeholders: Stakeholder[] }> {
  const { rows } = await sql<{ id: number }>`${named(typed)}`.execute(db)
  if (rows.length === 0) return { found: 0, stakeholders: [] }
  const matching = stakeholders(db, language).where(
    'stakeholder.id',
    'in',
    rows.slice(0, MOST).map(({ id }) => id),
  )
  const shown = await matching.orderBy(sql`lower(text.name)`).orderBy('stakeholder.identifier').execute()
  return { found: shown.length, stakeholders: shown.slice(0, limit) }
}
/** More than these are no answer to anything. */
const MOST = 1000

/** A query for the row numbers of those whose names have every word that was typed, or begin one with it, and of those with that acronym. */
export function named(typed: string): RawBuilder<{ id: number }> {
  const query = prefixesOf(typed)
  return sql`
    select coalesce(merged_into, id) as id from stakeholders.name join stakeholders.stakeholder on id = stakeholder_id
      where ${query} <> '' and to_tsvector('simple'::regconfig, folded) @@ ${query}::tsquery
    union select coalesce(merged_into, id) from stakeholders.stakeholder where lower(acronym) = ${typed.trim().toLowerCase()}`
}

/** Each word as the beginning of one, for a tsquery. */
function prefixesOf(typed: string): string {
  const words = fold(spacedAsked(typed)).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  return words
    .slice(0, 20)
    .map((word) => `'${word}':*`)
    .join(' & ')
}

/** Makes names findable that were stored before they could be looked for. */
export async function foldMissingNames(db: Db): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ id: number; language: string; name: string }>`
      select stakeholder_id as id, language, name from stakeholders.name where folded is null limit 1000
    `.execute(db)
    if (rows.length === 0) return
    await sql`
      update stakeholders.name set folded = given.folded
      from unnest(${rows.map(({ id }) => id)}::int4[], ${rows.map(({ language }) => language)}::text[],
        ${rows.map(({ name }) => foldedName(name))}::text[]) as given (id, language, folded)
      where name.stakeholder_id = given.id and name.language = given.language
    `.execute(db)
  }
}
