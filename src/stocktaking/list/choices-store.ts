/** What the list can be filtered by, and how much there is in all. Withdrawn activities count nowhere. */
import { type FrameworkTables, listCountries, listLines } from '../../framework/index.ts'
import type { Database } from '../../platform/db.ts'
import type { Language } from '../../platform/i18n.ts'
import type { StocktakingTables } from '../tables.ts'
import type { Choices } from './rules.ts'

type Db = Database<FrameworkTables & StocktakingTables>

/** What the filters offer, in the reader's language. */
export async function choicesFor(db: Db, language: Language): Promise<Choices> {
  const [lines, countries, usedCountries, years] = await Promise.all([
    listLines(db, language),
    listCountries(db, language),
    countriesWithActivities(db),
    db
      .selectFrom('stocktaking.activity')
      .select('year')
      .distinct()
      .where('withdrawn_at', 'is', null)
      .where('year', 'is not', null)
      .orderBy('year', 'desc')
      .execute(),
  ])
  return { lines, countries, used: { countries: new Set(usedCountries), years: years.flatMap(({ year }) => year ?? []) } }
}

async function countriesWithActivities(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('framework.country as country')
    .select('country.code')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('stocktaking.activity_country as place')
          .innerJoin('stocktaking.activity as activity', 'activity.id', 'place.activity_id')
          .select('place.activity_id')
          .whereRef('place.country', '=', 'country.code')
          .where('activity.withdrawn_at', 'is', null),
      ),
    )
    .execute()
  return rows.map(({ code }) => code)
}

/** How much there is in all: activities, the organisations that report them and the countries where they are. */
export async function countAll(db: Db): Promise<{ activities: number; organisations: number; countries: number }> {
  const current = db.selectFrom('stocktaking.activity as activity').where('activity.withdrawn_at', 'is', null)
  const { activities, organisations } = await current
    .select((eb) => [eb.fn.countAll<number>().as('activities'), eb.fn.count<number>('activity.reporter_id').distinct().as('organisations')])
    .executeTakeFirstOrThrow()
  const { countries } = await current
    .innerJoin('stocktaking.activity_country as place', 'place.activity_id', 'activity.id')
    .select((eb) => eb.fn.count<number>('place.country').distinct().as('countries'))
    .executeTakeFirstOrThrow()
  return { activities, organisations, countries }
}
