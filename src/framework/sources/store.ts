/** Sources: how any query reads the one that it joins. */
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
