/** The plan for the canonical export: every row a line of JSON, in the order of stable identifiers and without row numbers. */
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../platform/db.ts'
import type { FrameworkTables } from './tables.ts'

/** `C` orders by bytes, which does not depend on the language of the database. */
const TABLES: Readonly<Record<string, RawBuilder<object>>> = {
  lines: sql`
    select line.slug, line.code, line.kind, parent.slug as parent, line.position
    from framework.line left join framework.line parent on parent.id = line.parent_id order by line.position`,
  'line-titles': sql`
    select line.slug as line, line_title.language, line_title.title, short_title, mark, source.slug as source
    from framework.line_title join framework.line on line.id = line_id join framework.source on source.id = source_id
    order by line.position, line_title.language collate "C"`,
  plan: sql`
    select line.slug as line, adopted_on, vocabulary_uri, source.slug as source
    from framework.plan join framework.line on line.id = plan.line_id join framework.source on source.id = source_id order by line.position`,
  sources: sql`
    select source.slug, source.kind, line.slug as line, title, language, date, date_precision, url, paragraph, verified
    from framework.source left join framework.line on line.id = line_id order by source.slug collate "C"`,
  'goal-sets': sql`
    select goal_set.slug, adopted_on, until, source.slug as source
    from framework.goal_set join framework.source on source.id = source_id order by goal_set.slug collate "C"`,
  goals: sql`
    select goal_set.slug as set, goal.code, parent.code as parent, goal.position
    from framework.goal join framework.goal_set on goal_set.id = goal.set_id left join framework.goal parent on parent.id = goal.parent_id
    order by goal_set.slug collate "C", goal.position, goal.code collate "C"`,
  'goal-titles': sql`
    select goal_set.slug as set, goal.code, language, title
    from framework.goal_title join framework.goal on goal.id = goal_id join framework.goal_set on goal_set.id = goal.set_id
    order by goal_set.slug collate "C", goal.position, goal.code collate "C", language collate "C"`,
  'goal-links': sql`
    select line.slug as line, goal_set.slug as set, goal.code as goal, source.slug as source
    from framework.goal_link join framework.line on line.id = line_id join framework.goal on goal.id = goal_id
      join framework.goal_set on goal_set.id = goal.set_id join framework.source on source.id = goal_link.source_id
    order by line.position, goal_set.slug collate "C", goal.position, goal.code collate "C"`,
  'related-processes': sql`
    select process.slug, level, process.paragraph, position, next_on, precision, certainty, yearly, source.slug as source
    from framework.related_process process join framework.source on source.id = source_id order by position`,
  'related-process-texts': sql`
    select process.slug as process, language, title, body, summary
    from framework.related_process_text join framework.related_process process on process.id = process_id
    order by process.position, language collate "C"`,
  'related-process-links': sql`
    select origin.slug as from, aim.slug as to, kind
    from framework.related_process_link join framework.related_process origin on origin.id = from_id
      join framework.related_process aim on aim.id = to_id
    order by origin.position, aim.position`,
  corrections: sql`
    select subject_kind as kind, subject, corrected_at as at, source.slug as source,
      (select json_agg(json_build_object('field', field, 'before', before, 'after', after) order by field collate "C")
        from framework.corrected_value where correction_id = correction.id) as changes
    from framework.correction join framework.source on source.id = source_id
    order by subject_kind, subject collate "C", corrected_at, correction.id`,
  regions: sql`select code, slug, parent from framework.region order by code collate "C"`,
  'region-names': sql`select region, language, name from framework.region_name order by region collate "C", language collate "C"`,
  countries: sql`select code, alpha3, m49, region from framework.country order by code collate "C"`,
  'country-names': sql`select country, language, name from framework.country_name order by country collate "C", language collate "C"`,
}

/** Lines of JSON, each with the name of its file. */
export async function* dumpFramework(db: Database<FrameworkTables>): AsyncGenerator<[file: string, line: string]> {
  for (const [name, query] of Object.entries(TABLES)) {
    const { rows } = await query.execute(db)
    for (const row of rows) yield [`${name}.jsonl`, JSON.stringify(row)]
  }
}
