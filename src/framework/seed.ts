/** Loads the plan that ships as data. What is wrong in a file is said by file, row and reason, and then nothing is loaded. */
import { join } from 'node:path'
import { z } from 'zod'
import { count, day, filled, known, optional, Problems, readRows, slug, webAddress } from '../platform/data-files.ts'
import { changed, type Database } from '../platform/db.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import { seedGeography } from './geography/index.ts'
import { seedGoals } from './goals/index.ts'
import { seedProcesses } from './processes/index.ts'
import { seedSources } from './sources/index.ts'
import type { FrameworkTables } from './tables.ts'

type Db = Database<FrameworkTables>
type Ids = ReadonlyMap<string, number>

const Line = z.object({ slug, code: filled, kind: z.enum(['plan', 'heading', 'working']), parent: optional(slug), position: count })
const Title = z.object({
  line: slug,
  language: z.enum(LANGUAGES, 'must be one of the six languages'),
  title: filled,
  short_title: filled,
  mark: z.enum(['seen', 'pieces', 'unverified', 'ours']),
  source: slug,
})
const Plan = z.object({ adopted_on: day, vocabulary_uri: webAddress, source: slug })

/**
 * Loads the plan and the geography of the folder `data`: once, in a transaction of the caller's. Throws Refused with every wrong row.
 * Nothing here has a moment of its own; the clock is handed over because every slice is loaded in the same way.
 */
export async function seedFramework(tx: Db, data: string, _now: Date): Promise<void> {
  const { lines, titles } = readLines(data)
  const ids = await addLines(tx, lines)
  const sources = await seedSources(tx, data, ids)
  await addTitles(tx, titles, ids, sources)
  await addPlan(tx, data, lines, ids, sources)
  await seedGoals(tx, data, ids, sources)
  await seedProcesses(tx, data, sources)
  await seedGeography(tx, data)
  await changed(tx, 'framework')
}

function readLines(data: string) {
  const lines = readRows(join(data, 'wsis/lines.csv'), Line)
  const titles = readRows(join(data, 'wsis/line-titles.csv'), Title)

  const problems = new Problems()
  const earlier = new Set<string>()
  for (const line of lines) {
    problems.refer([line], ['parent'], earlier, 'wsis/lines.csv above it')
    earlier.add(line.slug)
  }
  problems.index(lines, 'slug')
  problems.index(titles, 'line', 'language')
  problems.refer(titles, ['line'], earlier, 'wsis/lines.csv')
  problems.refer(lines, ['slug'], new Set(titles.map((title) => title.line)), 'wsis/line-titles.csv')
  problems.settle()
  return { lines, titles }
}

/** One after the other: a line stands below its parent. */
async function addLines(tx: Db, lines: z.output<typeof Line>[]): Promise<Ids> {
  const ids = new Map<string, number>()
  for (const { parent, ...line } of lines) {
    const { slug, code, kind, position } = line
    const added = await tx
      .insertInto('framework.line')
      .values({ slug, code, kind, position, parent_id: parent === null ? null : known(ids, parent) })
      .returning('id')
      .executeTakeFirstOrThrow()
    ids.set(slug, added.id)
  }
  return ids
}

async function addTitles(tx: Db, titles: ReturnType<typeof readLines>['titles'], lines: Ids, sources: Ids): Promise<void> {
  const problems = new Problems()
  problems.refer(titles, ['source'], sources, 'wsis/sources.csv')
  problems.settle()
  await tx
    .insertInto('framework.line_title')
    .values(
      titles.map(({ at: _, line, source, ...title }) => ({ ...title, line_id: known(lines, line), source_id: known(sources, source) })),
    )
    .execute()
}

async function addPlan(tx: Db, data: string, lines: z.output<typeof Line>[], ids: Ids, sources: Ids): Promise<void> {
  const plans = readRows(join(data, 'wsis/plan.csv'), Plan)
  const problems = new Problems()
  problems.refer(plans, ['source'], sources, 'wsis/sources.csv')
  if (plans.length !== 1) problems.add('wsis/plan.csv', `has ${plans.length} rows: it must have one`)
  const line = lines.find(({ kind }) => kind === 'plan')
  if (!line) problems.add('wsis/lines.csv', 'has no line of kind plan')
  problems.settle()
  await tx
    .insertInto('framework.plan')
    .values(
      plans.map(({ adopted_on, vocabulary_uri, source }) => ({
        line_id: known(ids, line?.slug ?? ''),
        adopted_on,
        vocabulary_uri,
        source_id: known(sources, source),
      })),
    )
    .execute()
}
