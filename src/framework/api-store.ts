/** Lines, goals and places with their names in every language that there is of them, for programs. */
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import type { LineKind, Mark } from './rules.ts'
import type { FrameworkTables } from './tables.ts'

type Db = Database<FrameworkTables>
type Texts = Record<string, string>

export type LineTexts = {
  id: number
  slug: string
  code: string
  kind: LineKind
  /** The slug of the line above it; null where that is the whole plan. */
  parent: string | null
  titles: Texts
  shortTitles: Texts
  /** How sure each title is, by language. */
  marks: Record<string, Mark>
}

/** The lines in the order of the annex, C7 before its eight. */
export async function linesInAllLanguages(db: Db): Promise<LineTexts[]> {
  return lines(db).orderBy('line.position').execute()
}

/** A line by its slug. Throws NotFound; the whole plan is no line to be found here. */
export async function lineInAllLanguages(db: Db, slug: string): Promise<LineTexts> {
  const line = await lines(db).where('line.slug', '=', slug).executeTakeFirst()
  if (!line) throw new NotFound(`line ${slug}`)
  return line
}

function lines(db: Db) {
  return db
    .selectFrom('framework.line as line')
    .innerJoin('framework.line_title as text', 'text.line_id', 'line.id')
    .leftJoin('framework.line as parent', (join) => join.onRef('parent.id', '=', 'line.parent_id').on('parent.kind', '<>', 'plan'))
    .where('line.kind', '<>', 'plan')
    .groupBy(['line.id', 'parent.slug'])
    .select(['line.id', 'line.slug', 'line.code', 'line.kind', 'parent.slug as parent'])
    .select([
      byLanguage(sql`text.title`).as('titles'),
      byLanguage(sql`text.short_title`).as('shortTitles'),
      sql<Record<string, Mark>>`jsonb_object_agg(text.language, text.mark)`.as('marks'),
    ])
}

/** The list of lines as a vocabulary: what it is called, and the one constant address by which every site knows it. */
export type Vocabulary = { uri: string; titles: Texts }

export async function vocabularyOf(db: Db): Promise<Vocabulary> {
  return db
    .selectFrom('framework.plan as plan')
    .innerJoin('framework.line_title as text', 'text.line_id', 'plan.line_id')
    .groupBy('plan.vocabulary_uri')
    .select(['plan.vocabulary_uri as uri', byLanguage(sql`text.title`).as('titles')])
    .executeTakeFirstOrThrow()
}

/** The titles of the goals that a line serves, by `set code`; a goal without any is not among them. */
export async function goalTitles(db: Db, lineId: number): Promise<Map<string, Texts>> {
  const rows = await db
    .selectFrom('framework.goal_link as link')
    .innerJoin('framework.goal as goal', 'goal.id', 'link.goal_id')
    .innerJoin('framework.goal_set as set', 'set.id', 'goal.set_id')
    .innerJoin('framework.goal_title as text', 'text.goal_id', 'goal.id')
    .where('link.line_id', '=', lineId)
    .groupBy(['set.slug', 'goal.code'])
    .select(['set.slug as set', 'goal.code', byLanguage(sql`text.title`).as('titles')])
    .execute()
  return new Map(rows.map(({ set, code, titles }) => [`${set} ${code}`, titles]))
}

/** Every country by its code, ISO 3166-1 alpha-2. */
export async function countriesInAllLanguages(db: Db) {
  return db
    .selectFrom('framework.country as country')
    .innerJoin('framework.country_name as text', 'text.country', 'country.code')
    .groupBy('country.code')
    .select(['country.code', 'country.alpha3', 'country.m49', 'country.region', byLanguage(sql`text.name`).as('names')])
    .orderBy('country.code')
    .execute()
}

/** Every region of M49 by its code. */
export async function regionsInAllLanguages(db: Db) {
  return db
    .selectFrom('framework.region as region')
    .innerJoin('framework.region_name as text', 'text.region', 'region.code')
    .groupBy('region.code')
    .select(['region.code', 'region.slug', 'region.parent', byLanguage(sql`text.name`).as('names')])
    .orderBy('region.code')
    .execute()
}

function byLanguage(text: RawBuilder<unknown>): RawBuilder<Texts> {
  return sql<Texts>`jsonb_object_agg(text.language, ${text})`
}
