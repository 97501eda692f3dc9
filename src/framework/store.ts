/** The plan and its lines: every read of them. They are written once, when the plan is loaded (seed.ts). */
import type { Database } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import { LANGUAGES, type Language } from '../platform/i18n.ts'
import { bestFor } from '../platform/texts.ts'
import type { Line } from './rules.ts'
import type { FrameworkTables } from './tables.ts'

type Db = Database<FrameworkTables>

/** The lines in the order of the annex, C7 before its eight; each titled in the language, else in English. */
export async function listLines(db: Db, language: Language): Promise<Line[]> {
  return (await lines(db, language).orderBy('line.position').execute()).map(asLine)
}

/** A line by its slug. Throws NotFound; the whole plan is no line to be found here. */
export async function findLine(db: Db, slug: string, language: Language): Promise<Line> {
  const row = await lines(db, language).where('line.slug', '=', slug).executeTakeFirst()
  if (!row) throw new NotFound(`line ${slug}`)
  return asLine(row)
}

function lines(db: Db, language: Language) {
  return db
    .selectFrom('framework.line as line')
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('framework.line_title')
          .selectAll()
          .whereRef('line_id', '=', 'line.id')
          .orderBy(bestFor(language))
          .limit(1)
          .as('text'),
      (join) => join.onTrue(),
    )
    .leftJoin('framework.line as parent', (join) => join.onRef('parent.id', '=', 'line.parent_id').on('parent.kind', '<>', 'plan'))
    .where('line.kind', '<>', 'plan')
    .select(['line.id', 'line.slug', 'line.code', 'line.kind', 'parent.slug as parentSlug'])
    .select(['text.title', 'text.short_title as shortTitle', 'text.mark', 'text.language'])
}

function asLine({ language, ...line }: Omit<Line, 'titleLanguage'> & { language: string }): Line {
  return { ...line, titleLanguage: LANGUAGES.find((known) => known === language) ?? 'en' }
}

/** What the plan is called, by language; empty before it is loaded. */
export async function planTitles(db: Db): Promise<Partial<Record<Language, string>>> {
  const rows = await db
    .selectFrom('framework.line as line')
    .innerJoin('framework.line_title as text', 'text.line_id', 'line.id')
    .where('line.kind', '=', 'plan')
    .select(['text.language', 'text.title'])
    .execute()
  return Object.fromEntries(rows.map(({ language, title }) => [language, title]))
}

/** Whether a plan is loaded: one is enough, and is never loaded again. */
export async function hasPlan(db: Db): Promise<boolean> {
  const plan = await db.selectFrom('framework.plan').select('line_id').executeTakeFirst()
  return plan !== undefined
}
