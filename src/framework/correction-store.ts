/** Correcting lines, related processes and sources: what readers read is written; what it was is put on record by the corrections. */
import { sql } from 'kysely'
import type { Database } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import { LANGUAGES, type Language } from '../platform/i18n.ts'
import { bestFor } from '../platform/texts.ts'
import { CERTAINTIES, codesIn, columnsOf, LEVELS, type LineTexts, type ProcessRow, type SourceRow } from './correction-rules.ts'
import type { Change, Values } from './corrections/index.ts'
import type { FrameworkTables } from './tables.ts'

type Db = Database<FrameworkTables>

export type LineRow = { id: number; title: string; titleLanguage: string; texts: LineTexts[]; goals: string[] }

/** A line, or the whole plan, with its titles and the numbers of its goals. Throws NotFound. */
export async function lineOnRecord(db: Db, slug: string, language: Language): Promise<LineRow> {
  const { rows } = await sql<LineRow>`
    select line.id, named.title, named.language as "titleLanguage",
      (select json_agg(json_build_object('language', language, 'title', title, 'short', short_title))
        from framework.line_title where line_id = line.id) as texts,
      array(select goal.code from framework.goal_link join framework.goal on goal.id = goal_id
        where line_id = line.id order by goal.set_id, goal.position, goal.id) as goals
    from framework.line
    cross join lateral (select title, language from framework.line_title where line_id = line.id order by ${bestFor(language)} limit 1) named
    where line.slug = ${slug}
  `.execute(db)
  const [found] = rows
  if (!found) throw new NotFound(`line ${slug}`)
  return found
}

/** The numbers of every goal and target. */
export async function goalCodes(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('framework.goal').select('code').execute()
  return new Set(rows.map(({ code }) => code))
}

type Given = { next: Values; source: number }

/** Writes a line as corrected. What is new rests on the new source. @returns by which source each of it stood and stands */
export async function correctLine(tx: Db, line: LineRow, { next, source }: Given): Promise<Change[]> {
  const changes: Change[] = []
  for (const language of LANGUAGES) changes.push(...(await correctTitle(tx, line, { language, next, source })))
  return [...changes, ...(await correctGoals(tx, line, { next, source }))]
}

async function correctTitle(tx: Db, line: LineRow, { language, next, source }: Given & { language: Language }): Promise<Change[]> {
  const before = line.texts.find((one) => one.language === language)
  const [title = '', short = ''] = [next[`title-${language}`], next[`short-${language}`]]
  if (title === '' || (before?.title === title && before.short === short)) return []
  const stood = await tx
    .selectFrom('framework.line_title as text')
    .innerJoin('framework.source as source', 'source.id', 'text.source_id')
    .where('text.line_id', '=', line.id)
    .where('text.language', '=', language)
    .select(['source.slug', 'text.mark'])
    .executeTakeFirst()
  // Whoever corrects a title has seen it in its source.
  const written = { title, short_title: short, mark: 'seen' as const, source_id: source }
  await tx
    .insertInto('framework.line_title')
    .values({ line_id: line.id, language, ...written })
    .onConflict((conflict) => conflict.columns(['line_id', 'language']).doUpdateSet(written))
    .execute()
  const marks = { field: `mark-${language}`, before: stood?.mark ?? '', after: 'seen' }
  const sources = { field: `source-${language}`, before: stood?.slug ?? '', after: await slugOf(tx, source) }
  return [marks, sources].filter((change) => change.before !== change.after)
}

async function correctGoals(tx: Db, line: LineRow, { next, source }: Given): Promise<Change[]> {
  const wanted = codesIn(next.goals ?? '')
  const gone = await linksOf(tx, line.id, { without: wanted })
  const added = wanted.filter((code) => !line.goals.includes(code))
  await sql`
    delete from framework.goal_link where line_id = ${line.id}
      and goal_id in (select id from framework.goal where code <> all(${wanted}::text[]))
  `.execute(tx)
  await sql`
    insert into framework.goal_link (line_id, goal_id, source_id)
    select ${line.id}, id, ${source} from framework.goal where code = any(${added}::text[]) on conflict do nothing
  `.execute(tx)
  const slug = added.length > 0 ? await slugOf(tx, source) : ''
  return [
    ...gone.map(({ code, slug: before }) => ({ field: `link-${code}`, before, after: '' })),
    ...added.map((code) => ({ field: `link-${code}`, before: '', after: slug })),
  ]
}

/** Links of a line, each with the slug of its source, but those to some goals. */
async function linksOf(tx: Db, line: number, { without }: { without: readonly string[] }): Promise<{ code: string; slug: string }[]> {
  const { rows } = await sql<{ code: string; slug: string }>`
    select goal.code, source.slug from framework.goal_link join framework.goal on goal.id = goal_id
    join framework.source on source.id = goal_link.source_id
    where goal_link.line_id = ${line} and goal.code <> all(${[...without]}::text[]) order by goal.position
  `.execute(tx)
  return rows
}

async function slugOf(tx: Db, source: number): Promise<string> {
  const { slug } = await tx.selectFrom('framework.source').select('slug').where('id', '=', source).executeTakeFirstOrThrow()
  return slug
}

/** A related process with its texts in every language. Throws NotFound. */
export async function processOnRecord(db: Db, slug: string): Promise<ProcessRow> {
  const { rows } = await sql<ProcessRow>`
    select id, level, paragraph, next_on as "on", precision, certainty, yearly,
      (select json_agg(json_build_object('language', language, 'title', title, 'body', body) order by language)
        from framework.related_process_text where process_id = id) as texts
    from framework.related_process where slug = ${slug}
  `.execute(db)
  const [found] = rows
  if (!found) throw new NotFound(`process ${slug}`)
  return found
}

/** Writes a related process as corrected. It still rests on its paragraph: the correction has a source of its own. */
export async function correctProcess(tx: Db, { id, level, texts }: ProcessRow, next: Values): Promise<void> {
  const { on, precision } = columnsOf(next.next)
  await tx
    .updateTable('framework.related_process')
    .set({
      ...{ next_on: on, precision, yearly: next.yearly === 'yes', paragraph: next.paragraph ?? '' },
      level: LEVELS.find((known) => known === next.level) ?? level,
      certainty: CERTAINTIES.find((known) => known === next.certainty) ?? null,
    })
    .where('id', '=', id)
    .execute()
  for (const { language } of texts)
    await tx
      .updateTable('framework.related_process_text')
      .set({ title: next[`title-${language}`] ?? '', body: next[`body-${language}`] ?? '' })
      .where('process_id', '=', id)
      .where('language', '=', language)
      .execute()
}

/** A source. Throws NotFound. */
export async function sourceOnRecord(db: Db, slug: string): Promise<SourceRow> {
  const found = await db
    .selectFrom('framework.source')
    .select(['id', 'title', 'language', 'date', 'date_precision as precision', 'url', 'paragraph'])
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (!found) throw new NotFound(`source ${slug}`)
  return found
}

/** Writes a source as corrected: whatever rests on it shows it so. */
export async function correctSource(tx: Db, { id }: SourceRow, next: Values): Promise<void> {
  const { on, precision } = columnsOf(next.date)
  await tx
    .updateTable('framework.source')
    .set({
      ...{ title: next.title ?? '', date: on, url: next.url || null, paragraph: next.paragraph || null },
      date_precision: precision === 'quarter' ? null : precision,
    })
    .where('id', '=', id)
    .execute()
}
