/** An activity as a file: everything that is kept of it. */
import type { FrameworkTables } from '../../framework/index.ts'
import type { Database } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { StakeholdersTables } from '../../stakeholders/index.ts'
import { roleOf, statusOf } from '../hits/index.ts'
import { transactionTypeOf } from '../money/index.ts'
import { resultsOf } from '../results/index.ts'
import type { StocktakingTables } from '../tables.ts'
import { documentEnd, documentStart, xmlOf } from '../xml/index.ts'
import type { Whole } from './rules.ts'

type Db = Database<FrameworkTables & StakeholdersTables & StocktakingTables>

/** An activity as a file of IATI, as of its record's own date, or its file's, or when it came. Throws NotFound, also where it cannot be IATI. */
export async function findRecord(db: Db, publicId: string): Promise<string> {
  const found = await db
    .selectFrom('stocktaking.activity')
    .select(['id', 'source_updated_at', 'recorded_at'])
    .where('public_id', '=', publicId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  const [entry] = found ? await xmlOf(db, [found.id]) : []
  if (!found || !entry?.xml) throw new NotFound(`record of ${publicId}`)
  return `${documentStart({ generatedAt: found.source_updated_at ?? found.recorded_at, leftOut: [], total: 1 })}${entry.xml}\n${documentEnd()}`
}

/** An activity with every row that belongs to it, in the order in which its record has them. Throws NotFound. */
export async function findWhole(db: Db, publicId: string): Promise<Whole> {
  const found = await main(db, publicId)
  if (!found) throw new NotFound(`activity ${publicId}`)
  const {
    rowId,
    reporterId,
    reporterIdentifier,
    reporterSecondary,
    sourceTitle,
    sourceHref,
    status,
    startPlanned,
    startActual,
    endPlanned,
    endActual,
    ...own
  } = found
  const [parts, results] = await Promise.all([partsOf(db, rowId), resultsOf(db, publicId, 'all')])
  return {
    ...own,
    status: statusOf(status),
    reporter: reporterId && reporterIdentifier ? { id: reporterId, identifier: reporterIdentifier, secondary: reporterSecondary } : null,
    source: sourceTitle ? { title: sourceTitle, url: sourceHref } : null,
    start: { planned: startPlanned, actual: startActual },
    end: { planned: endPlanned, actual: endActual },
    ...parts,
    results,
  }
}

function main(db: Db, publicId: string) {
  return db
    .selectFrom('stocktaking.activity as activity')
    .leftJoin('stakeholders.stakeholder as reporter', 'reporter.id', 'activity.reporter_id')
    .leftJoin('framework.source as source', 'source.id', 'activity.source_id')
    .where('activity.public_id', '=', publicId)
    .where('activity.withdrawn_at', 'is', null)
    .select([
      'activity.id as rowId',
      'activity.public_id as id',
      'activity.identifier',
      'activity.origin',
      'activity.language',
      'activity.currency',
    ])
    .select([
      'activity.hierarchy',
      'activity.status',
      'activity.scope',
      'activity.year',
      'activity.year_basis as yearBasis',
      'activity.version',
    ])
    .select([
      'activity.start_planned as startPlanned',
      'activity.start_actual as startActual',
      'activity.end_planned as endPlanned',
      'activity.end_actual as endActual',
    ])
    .select(['activity.source_url as sourceUrl', 'activity.dataset', 'activity.source_updated_at as sourceUpdatedAt'])
    .select(['activity.recorded_at as recordedAt', 'activity.updated_at as updatedAt', 'activity.withdrawn_at as withdrawnAt'])
    .select([
      'reporter.public_id as reporterId',
      'reporter.identifier as reporterIdentifier',
      'activity.reporter_secondary as reporterSecondary',
    ])
    .select(['source.title as sourceTitle', 'source.url as sourceHref'])
    .executeTakeFirst()
}

type Parts = Pick<
  Whole,
  'texts' | 'lines' | 'participants' | 'countries' | 'regions' | 'places' | 'sectors' | 'goals' | 'budgets' | 'transactions'
>

async function partsOf(db: Db, id: number): Promise<Parts> {
  const [texts, lines, participants, countries, regions, places, sectors, goals, budgets, transactions] = await Promise.all([
    db
      .selectFrom('stocktaking.activity_text')
      .select(['language', 'origin', 'title', 'description', 'objectives', 'target_groups as targetGroups', 'other'])
      .where('activity_id', '=', id)
      .orderBy('language')
      .execute(),
    db
      .selectFrom('stocktaking.activity_line as on')
      .innerJoin('framework.line as line', 'line.id', 'on.line_id')
      .select(['line.slug as line', 'on.basis', 'on.sector', 'on.word'])
      .where('on.activity_id', '=', id)
      .orderBy('line.position')
      .execute(),
    participantsOf(db, id),
    db
      .selectFrom('stocktaking.activity_country')
      .select(['country', 'percentage'])
      .where('activity_id', '=', id)
      .orderBy('country')
      .execute(),
    db
      .selectFrom('stocktaking.activity_region')
      .select(['vocabulary', 'code', 'percentage'])
      .where('activity_id', '=', id)
      .orderBy('vocabulary')
      .orderBy('code')
      .execute(),
    db
      .selectFrom('stocktaking.activity_place')
      .select(['name', 'latitude', 'longitude'])
      .where('activity_id', '=', id)
      .orderBy('position')
      .execute(),
    db
      .selectFrom('stocktaking.activity_sector')
      .select(['vocabulary', 'code', 'name', 'percentage'])
      .where('activity_id', '=', id)
      .orderBy('vocabulary')
      .orderBy('code')
      .execute(),
    db
      .selectFrom('stocktaking.activity_goal as serving')
      .innerJoin('framework.goal as goal', 'goal.id', 'serving.goal_id')
      .innerJoin('framework.goal_set as set', 'set.id', 'goal.set_id')
      .select(['set.slug as set', 'goal.code as goal'])
      .where('serving.activity_id', '=', id)
      .orderBy('goal.position')
      .execute(),
    db
      .selectFrom('stocktaking.activity_budget')
      .select(['type', 'status', 'starts_on as startsOn', 'ends_on as endsOn', 'value_on as valueOn', 'currency', 'value'])
      .where('activity_id', '=', id)
      .orderBy('position')
      .execute(),
    transactionsOf(db, id),
  ])
  return { texts, lines, participants, countries, regions, places, sectors, goals, budgets, transactions }
}

async function participantsOf(db: Db, id: number): Promise<Whole['participants']> {
  const rows = await db
    .selectFrom('stocktaking.activity_participant as taking')
    .leftJoin('stakeholders.stakeholder as who', 'who.id', 'taking.stakeholder_id')
    .select(['who.public_id as stakeholder', 'who.identifier', 'taking.name', 'taking.language', 'taking.type', 'taking.role'])
    .where('taking.activity_id', '=', id)
    .orderBy('taking.position')
    .execute()
  return rows.map((row) => ({ ...row, role: roleOf(row.role) }))
}

async function transactionsOf(db: Db, id: number): Promise<Whole['transactions']> {
  const rows = await db
    .selectFrom('stocktaking.activity_transaction')
    .select(['type', 'happened_on as happenedOn', 'value_on as valueOn', 'currency', 'value'])
    .where('activity_id', '=', id)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ ...row, type: transactionTypeOf(row.type) ?? row.type }))
}
