/** Entries for tests, whose defaults a test may ignore. They write what an import would have written. */
import { createHash } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { Db, Tables } from '../src/app.tsx'
import { changed } from '../src/platform/db.ts'
import { startRun } from '../src/platform/events.ts'
import { foldedName, publicIdOf } from '../src/stakeholders/index.ts'
import { indexActivities } from '../src/stocktaking/search/index.ts'

type Row<Name extends keyof Tables> = Partial<Insertable<Tables[Name]>>
type Parts<Name extends keyof Tables> = readonly Omit<Insertable<Tables[Name]>, 'activity_id' | 'position'>[]

const MAY = new Date('2025-05-12T09:00:00Z')

/** An organisation that an import mentions. */
export async function aStakeholder(db: Db, over: Row<'stakeholders.stakeholder'> & { names?: Record<string, string> } = {}) {
  const { names = { en: 'Village Networks' }, ...row } = over
  const identifier = row.identifier ?? 'KE-NGO-1'
  const stakeholder = await db
    .insertInto('stakeholders.stakeholder')
    .values({
      identifier,
      public_id: publicIdOf(identifier),
      kind: 'organisation',
      type: 'civil-society',
      standing: 'mentioned',
      created_at: MAY,
      ...row,
    })
    .returning(['id', 'public_id as publicId'])
    .executeTakeFirstOrThrow()
  await db
    .insertInto('stakeholders.name')
    .values(Object.entries(names).map(([language, name]) => ({ stakeholder_id: stakeholder.id, language, name, folded: foldedName(name) })))
    .execute()
  return stakeholder
}

type Text = { title?: string | null; description?: string; objectives?: string; origin?: 'original' | 'human' | 'machine' }
type OnLine = { basis?: 'stated' | 'suggested'; sector?: string; word?: string }
type Activity = Row<'stocktaking.activity'> & {
  /** By language. */
  texts?: Record<string, Text>
  /** By the slug of the line. */
  lines?: Record<string, OnLine>
  countries?: readonly string[]
  participants?: Parts<'stocktaking.activity_participant'>
  places?: Parts<'stocktaking.activity_place'>
  sectors?: Parts<'stocktaking.activity_sector'>
  regions?: Parts<'stocktaking.activity_region'>
  budgets?: Parts<'stocktaking.activity_budget'>
  transactions?: Parts<'stocktaking.activity_transaction'>
  /** The record of its only version. */
  record?: string
}

/** An activity as IATI brings it; every part that is not given has no rows. It can be found, and others hear of it. */
export function anActivity(db: Db, over: Activity = {}): Promise<{ id: number; publicId: string }> {
  return db.transaction().execute(async (tx: Db) => {
    const activity = await write(tx, over)
    await indexActivities(tx, [activity.id])
    await changed(tx, 'stocktaking')
    return activity
  })
}

async function write(db: Db, over: Activity) {
  const {
    texts = { en: { title: 'Telemedicine for the islands' } },
    lines = {},
    countries = [],
    record = '<iati-activity/>',
    ...rest
  } = over
  const { participants = [], places = [], sectors = [], regions = [], budgets = [], transactions = [], ...row } = rest
  const identifier = row.identifier ?? 'KE-NGO-1-telemedicine'
  const activity = await db
    .insertInto('stocktaking.activity')
    .values({ identifier, public_id: publicIdOf(identifier), origin: 'iati', version: 1, recorded_at: MAY, updated_at: MAY, ...row })
    .returning(['id', 'public_id as publicId'])
    .executeTakeFirstOrThrow()
  const activity_id = activity.id
  const numbered = <Part extends object>(parts: readonly Part[]) =>
    parts.map((part, index) => ({ activity_id, position: index + 1, ...part }))

  const run_id = await startRun(db, 'import-iati', MAY)
  const digest = createHash('sha256').update(record).digest()
  await db
    .insertInto('stocktaking.activity_version')
    .values({ activity_id, version: 1, run_id, recorded_at: MAY, digest, record })
    .execute()
  for (const [language, { origin = 'original', ...text }] of Object.entries(texts)) {
    await db
      .insertInto('stocktaking.activity_text')
      .values({ activity_id, language, origin, revised_at: MAY, ...text })
      .execute()
  }
  for (const [slug, { basis = 'stated', ...why }] of Object.entries(lines)) {
    const { id } = await db.selectFrom('framework.line').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()
    await db
      .insertInto('stocktaking.activity_line')
      .values({ activity_id, line_id: id, basis, ...why })
      .execute()
  }
  for (const country of countries) await db.insertInto('stocktaking.activity_country').values({ activity_id, country }).execute()
  for (const part of numbered(participants)) await db.insertInto('stocktaking.activity_participant').values(part).execute()
  for (const part of numbered(places)) await db.insertInto('stocktaking.activity_place').values(part).execute()
  for (const part of numbered(budgets)) await db.insertInto('stocktaking.activity_budget').values(part).execute()
  for (const part of numbered(transactions)) await db.insertInto('stocktaking.activity_transaction').values(part).execute()
  for (const part of sectors)
    await db
      .insertInto('stocktaking.activity_sector')
      .values({ activity_id, ...part })
      .execute()
  for (const part of regions)
    await db
      .insertInto('stocktaking.activity_region')
      .values({ activity_id, ...part })
      .execute()
  return activity
}
