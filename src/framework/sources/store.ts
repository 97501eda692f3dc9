/** Sources: how any query reads the one that it joins, and how one comes on record. */
import { createHash, randomBytes } from 'node:crypto'
import { changed, type Database } from '../../platform/db.ts'
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

/** A letter, document or meeting from which somebody enters something; `date` is a day, `YYYY-MM-DD`. */
export type Entered = { kind: Exclude<SourceKind, 'decision'>; title: string; date: string; url: string | null }

/** Puts a source on record, in the transaction of what is entered from it. @returns its row number */
export async function recordSource(tx: Database<FrameworkTables>, { kind, title, date, url }: Entered): Promise<number> {
  const slug = `entered-${randomBytes(6).toString('hex')}`
  const unknown = { line_id: null, language: 'und', paragraph: null }
  const { id } = await tx
    .insertInto('framework.source')
    .values({ slug, kind, title, date, date_precision: 'day', url, verified: true, ...unknown })
    .returning('id')
    .executeTakeFirstOrThrow()
  await changed(tx, 'framework')
  return id
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
