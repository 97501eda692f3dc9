/** Loads what follows up the Summit around the lines. */
import { join } from 'node:path'
import { z } from 'zod'
import { count, day, filled, known, optional, Problems, readRows, slug, yesOrNo } from '../../platform/data-files.ts'
import type { Database } from '../../platform/db.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import type { FrameworkTables } from '../tables.ts'

type Db = Database<FrameworkTables>
type Ids = ReadonlyMap<string, number>

const Process = z
  .object({
    slug,
    level: z.enum(['national', 'regional', 'international', 'system']),
    paragraph: filled,
    position: count,
    next_on: optional(day),
    precision: optional(z.enum(['day', 'month', 'quarter', 'year'])),
    certainty: optional(z.enum(['tentative', 'planned', 'confirmed', 'cancelled'])),
    yearly: yesOrNo,
    source: slug,
  })
  .refine(
    (row) => new Set([row.next_on, row.precision, row.certainty].map((cell) => cell === null)).size === 1,
    'a date needs its precision and its certainty, and no date has neither',
  )
const Text = z.object({
  process: slug,
  language: z.enum(LANGUAGES, 'must be one of the six languages'),
  title: filled,
  body: filled,
  summary: filled,
})
const Link = z.object({ from: slug, to: slug, kind: z.enum(['reports-to', 'feeds', 'part-of']) })

/** Throws Refused with every wrong row. */
export async function seedProcesses(tx: Db, data: string, sources: Ids): Promise<void> {
  const { processes, texts, links } = readProcesses(data, sources)
  const added = await tx
    .insertInto('framework.related_process')
    .values(processes.map(({ at: _, source, ...process }) => ({ ...process, source_id: known(sources, source) })))
    .returning(['slug', 'id'])
    .execute()
  const ids = new Map(added.map(({ slug, id }) => [slug, id]))
  await tx
    .insertInto('framework.related_process_text')
    .values(texts.map(({ at: _, process, ...text }) => ({ ...text, process_id: known(ids, process) })))
    .execute()
  await tx
    .insertInto('framework.related_process_link')
    .values(links.map(({ from, to, kind }) => ({ from_id: known(ids, from), to_id: known(ids, to), kind })))
    .execute()
}

function readProcesses(data: string, sources: Ids) {
  const processes = readRows(join(data, 'wsis/related-processes.csv'), Process)
  const texts = readRows(join(data, 'wsis/related-process-texts.csv'), Text)
  const links = readRows(join(data, 'wsis/related-process-links.csv'), Link)

  const problems = new Problems()
  const bySlug = problems.index(processes, 'slug')
  problems.index(texts, 'process', 'language')
  problems.index(links, 'from', 'to')
  problems.refer(processes, ['source'], sources, 'wsis/sources.csv')
  problems.refer(processes, ['slug'], new Set(texts.map((text) => text.process)), 'wsis/related-process-texts.csv')
  problems.refer(texts, ['process'], bySlug, 'wsis/related-processes.csv')
  problems.refer(links, ['from'], bySlug, 'wsis/related-processes.csv')
  problems.refer(links, ['to'], bySlug, 'wsis/related-processes.csv')
  problems.settle()
  return { processes, texts, links }
}
