/** Sources: how any query reads the one that it joins, and one that an operator names. */
import { createHash } from 'node:crypto'
import type { Database } from '../../platform/db.ts'
import type { FrameworkTables } from '../tables.ts'
import type { DatePrecision, Source, SourceKind } from './rules.ts'

/** The columns of a source, for a query that joins framework.source as `source`. */
export const SOURCE = [
  'source.slug as sourceSlug',
  'source.kind as sourceKind',
  'source.title as sourceTitle',
  'source.language as sourceLanguage',
  'source.date as sourceDate',
  'source.date_precision as sourcePrecision',
  'source.url as sourceUrl',
  'source.paragraph as sourceParagraph',
  'source.verified as sourceVerified',
] as const

type Columns = {
  sourceSlug: string
  sourceKind: SourceKind
  sourceTitle: string
  sourceLanguage: string
  sourceDate: string | null
  sourcePrecision: DatePrecision | null
  sourceUrl: string | null
  sourceParagraph: string | null
  sourceVerified: boolean
}

/** The source of a row that was read with SOURCE. */
export function asSource(row: Columns): Source {
  return {
    slug: row.sourceSlug,
    kind: row.sourceKind,
    title: row.sourceTitle,
    language: row.sourceLanguage,
    date: row.sourceDate,
    datePrecision: row.sourcePrecision,
    url: row.sourceUrl,
    paragraph: row.sourceParagraph,
    verified: row.sourceVerified,
  }
}

/** The row number of a document that an operator names; the same title and address are one. Call it in the transaction that needs it. */
export async function sourceNamed(tx: Database<FrameworkTables>, { title, url }: { title: string; url: string | null }): Promise<number> {
  const slug = `named-${createHash('sha256')
    .update(`${title}\n${url ?? ''}`)
    .digest('hex')
    .slice(0, 12)}`
  await tx
    .insertInto('framework.source')
    .values({ slug, kind: 'document', title, language: 'und', url, verified: true })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { id } = await tx.selectFrom('framework.source').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()
  return id
}
