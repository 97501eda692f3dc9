/** Sources: the texts and sayings to which every state of a mandate, title and link points. */
export type SourceKind = 'document' | 'meeting' | 'decision' | 'letter'
export type DatePrecision = 'day' | 'month' | 'year'

export type Source = {
  slug: string
  kind: SourceKind
  title: string
  /** BCP 47 */
  language: string
  date: string | null
  datePrecision: DatePrecision | null
  url: string | null
  /** Of the document: a number, a range or `Annex`. */
  paragraph: string | null
  /** False: carried from other texts until somebody has read the passage. */
  verified: boolean
}

/** As precise as it is known: a month is written `2006-05`. */
export function knownDate({ date, datePrecision }: Pick<Source, 'date' | 'datePrecision'>): string | null {
  return date?.slice(0, { day: 10, month: 7, year: 4 }[datePrecision ?? 'day']) ?? null
}
