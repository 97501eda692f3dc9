/** Stakeholders with their names in every language that there is of them, for programs. */
import { sql } from 'kysely'
import type { FrameworkTables } from '../framework/index.ts'
import type { Database } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import type { Kind, StakeholderType, Standing } from './rules.ts'
import { shown } from './store.ts'
import type { StakeholdersTables } from './tables.ts'

type Db = Database<StakeholdersTables & FrameworkTables>

export type StakeholderTexts = {
  publicId: string
  identifier: string
  kind: Kind
  type: StakeholderType
  standing: Standing
  acronym: string | null
  country: string | null
  website: string | null
  names: Record<string, string>
  /** The public identifier of the entry as which it is known; null: as itself. */
  mergedInto: string | null
}

type Asked = { after?: string | undefined; type?: StakeholderType | undefined; limit: number }

/** In the order of public identifiers, which is that of nothing else but does not change; `after`: those behind that one. */
export async function stakeholdersInAllLanguages(db: Db, { after, type, limit }: Asked): Promise<StakeholderTexts[]> {
  return stakeholders(db)
    .$if(type !== undefined, (query) => query.where('stakeholder.type', '=', type ?? 'not-stated'))
    .$if(after !== undefined, (query) => query.where('stakeholder.public_id', '>', after ?? ''))
    .orderBy('stakeholder.public_id')
    .limit(limit)
    .execute()
}

/** How many are read at a time. */
const BATCH = 500

/** All of them, or those of these row numbers, in the same order. Between two pieces nothing is held. */
export async function* stakeholdersInPieces(db: Db, ids?: readonly number[]): AsyncGenerator<StakeholderTexts[]> {
  if (ids !== undefined) return yield* piecesOf(db, ids)
  let after: string | undefined
  do {
    const stakeholders = await stakeholdersInAllLanguages(db, { after, limit: BATCH })
    yield stakeholders
    after = stakeholders.length < BATCH ? undefined : stakeholders.at(-1)?.publicId
  } while (after !== undefined)
}

async function* piecesOf(db: Db, ids: readonly number[]): AsyncGenerator<StakeholderTexts[]> {
  for (let from = 0; from < ids.length; from += BATCH) {
    const piece = sql<number>`any(${ids.slice(from, from + BATCH)}::int4[])`
    yield await stakeholders(db).where('stakeholder.id', '=', piece).orderBy('stakeholder.public_id').execute()
  }
}

/** A stakeholder by its public identifier. Throws NotFound. */
export async function stakeholderInAllLanguages(db: Db, publicId: string): Promise<StakeholderTexts> {
  const stakeholder = await stakeholders(db).where('stakeholder.public_id', '=', publicId).executeTakeFirst()
  if (!stakeholder) throw new NotFound(`stakeholder ${publicId}`)
  return stakeholder
}

function stakeholders(db: Db) {
  return shown(db)
    .select(['stakeholder.public_id as publicId', 'stakeholder.identifier', 'stakeholder.kind', 'stakeholder.type'])
    .select(['stakeholder.standing', 'stakeholder.acronym', 'stakeholder.country', 'stakeholder.website'])
    .leftJoin('stakeholders.stakeholder as winner', 'winner.id', 'stakeholder.merged_into')
    .select('winner.public_id as mergedInto')
    .select(
      sql<Record<string, string>>`(
        select jsonb_object_agg(language, name) from stakeholders.name where stakeholder_id = stakeholder.id
      )`.as('names'),
    )
}

/** The names of stakeholders by row number, each by language. */
export async function namesOf(db: Db, ids: readonly number[]): Promise<Map<number, Record<string, string>>> {
  const rows = await db
    .selectFrom('stakeholders.name')
    .where('stakeholder_id', '=', sql<number>`any(${[...ids]}::int4[])`)
    .groupBy('stakeholder_id')
    .select(['stakeholder_id as id', sql<Record<string, string>>`jsonb_object_agg(language, name)`.as('names')])
    .execute()
  return new Map(rows.map(({ id, names }) => [id, names]))
}
