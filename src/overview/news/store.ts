/** What is new, read from the record of events: one line for a run, however much it brought. */
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Database } from '../../platform/db.ts'
import type { Language } from '../../platform/i18n.ts'
import { bestFor } from '../../platform/texts.ts'
import type { Tables } from '../tables.ts'
import { type CorrectedThing, KINDS, type News } from './rules.ts'

type Db = Database<Tables>

/** How many publishers of an import are named. */
const NAMED = 5

/** The newest events, or those before one; the newest first. */
export async function listNews(db: Db, language: Language, { before, limit }: { before?: number | null; limit: number }): Promise<News[]> {
  const rows = await db
    .selectFrom('platform.event as event')
    .leftJoin('stocktaking.import_run as run', 'run.run_id', 'event.run_id')
    .leftJoin('stakeholders.import_run as list', 'list.run_id', 'event.run_id')
    .leftJoinLateral(correctedThing(language).as('corrected'), (join) => join.onTrue())
    .where('event.kind', 'in', [...KINDS])
    // What is not public any more is no news.
    .where((eb) => eb.or([eb('event.kind', '<>', 'fact-corrected'), eb('corrected.path', 'is not', null)]))
    .$if(typeof before === 'number', (query) => query.where('event.id', '<', before ?? 0))
    .select((eb) => [
      'event.id',
      'event.at',
      'event.kind',
      'run.added',
      'run.changed',
      'list.added as listed',
      'list.completed',
      'corrected.path',
      'corrected.called',
      'corrected.calledIn',
      'corrected.source',
      'corrected.sourceLanguage',
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
    if (kind === 'fact-corrected') return { id, at, kind, ...thingOf(row) }
    return { id, at, kind: 'plan-loaded' }
  })
}

type Columns = { path: string | null; called: string | null; calledIn: string | null; source: string | null; sourceLanguage: string | null }

function thingOf({ path, called, calledIn, source, sourceLanguage }: Columns): CorrectedThing {
  return {
    path: path ?? '/',
    name: called ?? '',
    language: calledIn ?? 'und',
    source: source ?? '',
    sourceLanguage: sourceLanguage ?? 'und',
  }
}

/** The thing of an event `fact-corrected`, where everybody may see it, and the source of the correction. */
function correctedThing(language: Language) {
  return sql<Columns>`(
    select thing.path, thing.name as called, thing.language as "calledIn", source.title as source, source.language as "sourceLanguage"
    from framework.correction join framework.source on source.id = correction.source_id
    cross join lateral (
      (select '/stakeholders/' || public_id as path, name, language
        from stakeholders.stakeholder join stakeholders.name on stakeholder_id = stakeholder.id
        where standing in ('public', 'mentioned') and withdrawn_at is null and correction.subject_kind in ('stakeholder', 'membership', 'mandate')
          and public_id = split_part(subject, '/', case subject_kind when 'mandate' then 2 else 1 end)
        order by ${bestFor(language)} limit 1)
      union all
      (select case slug when 'plan' then '/lines' else '/lines/' || slug end, line_title.title, line_title.language
        from framework.line join framework.line_title on line_id = line.id
        where correction.subject_kind = 'line' and slug = subject order by ${bestFor(language)} limit 1)
      union all
      (select '/follow-up', text.title, text.language
        from framework.related_process process join framework.related_process_text text on process_id = process.id
        where correction.subject_kind = 'process' and slug = subject order by ${bestFor(language)} limit 1)
      union all
      (select '/facilitators', was.title, was.language from framework.source was where correction.subject_kind = 'source' and was.slug = subject)
    ) thing
    where correction.subject_kind = event.subject_kind and correction.subject = event.subject and correction.corrected_at = event.at
    order by correction.id desc limit 1
  )`
}

const organisations = sql<number>`(select count(*)::int from stocktaking.import_reporter where run_id = event.run_id)`
