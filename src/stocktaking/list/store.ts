/** The entries of a page of the list, what its filters offer, and how many activities are on each line. */
import { sql } from 'kysely'
import type { Database } from '../../platform/db.ts'
import type { Language } from '../../platform/i18n.ts'
import type { Places, Register } from '../facets/index.ts'
import { type Hit, hitsOf, type MarkedText, SEARCHED_OF_DESCRIPTION, SHOWN_OF_DESCRIPTION, type Tables, type Text } from '../hits/index.ts'
import { excerptOf, marksIn, queryOf } from '../search/index.ts'
import type { Choice, LineCount } from './rules.ts'

type Db = Database<Tables>

/** A reader's language, and what the plan calls things in it. */
type Reader = { language: Language; named: Places }

/** Activities as entries, in that order; where there was a search, with what it found marked in them. */
export async function entriesOf(db: Db, ids: readonly number[], { q }: Choice, { language, named }: Reader): Promise<Hit[]> {
  if (q === '') return hitsOf(db, ids, { language, named })
  const hits = await hitsOf(db, ids, { language, named, descriptions: SEARCHED_OF_DESCRIPTION })
  const texts = hits.flatMap(({ title, description, organisation }) => [title, description, organisation].filter((text) => text !== null))
  const marks = new Map((await marksIn(db, queryOf(q), texts)).map((found, index) => [texts[index], found]))
  const marked = (text: MarkedText) => ({ ...text, marks: marks.get(text) ?? [] })
  return hits.map((hit) => ({
    ...hit,
    title: marked(hit.title),
    description: hit.description && {
      ...hit.description,
      ...excerptOf(hit.description.text, marks.get(hit.description) ?? [], SHOWN_OF_DESCRIPTION),
    },
    organisation: hit.organisation && marked(hit.organisation),
  }))
}

/** What values are called: the plan's, and the organisations that are offered or chosen. */
export type Labels = Places & { organisations: ReadonlyMap<string, Text> }

/** With the names of some organisations, and of those that are chosen. */
export async function labelsOf(
  db: Db,
  { names }: Register,
  organisations: readonly { key: string }[],
  { filters }: Choice,
  language: Language,
): Promise<Labels> {
  const wanted = [...organisations.map(({ key }) => key), ...(filters.organisation ?? [])]
  return { ...(await names.places(db, language)), organisations: await names.organisations(db, wanted, language) }
}

/** How many activities are on each line, by its slug; C7 counts those of its eight once. */
export async function countsByLine(db: Db): Promise<Map<string, LineCount>> {
  const rows = await db
    .selectFrom('stocktaking.activity_line as on')
    .innerJoin('stocktaking.activity as activity', 'activity.id', 'on.activity_id')
    .innerJoin('framework.line as own', 'own.id', 'on.line_id')
    .innerJoin('framework.line as line', (join) =>
      join.on((eb) => eb.or([eb('line.id', '=', eb.ref('own.id')), eb('line.id', '=', eb.ref('own.parent_id'))])),
    )
    .where('activity.withdrawn_at', 'is', null)
    .where('line.kind', '<>', 'plan')
    .select(['line.slug', countOf('stated'), countOf('suggested')])
    .groupBy('line.slug')
    .execute()
  return new Map(rows.map(({ slug, stated, suggested }) => [slug, { stated, suggested }]))
}

const countOf = <Basis extends 'stated' | 'suggested'>(basis: Basis) =>
  sql<number>`count(distinct activity.id) filter (where "on".basis = ${sql.lit(basis)})::int`.as(basis)
