/** Goals: every read of them. */
import type { Database } from '../../platform/db.ts'
import { groupBy } from '../../platform/groups.ts'
import type { Language } from '../../platform/i18n.ts'
import { bestFor } from '../../platform/texts.ts'
import { asSource, SOURCE } from '../sources/index.ts'
import type { FrameworkTables } from '../tables.ts'
import type { Goal } from './rules.ts'

/** The goals that a line serves, each with its targets and the source that says so, in the order of their set. */
export async function goalsOf(db: Database<FrameworkTables>, lineId: number, language: Language): Promise<Goal[]> {
  const rows = await db
    .selectFrom('framework.goal_link as link')
    .innerJoin('framework.goal as goal', 'goal.id', 'link.goal_id')
    .innerJoin('framework.goal_set as set', 'set.id', 'goal.set_id')
    .innerJoin('framework.source as source', 'source.id', 'link.source_id')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('framework.goal_title')
          .select('title')
          .whereRef('goal_id', '=', 'goal.id')
          .orderBy(bestFor(language))
          .limit(1)
          .as('text'),
      (join) => join.onTrue(),
    )
    .where('link.line_id', '=', lineId)
    .select(['set.slug as set', 'goal.id', 'goal.parent_id as parent', 'goal.code', 'text.title'])
    .select(SOURCE)
    .orderBy('set.slug')
    .orderBy('goal.position')
    .execute()
  const targets = groupBy(rows, (row) => row.parent)
  return (targets.get(null) ?? []).map((row) => ({
    set: row.set,
    code: row.code,
    title: row.title,
    targets: (targets.get(row.id) ?? []).map((target) => target.code),
    source: asSource(row),
  }))
}

/** The goals of a set, such as `sdg`, in their order, without their targets; titled in the language, else in English. */
export async function listGoals(
  db: Database<FrameworkTables>,
  set: string,
  language: Language,
): Promise<{ code: string; title: string }[]> {
  return db
    .selectFrom('framework.goal as goal')
    .innerJoin('framework.goal_set as goal_set', 'goal_set.id', 'goal.set_id')
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('framework.goal_title')
          .select('title')
          .whereRef('goal_id', '=', 'goal.id')
          .orderBy(bestFor(language))
          .limit(1)
          .as('text'),
      (join) => join.onTrue(),
    )
    .where('goal_set.slug', '=', set)
    .where('goal.parent_id', 'is', null)
    .select(['goal.code', 'text.title'])
    .orderBy('goal.position')
    .execute()
}
