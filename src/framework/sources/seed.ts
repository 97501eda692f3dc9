/** Loads the sources that ship as data. */
import { join } from 'node:path'
import { z } from 'zod'
import { day, filled, known, optional, Problems, readRows, slug, webAddress, yesOrNo } from '../../platform/data-files.ts'
import type { Database } from '../../platform/db.ts'
import type { FrameworkTables } from '../tables.ts'

const Row = z
  .object({
    slug,
    kind: z.enum(['document', 'meeting', 'decision', 'letter']),
    line: optional(slug),
    title: filled,
    language: filled,
    date: optional(day),
    date_precision: optional(z.enum(['day', 'month', 'year'])),
    url: optional(webAddress),
    paragraph: optional(filled),
    verified: yesOrNo,
  })
  .refine((row) => (row.date === null) === (row.date_precision === null), 'a date needs its precision, and no date has none')

/** The row numbers of the sources by slug; `lines` has those of the lines. Throws Refused with every wrong row. */
export async function seedSources(
  tx: Database<FrameworkTables>,
  data: string,
  lines: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const rows = readRows(join(data, 'wsis/sources.csv'), Row)
  const problems = new Problems()
  problems.index(rows, 'slug')
  problems.refer(rows, ['line'], lines, 'wsis/lines.csv')
  problems.settle()

  const added = await tx
    .insertInto('framework.source')
    .values(rows.map(({ at: _, line, ...row }) => ({ ...row, line_id: line === null ? null : known(lines, line) })))
    .returning(['slug', 'id'])
    .execute()
  return new Map(added.map(({ slug, id }) => [slug, id]))
}
