/** One activity with all that belongs to it, in one statement. */
import { sql } from 'kysely'
import { asSource, type FrameworkTables, SOURCE } from '../../framework/index.ts'
import type { Database } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Language } from '../../platform/i18n.ts'
import { prepared } from '../../platform/preparing.ts'
import { bestFor } from '../../platform/texts.ts'
import { STAKEHOLDER_TYPES, type StakeholdersTables } from '../../stakeholders/index.ts'
import { roleOf, statusOf } from '../hits/index.ts'
import type { StocktakingTables } from '../tables.ts'
import { type Activity, LONGEST_LIST, LONGEST_TEXT } from './rules.ts'

type Db = Database<FrameworkTables & StakeholdersTables & StocktakingTables>

/** An activity by its public identifier; long lists and texts are cut to what a page shows. Throws NotFound. */
export async function findActivity(db: Db, publicId: string, language: Language): Promise<Activity> {
  const found = await read(db, publicId, language)
  if (!found) throw new NotFound(`activity ${publicId}`)
  const { status, reporter, reporterSecondary, fromSource, startPlanned, startActual, endPlanned, endActual, ...own } = found
  return {
    ...own,
    status: statusOf(status),
    reporter: reporter && { ...reporter, secondary: reporterSecondary },
    source: fromSource ? await sourceOf(db, publicId) : null,
    start: { planned: startPlanned, actual: startActual },
    end: { planned: endPlanned, actual: endActual },
    participants: found.participants.map((participant) => ({
      ...participant,
      type: STAKEHOLDER_TYPES.find((known) => known === participant.type) ?? 'not-stated',
      role: roleOf(participant.role),
    })),
    versions: found.versions.map(({ version, recordedAt, sourceUpdatedAt }) => ({
      version,
      recordedAt: new Date(recordedAt),
      sourceUpdatedAt: sourceUpdatedAt === null ? null : new Date(sourceUpdatedAt),
    })),
  }
}

type Row = Omit<Activity, 'status' | 'reporter' | 'source' | 'start' | 'end' | 'participants' | 'versions'> & {
  status: number | null
  reporter: { publicId: string; text: string; language: string } | null
  reporterSecondary: boolean
  fromSource: boolean
  startPlanned: string | null
  startActual: string | null
  endPlanned: string | null
  endActual: string | null
  participants: { publicId: string | null; name: string; language: string; type: string; role: number | null }[]
  /** Moments as JSON has them. */
  versions: { version: number; recordedAt: string; sourceUpdatedAt: string | null }[]
}

/** How many of its versions a page lists, the newest first. */
const VERSIONS_LISTED = 10

/** One more than fits: then it shows that there are more. */
const LISTED = sql.lit(LONGEST_LIST + 1)

/**
 * Of each text no more than a page shows, and one character more, which tells that there is more. An organisation that the record names
 * by an identifier only goes by the name it has here. Sectors go by the names that the record gives, else by those of the list that the
 * code is of; regions of the United Nations (vocabulary 2) by their name in the reader's language, those of the OECD DAC in English.
 */
async function read(db: Db, publicId: string, language: Language): Promise<Row | undefined> {
  const best = bestFor(language)
  const cut = sql.lit(LONGEST_TEXT + 1)
  const { rows } = await sql<Row>`${prepared}
    select activity.public_id as "publicId", activity.identifier, activity.origin, activity.status, activity.scope,
      activity.start_planned as "startPlanned", activity.start_actual as "startActual", activity.end_planned as "endPlanned",
      activity.end_actual as "endActual", activity.year, activity.year_basis as "yearBasis", activity.source_url as "sourceUrl",
      activity.dataset, activity.source_updated_at as "sourceUpdatedAt", activity.recorded_at as "recordedAt",
      activity.updated_at as "updatedAt", activity.withdrawn_at as "withdrawnAt", activity.reporter_secondary as "reporterSecondary",
      activity.source_id is not null as "fromSource",
      (select json_build_object('publicId', who.public_id, 'text', named.name, 'language', named.language)
        from stakeholders.stakeholder own join stakeholders.stakeholder who on who.id = coalesce(own.merged_into, own.id)
        join lateral (select name, language from stakeholders.name where stakeholder_id = who.id order by ${best} limit 1) named on true
        where own.id = activity.reporter_id) as reporter,
      (select coalesce(json_agg(json_build_object('language', language, 'origin', origin, 'title', left(title, ${cut}),
          'description', left(description, ${cut}), 'objectives', left(objectives, ${cut}),
          'targetGroups', left(target_groups, ${cut}), 'other', left(other, ${cut}))), '[]')
        from stocktaking.activity_text where activity_id = activity.id) as texts,
      (select coalesce(json_agg(json_build_object('slug', line.slug, 'code', line.code, 'shortTitle', titled.short_title,
          'basis', own.basis, 'sector', own.sector, 'word', own.word) order by own.basis, line.position), '[]')
        from stocktaking.activity_line own join framework.line on line.id = own.line_id
        join lateral (select short_title from framework.line_title where line_id = line.id order by ${best} limit 1) titled on true
        where own.activity_id = activity.id) as lines,
      (select coalesce(json_agg(json_build_object('publicId', who.public_id, 'name', coalesce(named.name, taking.name, ''),
          'language', coalesce(case when named.name is null then taking.language else named.language end, 'und'),
          'type', taking.type, 'role', taking.role) order by taking.position), '[]')
        from stocktaking.activity_participant taking left join stakeholders.stakeholder own on own.id = taking.stakeholder_id
        left join stakeholders.stakeholder who on who.id = coalesce(own.merged_into, own.id)
        left join lateral (select name, language from stakeholders.name where stakeholder_id = who.id order by ${best} limit 1) named
          on true
        where taking.activity_id = activity.id) as participants,
      (select coalesce(json_agg(json_build_object('code', place.country, 'name', named.name, 'percentage', place.percentage::text)
          order by named.name), '[]')
        from stocktaking.activity_country place
        join lateral (select name from framework.country_name where country = place.country order by ${best} limit 1) named on true
        where place.activity_id = activity.id) as countries,
      (select coalesce(json_agg(json_build_object('vocabulary', place.vocabulary, 'code', place.code,
          'name', coalesce(named.name, known.name), 'percentage', place.percentage::text) order by place.vocabulary, place.code), '[]')
        from (select * from stocktaking.activity_region where activity_id = activity.id order by vocabulary, code limit ${LISTED}) place
        left join lateral (select name from framework.region_name where region = place.code order by ${best} limit 1) named
          on place.vocabulary = '2'
        left join stocktaking.code_name known
          on known.list = 'region' and known.vocabulary = place.vocabulary and known.code = place.code) as regions,
      (select coalesce(json_agg(json_build_object('name', name, 'latitude', latitude, 'longitude', longitude) order by position), '[]')
        from (select * from stocktaking.activity_place where activity_id = activity.id order by position limit ${LISTED}) place) as places,
      (select coalesce(json_agg(json_build_object('vocabulary', sector.vocabulary, 'code', sector.code,
          'name', coalesce(sector.name, known.name), 'percentage', sector.percentage::text) order by sector.vocabulary, sector.code), '[]')
        from (select * from stocktaking.activity_sector where activity_id = activity.id order by vocabulary, code limit ${LISTED}) sector
        left join stocktaking.code_name known
          on known.list = 'sector' and known.vocabulary = sector.vocabulary and known.code = sector.code) as sectors,
      (select coalesce(json_agg(json_build_object('set', sets.slug, 'code', goal.code, 'title', titled.title) order by goal.position), '[]')
        from stocktaking.activity_goal serving join framework.goal on goal.id = serving.goal_id
        join framework.goal_set sets on sets.id = goal.set_id
        left join lateral (select title from framework.goal_title where goal_id = goal.id order by ${best} limit 1) titled on true
        where serving.activity_id = activity.id) as goals,
      (select coalesce(json_agg(json_build_object('version', version, 'recordedAt', recorded_at, 'sourceUpdatedAt', source_updated_at)
          order by version desc), '[]')
        from (select * from stocktaking.activity_version where activity_id = activity.id order by version desc
          limit ${sql.lit(VERSIONS_LISTED)}) version) as versions
    from stocktaking.activity where activity.public_id = ${publicId}
  `.execute(db)
  return rows[0]
}

/** The text that a shipped entry comes from. */
async function sourceOf(db: Db, publicId: string): Promise<Activity['source']> {
  const row = await db
    .selectFrom('stocktaking.activity as activity')
    .innerJoin('framework.source as source', 'source.id', 'activity.source_id')
    .where('activity.public_id', '=', publicId)
    .select(SOURCE)
    .executeTakeFirst()
  return row ? asSource(row) : null
}
