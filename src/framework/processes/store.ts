/** Related processes: every read of them. */
import type { Database } from '../../platform/db.ts'
import { groupBy } from '../../platform/groups.ts'
import type { Language } from '../../platform/i18n.ts'
import { bestFor } from '../../platform/texts.ts'
import { asSource, SOURCE } from '../sources/index.ts'
import type { FrameworkTables } from '../tables.ts'
import { nextDate, type RelatedProcess } from './rules.ts'

type Db = Database<FrameworkTables>

/** What Figure 1 and the briefings show around the lines, by paragraph, each with its next date as seen on a day (`YYYY-MM-DD`). */
export async function relatedProcesses(db: Db, language: Language, today: string): Promise<RelatedProcess[]> {
  const rows = await db
    .selectFrom('framework.related_process as process')
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('framework.related_process_text')
          .selectAll()
          .whereRef('process_id', '=', 'process.id')
          .orderBy(bestFor(language))
          .limit(1)
          .as('text'),
      (join) => join.onTrue(),
    )
    .innerJoin('framework.source as source', 'source.id', 'process.source_id')
    .select(['process.slug', 'process.level', 'process.paragraph', 'process.yearly'])
    .select(['process.next_on as on', 'process.precision', 'process.certainty'])
    .select(['text.title', 'text.body', 'text.summary', 'text.language'])
    .select(SOURCE)
    .orderBy('process.position')
    .execute()
  const links = await processLinks(db)
  return rows.map((row) => {
    const { slug, level, paragraph, title, body, summary, on, precision, certainty, yearly } = row
    const next = on && precision && certainty ? nextDate({ on, precision, certainty, yearly }, today) : null
    return {
      slug,
      level,
      paragraph,
      title,
      body,
      summary,
      language: row.language,
      next,
      links: links.get(slug) ?? [],
      source: asSource(row),
    }
  })
}

async function processLinks(db: Db): Promise<Map<string, RelatedProcess['links']>> {
  const rows = await db
    .selectFrom('framework.related_process_link as link')
    .innerJoin('framework.related_process as origin', 'origin.id', 'link.from_id')
    .innerJoin('framework.related_process as aim', 'aim.id', 'link.to_id')
    .select(['origin.slug as from', 'aim.slug as to', 'link.kind'])
    .orderBy('origin.position')
    .orderBy('aim.position')
    .execute()
  const groups = groupBy(rows, (row) => row.from)
  return new Map([...groups].map(([from, group]) => [from, group.map(({ to, kind }) => ({ to, kind }))]))
}
