/** Activities that the secretariat withdraws and puts back. */
import { sql } from 'kysely'
import type { AccountsTables } from '../../accounts/index.ts'
import type { Person } from '../../platform/auth.ts'
import { changed, type Database } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { type PlatformTables, record } from '../../platform/events.ts'
import type { Language } from '../../platform/i18n.ts'
import { bestFor } from '../../platform/texts.ts'
import { mailThoseOf, type StakeholdersTables, type Withdrawable, type WithdrawalRefusal } from '../../stakeholders/index.ts'
import type { StocktakingTables } from '../tables.ts'

type Db = Database<StocktakingTables & StakeholdersTables & AccountsTables & PlatformTables>

/** What can be withdrawn or is. Null: there is no such activity. */
export async function withdrawable(db: Database<StocktakingTables>, publicId: string, language: Language): Promise<Withdrawable | null> {
  const { rows } = await sql<Omit<Withdrawable, 'withdrawal'> & { at: Date | null; reason: string | null }>`
    select '/activities/' || public_id as path, coalesce(titled.title, identifier) as name, coalesce(titled.language, 'und') as "nameLanguage",
      activity.withdrawn_at as at, reason
    from stocktaking.activity
    left join lateral (
      select title, language from stocktaking.activity_text
      where activity_id = activity.id and title is not null order by ${bestFor(language)} limit 1
    ) titled on true
    left join stocktaking.withdrawal on activity_id = activity.id and put_back_at is null
    where public_id = ${publicId}
  `.execute(db)
  const [found] = rows
  if (!found) return null
  const { at, reason, ...entry } = found
  return { ...entry, withdrawal: at && { at, reason } }
}

type Act = { publicId: string; by: Person; now: Date }

/** Withdraws an activity; those of the organisation that reported it get the reason by mail. @returns why not */
export async function withdrawActivity(db: Db, act: Act, reason: string): Promise<WithdrawalRefusal | null> {
  const { by, now } = act
  return db.transaction().execute(async (tx: Db) => {
    const { id, reporter } = await lock(tx, act)
    if (!(await setWithdrawn(tx, id, now, now))) return 'alreadyDone'
    const written = await tx
      .insertInto('stocktaking.withdrawal')
      .values({ activity_id: id, withdrawn_at: now, withdrawn_by: by.id, reason, put_back_at: null, put_back_by: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tell(tx, 'activity-withdrawn', act)
    if (reporter !== null) await mailThoseOf(tx, reporter, { kind: 'activity-withdrawn', facts: { withdrawal: written.id } }, now)
    return null
  })
}

/** Puts it back, as its last record says it is. @returns why not */
export async function putBackActivity(db: Db, act: Act): Promise<WithdrawalRefusal | null> {
  const { by, now } = act
  return db.transaction().execute(async (tx: Db) => {
    const { id } = await lock(tx, act)
    if (!(await setWithdrawn(tx, id, null, now))) return 'alreadyDone'
    await tx
      .updateTable('stocktaking.withdrawal')
      .set({ put_back_at: now, put_back_by: by.id })
      .where('activity_id', '=', id)
      .where('put_back_at', 'is', null)
      .execute()
    await tell(tx, 'activity-put-back', act)
    return null
  })
}

async function lock(tx: Db, { publicId, by }: Act): Promise<{ id: number; reporter: number | null }> {
  const { rows } = await sql<{ id: number; reporter: number | null }>`
    select id, reporter_id as reporter from stocktaking.activity where public_id = ${publicId} for update`.execute(tx)
  const { rows: persons } = await sql`select from accounts.person where id = ${by.id} and erased_at is null for share`.execute(tx)
  const [found] = rows
  if (!found || persons.length === 0) throw new NotFound(`activity ${publicId}`)
  return found
}

/** Who keeps a copy is told of it as of any other change. @returns whether it was otherwise before */
async function setWithdrawn(tx: Db, id: number, at: Date | null, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update stocktaking.activity set withdrawn_at = ${at}, updated_at = greatest(updated_at, ${now})
    where id = ${id} and (withdrawn_at is null) = ${at !== null} returning id`.execute(tx)
  return rows.length > 0
}

async function tell(tx: Db, kind: string, { publicId, by, now }: Act): Promise<void> {
  await record(tx, { at: now, actor: by.publicId, kind, subjectKind: 'activity', subject: publicId })
  await changed(tx, 'stocktaking')
}

export type Withdrawn = { publicId: string; name: string; reason: string }

/** What a mail says of a withdrawal; null: the activity was put back before. */
export async function withdrawnBy(tx: Database<StocktakingTables>, withdrawal: number, language: Language): Promise<Withdrawn | null> {
  const { rows } = await sql<Withdrawn>`
    select public_id as "publicId", reason, coalesce((select title from stocktaking.activity_text
      where activity_id = activity.id and title is not null order by ${bestFor(language)} limit 1), identifier) as name
    from stocktaking.withdrawal join stocktaking.activity on activity.id = activity_id
    where withdrawal.id = ${withdrawal} and put_back_at is null
  `.execute(tx)
  return rows[0] ?? null
}
