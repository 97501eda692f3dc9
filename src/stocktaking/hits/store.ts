/** Activities as entries of a list: of whatever was asked, the newest change first. Withdrawn ones are in no list. */
import { type ExpressionBuilder, type NotNull, type SelectQueryBuilder, sql } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { FrameworkTables } from '../../framework/index.ts'
import type { Database } from '../../platform/db.ts'
import type { Language } from '../../platform/i18n.ts'
import { bestFor } from '../../platform/texts.ts'
import type { StakeholdersTables } from '../../stakeholders/index.ts'
import type { StocktakingTables } from '../tables.ts'
import { ASKED_OF_DESCRIPTION, type Found, firstWords, type Hit, LONGEST_TITLE, ROLES, roleOf, statusOf } from './rules.ts'

export type Tables = FrameworkTables & StakeholdersTables & StocktakingTables
type Db = Database<Tables>
type Scope = Tables & { activity: Tables['stocktaking.activity'] }
type From = ExpressionBuilder<Scope, 'activity'>

/** Activities that are asked for by the columns of `activity`. */
type Activities = SelectQueryBuilder<Scope, 'activity', object>

/** All that are not withdrawn. */
function currentActivities(db: Db): Activities {
  return db.selectFrom('stocktaking.activity as activity').where('activity.withdrawn_at', 'is', null)
}

type Of = { reporter: number } | { participant: number }

/** The newest activities that an organisation reports, or takes part in while others report. */
export function activitiesOf(db: Db, of: Of, options: { language: Language; limit: number }): Promise<Found> {
  const all = currentActivities(db)
  if ('reporter' in of) return list(db, all.where('activity.reporter_id', '=', of.reporter), { ...options, participant: of.reporter })
  return list(db, takenPartIn(all, of.participant), { ...options, participant: of.participant })
}

function takenPartIn(activities: Activities, participant: number): Activities {
  const byOthers = activities.where('activity.reporter_id', 'is distinct from', participant)
  return byOthers.where(({ exists, selectFrom }) =>
    exists(
      selectFrom('stocktaking.activity_participant as taking')
        .select('taking.activity_id')
        .whereRef('taking.activity_id', '=', 'activity.id')
        .where('taking.stakeholder_id', '=', participant),
    ),
  )
}

/** `participant`: whose roles the entries show. */
type Options = { language: Language; limit: number; participant: number }

/** How many activities there are, and one page of them, the newest change first. */
async function list(db: Db, activities: Activities, options: Options): Promise<Found> {
  const { found } = await activities.select((eb) => eb.fn.countAll<number>().as('found')).executeTakeFirstOrThrow()
  if (found === 0) return { found, hits: [] }
  return { found, hits: (await entries(db, activities, options).execute()).map(asHit) }
}

/** First the page is picked by the columns of an index, then its texts are read: never those of all that match. */
function entries(db: Db, activities: Activities, { language, limit, participant }: Options) {
  const picked = activities.select('activity.id').orderBy('activity.updated_at', 'desc').orderBy('activity.id', 'desc').limit(limit)
  return db
    .selectFrom(picked.as('picked'))
    .innerJoin('stocktaking.activity as activity', 'activity.id', 'picked.id')
    .select((eb) => [
      'activity.public_id as publicId',
      'activity.identifier',
      'activity.year',
      'activity.year_basis as yearBasis',
      'activity.status',
      jsonObjectFrom(text(eb, 'title', LONGEST_TITLE, language)).as('title'),
      jsonObjectFrom(text(eb, 'description', ASKED_OF_DESCRIPTION, language)).as('description'),
      jsonObjectFrom(reporterName(eb, language)).as('reporter'),
      jsonObjectFrom(firstParticipant(eb)).as('participant'),
      jsonArrayFrom(countries(eb, language)).as('countries'),
      jsonArrayFrom(lines(eb, language)).as('lines'),
      jsonArrayFrom(roles(eb, participant)).as('roles'),
    ])
    .orderBy('activity.updated_at', 'desc')
    .orderBy('activity.id', 'desc')
}

function asHit(row: Awaited<ReturnType<ReturnType<typeof entries>['execute']>>[number]): Hit {
  const { identifier, status, title, description, reporter, participant, countries, roles, ...own } = row
  return {
    ...own,
    title: title ?? { text: identifier, language: 'und' },
    description: description && { ...description, text: firstWords(description.text) },
    organisation: reporter ?? participant,
    countries: countries.map(({ name }) => name),
    status: statusOf(status),
    roles: ROLES.filter((role) => roles.some(({ code }) => roleOf(code) === role)),
  }
}

/** The text that suits the reader best, no more of it than is shown: it may be a megabyte. */
function text(from: From, column: 'title' | 'description', characters: number, language: Language) {
  return from
    .selectFrom('stocktaking.activity_text as given')
    .select(['given.language', sql<string>`left(${sql.ref(`given.${column}`)}, ${sql.lit(characters)})`.as('text')])
    .whereRef('given.activity_id', '=', 'activity.id')
    .where(`given.${column}`, 'is not', null)
    .orderBy(bestFor(language))
    .limit(1)
}

function reporterName(from: From, language: Language) {
  return from
    .selectFrom('stakeholders.name as given')
    .select(['given.name as text', 'given.language'])
    .whereRef('given.stakeholder_id', '=', 'activity.reporter_id')
    .orderBy(bestFor(language))
    .limit(1)
}

/** An entry that nobody reports, such as a prize, is known by who did it. */
function firstParticipant(from: From) {
  return from
    .selectFrom('stocktaking.activity_participant')
    .select(['name as text', sql<string>`coalesce(language, 'und')`.as('language')])
    .whereRef('activity_id', '=', 'activity.id')
    .where('name', 'is not', null)
    .$narrowType<{ text: NotNull }>()
    .orderBy('position')
    .limit(1)
}

function countries(from: From, language: Language) {
  return from
    .selectFrom('stocktaking.activity_country as place')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('framework.country_name')
          .select('name')
          .whereRef('country', '=', 'place.country')
          .orderBy(bestFor(language))
          .limit(1)
          .as('named'),
      (join) => join.onTrue(),
    )
    .select('named.name')
    .whereRef('place.activity_id', '=', 'activity.id')
    .orderBy('named.name')
}

function lines(from: From, language: Language) {
  return from
    .selectFrom('stocktaking.activity_line as on')
    .innerJoin('framework.line as line', 'line.id', 'on.line_id')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('framework.line_title')
          .select('short_title')
          .whereRef('line_id', '=', 'line.id')
          .orderBy(bestFor(language))
          .limit(1)
          .as('titled'),
      (join) => join.onTrue(),
    )
    .select(['line.slug', 'line.code', 'titled.short_title as shortTitle', 'on.basis'])
    .whereRef('on.activity_id', '=', 'activity.id')
    .orderBy('on.basis')
    .orderBy('line.position')
}

/** What one organisation does in it. */
function roles(from: From, participant: number) {
  return from
    .selectFrom('stocktaking.activity_participant as taking')
    .select('taking.role as code')
    .distinct()
    .whereRef('taking.activity_id', '=', 'activity.id')
    .where('taking.stakeholder_id', '=', participant)
}
