/** What is new, read from the record of events: one line for a run, however much it brought. */
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Database } from '../../platform/db.ts'
import type { Language } from '../../platform/i18n.ts'
import { bestFor } from '../../platform/texts.ts'
import type { Tables } from '../tables.ts'
import { KINDS, type News } from './rules.ts'

type Db = Database<Tables>

/** How many publishers of an import are named. */
const NAMED = 5

/** The newest events, or those before one; the newest first. */
export async function listNews(db: Db, language: Language, { before, limit }: { before?: number | null; limit: number }): Promise<News[]> {
  const rows = await db
    .selectFrom('platform.event as event')
    .leftJoin('stocktaking.import_run as run', 'run.run_id', 'event.run_id')
    .leftJoin('stakeholders.import_run as list', 'list.run_id', 'event.run_id')
    .where('event.kind', 'in', [...KINDS])
    .$if(typeof before === 'number', (query) => query.where('event.id', '<', before ?? 0))
    .select((eb) => [
      'event.id',
      'event.at',
      'event.kind',
      'run.added',
      'run.changed',
      'list.added as listed',
      'list.completed',
      organisations.as('organisations'),
      jsonArrayFrom(
        eb
          .selectFrom('stocktaking.import_reporter as reporting')
          .innerJoin('stakeholders.stakeholder as own', 'own.id', 'reporting.stakeholder_id')
          .innerJoin('stakeholders.stakeholder as who', (join) => join.on('who.id', '=', sql<number>`coalesce(own.merged_into, own.id)`))
          .innerJoinLateral(
            (from) =>
              from
                .selectFrom('stakeholders.name')
                .select(['name', 'language'])
                .whereRef('stakeholder_id', '=', 'who.id')
                .orderBy(bestFor(language))
                .limit(1)
                .as('named'),
            (join) => join.onTrue(),
          )
          .select(['who.public_id as publicId', 'named.name', 'named.language'])
          .whereRef('reporting.run_id', '=', 'event.run_id')
          .where('who.withdrawn_at', 'is', null)
          .orderBy('named.name')
          .limit(NAMED),
      ).as('names'),
    ])
    .orderBy('event.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ kind, ...row }) => {
    const { id, at, added, changed, organisations, names, listed, completed } = row
    if (kind === 'activities-imported') return { id, at, kind, added: added ?? 0, changed: changed ?? 0, organisations, names }
    if (kind === 'stakeholders-imported') return { id, at, kind, added: listed ?? 0, completed: completed ?? 0 }
    return { id, at, kind: 'plan-loaded' }
  })
}

const organisations = sql<number>`(select count(*)::int from stocktaking.import_reporter where run_id = event.run_id)`
