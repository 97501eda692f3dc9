/** One activity with all that belongs to it, in a number of queries that does not grow with what it has. */
import { sql } from 'kysely'
import { asSource, type FrameworkTables, SOURCE } from '../../framework/index.ts'
import type { Database } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Language } from '../../platform/i18n.ts'
import { bestFor } from '../../platform/texts.ts'
import { STAKEHOLDER_TYPES, type StakeholdersTables } from '../../stakeholders/index.ts'
import { roleOf, statusOf } from '../hits/index.ts'
import type { StocktakingTables } from '../tables.ts'
import { type Activity, LONGEST_LIST, LONGEST_TEXT } from './rules.ts'

type Db = Database<FrameworkTables & StakeholdersTables & StocktakingTables>

/** An activity by its public identifier; long lists and texts are cut to what a page shows. Throws NotFound. */
export async function findActivity(db: Db, publicId: string, language: Language): Promise<Activity> {
  const found = await main(db, publicId, language)
  if (!found) throw new NotFound(`activity ${publicId}`)
  const { id, reporterId, reporterName, reporterLanguage, reporterSecondary, status, ...own } = found
  const [texts, lines, participants, countries, regions, places, sectors, goals, source, versions] = await Promise.all([
    textsOf(db, id),
    linesOf(db, id, language),
    participantsOf(db, id, language),
    countriesOf(db, id, language),
    regionsOf(db, id, language),
    db
      .selectFrom('stocktaking.activity_place')
      .select(['name', 'latitude', 'longitude'])
      .where('activity_id', '=', id)
      .orderBy('position')
      .limit(LONGEST_LIST + 1)
      .execute(),
    sectorsOf(db, id),
    goalsOf(db, id, language),
    sourceOf(db, id),
    versionsOf(db, id),
  ])
  return {
    ...own,
    status: statusOf(status),
    reporter:
      reporterId && reporterName
        ? { publicId: reporterId, text: reporterName, language: reporterLanguage ?? 'und', secondary: reporterSecondary }
        : null,
    source,
    start: { planned: found.startPlanned, actual: found.startActual },
    end: { planned: found.endPlanned, actual: found.endActual },
    texts,
    lines,
    participants,
    countries,
    regions,
    places,
    sectors,
    goals,
    versions,
  }
}

function main(db: Db, publicId: string, language: Language) {
  return db
    .selectFrom('stocktaking.activity as activity')
    .leftJoin('stakeholders.stakeholder as reporter', 'reporter.id', 'activity.reporter_id')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('stakeholders.name')
          .select(['name', 'language'])
          .whereRef('stakeholder_id', '=', 'activity.reporter_id')
          .orderBy(bestFor(language))
          .limit(1)
          .as('named'),
      (join) => join.onTrue(),
    )
    .where('activity.public_id', '=', publicId)
    .select([
      'activity.id',
      'activity.public_id as publicId',
      'activity.identifier',
      'activity.origin',
      'activity.status',
      'activity.scope',
    ])
    .select([
      'activity.start_planned as startPlanned',
      'activity.start_actual as startActual',
      'activity.end_planned as endPlanned',
      'activity.end_actual as endActual',
    ])
    .select(['activity.year', 'activity.year_basis as yearBasis', 'activity.source_url as sourceUrl', 'activity.dataset'])
    .select([
      'activity.source_updated_at as sourceUpdatedAt',
      'activity.recorded_at as recordedAt',
      'activity.updated_at as updatedAt',
      'activity.withdrawn_at as withdrawnAt',
    ])
    .select([
      'reporter.public_id as reporterId',
      'named.name as reporterName',
      'named.language as reporterLanguage',
      'activity.reporter_secondary as reporterSecondary',
    ])
    .executeTakeFirst()
}

/** No more of a text than a page shows, and one character more, which tells that there is more. */
function textsOf(db: Db, id: number) {
  const part = <Name extends string>(column: string, as: Name) =>
    sql<string | null>`left(${sql.ref(column)}, ${sql.lit(LONGEST_TEXT + 1)})`.as(as)
  return db
    .selectFrom('stocktaking.activity_text')
    .select(['language', 'origin', part('title', 'title'), part('description', 'description'), part('objectives', 'objectives')])
    .select([part('target_groups', 'targetGroups'), part('other', 'other')])
    .where('activity_id', '=', id)
    .execute()
}

function linesOf(db: Db, id: number, language: Language) {
  return db
    .selectFrom('stocktaking.activity_line as on')
    .innerJoin('framework.line as line', 'line.id', 'on.line_id')
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('framework.line_title')
          .select('short_title')
          .whereRef('line_id', '=', 'line.id')
          .orderBy(bestFor(language))
          .limit(1)
          .as('titled'),
      (join) => join.onTrue(),
    )
    .select(['line.slug', 'line.code', 'titled.short_title as shortTitle', 'on.basis', 'on.sector', 'on.word'])
    .where('on.activity_id', '=', id)
    .orderBy('on.basis')
    .orderBy('line.position')
    .execute()
}

/** One that the record names by an identifier only goes by the name it has here. */
async function participantsOf(db: Db, id: number, language: Language): Promise<Activity['participants']> {
  const rows = await db
    .selectFrom('stocktaking.activity_participant as taking')
    .leftJoin('stakeholders.stakeholder as who', 'who.id', 'taking.stakeholder_id')
    .leftJoinLateral(
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
    .select([
      'who.public_id as publicId',
      'taking.name as written',
      'taking.language as writtenIn',
      'named.name',
      'named.language',
      'taking.type',
      'taking.role',
    ])
    .where('taking.activity_id', '=', id)
    .orderBy('taking.position')
    .execute()
  return rows.map(({ publicId, written, writtenIn, name, language, type, role }) => ({
    publicId,
    name: name ?? written ?? '',
    language: (name ? language : writtenIn) ?? 'und',
    type: STAKEHOLDER_TYPES.find((known) => known === type) ?? 'not-stated',
    role: roleOf(role),
  }))
}

function countriesOf(db: Db, id: number, language: Language) {
  return db
    .selectFrom('stocktaking.activity_country as place')
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('framework.country_name')
          .select('name')
          .whereRef('country', '=', 'place.country')
          .orderBy(bestFor(language))
          .limit(1)
          .as('named'),
      (join) => join.onTrue(),
    )
    .select(['place.country as code', 'named.name', 'place.percentage'])
    .where('place.activity_id', '=', id)
    .orderBy('named.name')
    .execute()
}

/** By the names that the record gives, else by those of the list that the code is of. */
function sectorsOf(db: Db, id: number) {
  return db
    .selectFrom('stocktaking.activity_sector as sector')
    .leftJoin('stocktaking.code_name as known', (join) =>
      join.on('known.list', '=', 'sector').onRef('known.vocabulary', '=', 'sector.vocabulary').onRef('known.code', '=', 'sector.code'),
    )
    .select(['sector.vocabulary', 'sector.code', 'sector.percentage'])
    .select((eb) => eb.fn.coalesce('sector.name', 'known.name').as('name'))
    .where('sector.activity_id', '=', id)
    .orderBy('sector.vocabulary')
    .orderBy('sector.code')
    .limit(LONGEST_LIST + 1)
    .execute()
}

/** Those of the United Nations (vocabulary 2) have a name in the reader's language, those of the OECD DAC one in English. */
function regionsOf(db: Db, id: number, language: Language) {
  return db
    .selectFrom('stocktaking.activity_region as place')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('framework.region_name')
          .select('name')
          .whereRef('region', '=', 'place.code')
          .orderBy(bestFor(language))
          .limit(1)
          .as('named'),
      (join) => join.on('place.vocabulary', '=', '2'),
    )
    .leftJoin('stocktaking.code_name as known', (join) =>
      join.on('known.list', '=', 'region').onRef('known.vocabulary', '=', 'place.vocabulary').onRef('known.code', '=', 'place.code'),
    )
    .select(['place.vocabulary', 'place.code', 'place.percentage'])
    .select((eb) => eb.fn.coalesce('named.name', 'known.name').as('name'))
    .where('place.activity_id', '=', id)
    .orderBy('place.vocabulary')
    .orderBy('place.code')
    .limit(LONGEST_LIST + 1)
    .execute()
}

function goalsOf(db: Db, id: number, language: Language) {
  return db
    .selectFrom('stocktaking.activity_goal as serving')
    .innerJoin('framework.goal as goal', 'goal.id', 'serving.goal_id')
    .innerJoin('framework.goal_set as set', 'set.id', 'goal.set_id')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('framework.goal_title')
          .select('title')
          .whereRef('goal_id', '=', 'goal.id')
          .orderBy(bestFor(language))
          .limit(1)
          .as('titled'),
      (join) => join.onTrue(),
    )
    .select(['set.slug as set', 'goal.code', 'titled.title'])
    .where('serving.activity_id', '=', id)
    .orderBy('goal.position')
    .execute()
}

/** The text that a shipped entry comes from. */
async function sourceOf(db: Db, id: number): Promise<Activity['source']> {
  const row = await db
    .selectFrom('stocktaking.activity as activity')
    .innerJoin('framework.source as source', 'source.id', 'activity.source_id')
    .where('activity.id', '=', id)
    .select(SOURCE)
    .executeTakeFirst()
  return row ? asSource(row) : null
}

/** How many of its versions a page lists, the newest first. */
const VERSIONS_LISTED = 10

function versionsOf(db: Db, id: number) {
  return db
    .selectFrom('stocktaking.activity_version')
    .select(['version', 'recorded_at as recordedAt', 'source_updated_at as sourceUpdatedAt'])
    .where('activity_id', '=', id)
    .orderBy('version', 'desc')
    .limit(VERSIONS_LISTED)
    .execute()
}
