/** Loads the sets of goals, and which of them each line serves. */
import { join } from 'node:path'
import { z } from 'zod'
import { count, day, filled, known, optional, Problems, readRows, slug } from '../../platform/data-files.ts'
import type { Database } from '../../platform/db.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import type { FrameworkTables } from '../tables.ts'

type Db = Database<FrameworkTables>
type Ids = ReadonlyMap<string, number>

const GoalSet = z.object({ slug, adopted_on: day, until: optional(day), source: slug })
const Goal = z.object({ set: slug, code: filled, parent: optional(filled), position: count })
const Title = z.object({ set: slug, code: filled, language: z.enum(LANGUAGES, 'must be one of the six languages'), title: filled })
const Link = z.object({ line: slug, set: slug, goal: filled, source: slug })

/** Throws Refused with every wrong row. */
export async function seedGoals(tx: Db, data: string, lines: Ids, sources: Ids): Promise<void> {
  const { sets, goals, titles, links } = readGoals(data, lines, sources)
  const setIds = await addSets(tx, sets, sources)
  const parents = await addGoals(
    tx,
    goals.filter((goal) => goal.parent === null),
    setIds,
    new Map(),
  )
  const targets = await addGoals(
    tx,
    goals.filter((goal) => goal.parent !== null),
    setIds,
    parents,
  )
  const ids = new Map([...parents, ...targets])
  await tx
    .insertInto('framework.goal_title')
    .values(titles.map(({ set, code, language, title }) => ({ goal_id: known(ids, `${set} ${code}`), language, title })))
    .execute()
  await tx
    .insertInto('framework.goal_link')
    .values(
      links.map(({ line, set, goal, source }) => ({
        line_id: known(lines, line),
        goal_id: known(ids, `${set} ${goal}`),
        source_id: known(sources, source),
      })),
    )
    .execute()
}

function readGoals(data: string, lines: Ids, sources: Ids) {
  const read = <Schema extends z.ZodObject>(name: string, schema: Schema) => readRows(join(data, 'wsis', `${name}.csv`), schema)
  const sets = read('goal-sets', GoalSet)
  const goals = read('goals', Goal)
  const titles = read('goal-titles', Title)
  const links = read('goal-links', Link)

  const problems = new Problems()
  const setIndex = problems.index(sets, 'slug')
  const goalIndex = problems.index(goals, 'set', 'code')
  const topmost = new Set(goals.filter((goal) => goal.parent === null).map((goal) => `${goal.set} ${goal.code}`))
  problems.index(titles, 'set', 'code', 'language')
  problems.index(links, 'line', 'set', 'goal')
  problems.refer(goals, ['set'], setIndex, 'wsis/goal-sets.csv')
  problems.refer(goals, ['set', 'parent'], topmost, 'wsis/goals.csv among the goals')
  problems.refer(titles, ['set', 'code'], goalIndex, 'wsis/goals.csv')
  problems.refer(links, ['set', 'goal'], goalIndex, 'wsis/goals.csv')
  problems.refer(links, ['line'], lines, 'wsis/lines.csv')
  for (const rows of [sets, links]) problems.refer(rows, ['source'], sources, 'wsis/sources.csv')
  problems.settle()
  return { sets, goals, titles, links }
}

async function addSets(tx: Db, sets: z.output<typeof GoalSet>[], sources: Ids): Promise<Ids> {
  const added = await tx
    .insertInto('framework.goal_set')
    .values(sets.map(({ slug, adopted_on, until, source }) => ({ slug, adopted_on, until, source_id: known(sources, source) })))
    .returning(['slug', 'id'])
    .execute()
  return new Map(added.map(({ slug, id }) => [slug, id]))
}

/** Row numbers by set and code: `sdg 3.8`. */
async function addGoals(tx: Db, goals: z.output<typeof Goal>[], sets: Ids, parents: Ids): Promise<Ids> {
  const slugs = new Map([...sets].map(([slug, id]) => [id, slug]))
  const added = await tx
    .insertInto('framework.goal')
    .values(
      goals.map(({ set, code, parent, position }) => ({
        set_id: known(sets, set),
        code,
        position,
        parent_id: parent === null ? null : known(parents, `${set} ${parent}`),
      })),
    )
    .returning(['set_id', 'code', 'id'])
    .execute()
  return new Map(added.map(({ set_id, code, id }) => [`${slugs.get(set_id)} ${code}`, id]))
}
