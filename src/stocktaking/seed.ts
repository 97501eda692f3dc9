/** Loads the activities that ship with the plan: its first entries. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { FrameworkTables } from '../framework/index.ts'
import { count, filled, known, Problems, readRows, slug } from '../platform/data-files.ts'
import { changed, type Database } from '../platform/db.ts'
import { publicIdOf, type StakeholdersTables } from '../stakeholders/index.ts'
import { seedCodeNames } from './codes/index.ts'
import { indexActivities } from './search/index.ts'
import type { StocktakingTables } from './tables.ts'

type Db = Database<StocktakingTables & StakeholdersTables & FrameworkTables>

const Activity = z.object({
  identifier: filled,
  line: slug,
  title: filled,
  language: filled,
  organisation: filled,
  country: filled,
  year: count,
  source: slug,
})
type Shipped = z.output<typeof Activity>

/**
 * Loads the prize winners, of whom no more is known than title, organisation, country, line and year of the award.
 * Call it after the other slices, in the same transaction; `run` is that of the plan. Throws Refused with every wrong row.
 */
export async function seedStocktaking(tx: Db, data: string, { now, run }: { now: Date; run: number }): Promise<void> {
  await seedCodeNames(tx, data)
  const { activities, lines, sources } = await readShipped(tx, data)
  const added = await tx
    .insertInto('stocktaking.activity')
    .values(
      activities.map((one) => ({
        ...rowOf(one, now),
        source_id: known(sources, one.source).id,
        source_url: known(sources, one.source).url,
      })),
    )
    .returning(['identifier', 'id'])
    .execute()
  const ids = new Map(added.map(({ identifier, id }) => [identifier, id]))
  const withIds = activities.map((one) => ({ ...one, activity_id: known(ids, one.identifier) }))
  await addVersions(tx, withIds, { now, run })
  await addParts(tx, withIds, lines, now)
  await indexActivities(
    tx,
    withIds.map(({ activity_id }) => activity_id),
  )
  await changed(tx, 'stocktaking')
}

async function readShipped(tx: Db, data: string) {
  const activities = readRows(join(data, 'wsis/activities.csv'), Activity)
  const lines = new Map((await tx.selectFrom('framework.line').select(['slug', 'id']).execute()).map(({ slug, id }) => [slug, id]))
  const sources = new Map(
    (await tx.selectFrom('framework.source').select(['slug', 'id', 'url']).execute()).map(({ slug, ...source }) => [slug, source]),
  )
  const countries = new Set((await tx.selectFrom('framework.country').select('code').execute()).map(({ code }) => code))

  const problems = new Problems()
  problems.index(activities, 'identifier')
  problems.refer(activities, ['line'], lines, 'wsis/lines.csv')
  problems.refer(activities, ['source'], sources, 'wsis/sources.csv')
  problems.refer(activities, ['country'], countries, 'geography/countries.csv')
  problems.settle()
  return { activities, lines, sources }
}

function rowOf({ identifier, language, year }: Shipped, now: Date) {
  return {
    public_id: publicIdOf(identifier),
    identifier,
    origin: 'plan' as const,
    language,
    year,
    year_basis: 'award' as const,
    version: 1,
    recorded_at: now,
    updated_at: now,
  }
}

type Added = Shipped & { activity_id: number }

/** There is no record behind it, so the first version is an empty one. */
async function addVersions(tx: Db, activities: readonly Added[], { now, run }: { now: Date; run: number }): Promise<void> {
  const digest = createHash('sha256').update('').digest()
  await tx
    .insertInto('stocktaking.activity_version')
    .values(activities.map(({ activity_id }) => ({ activity_id, version: 1, run_id: run, recorded_at: now, digest, record: '' })))
    .execute()
}

async function addParts(tx: Db, activities: readonly Added[], lines: ReadonlyMap<string, number>, now: Date): Promise<void> {
  await tx
    .insertInto('stocktaking.activity_text')
    .values(
      activities.map(({ activity_id, language, title }) => ({
        activity_id,
        language,
        origin: 'original' as const,
        title,
        revised_at: now,
      })),
    )
    .execute()
  await tx
    .insertInto('stocktaking.activity_line')
    .values(activities.map(({ activity_id, line }) => ({ activity_id, line_id: known(lines, line), basis: 'stated' as const })))
    .execute()
  await tx
    .insertInto('stocktaking.activity_country')
    .values(activities.map(({ activity_id, country }) => ({ activity_id, country })))
    .execute()
  await tx
    .insertInto('stocktaking.activity_participant')
    .values(activities.map(({ activity_id, organisation, language }) => ({ activity_id, position: 1, name: organisation, language })))
    .execute()
}
