/** Organisations that the secretariat withdraws and puts back. */
import { type QueryExecutorProvider, sql } from 'kysely'
import type { Person } from '../platform/auth.ts'
import type { Database } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import type { Language } from '../platform/i18n.ts'
import type { Facts } from '../platform/mail.ts'
import { bestFor } from '../platform/texts.ts'
import { type Db, mailTo, mustStay, tell } from './person-store.ts'
import type { StakeholdersTables } from './tables.ts'
import type { Withdrawable, WithdrawalRefusal } from './withdrawal-rules.ts'

/** Whether an organisation holds a mandate that is in force on a day; known to a slice that stands behind this one. */
export type HoldsMandate = (tx: QueryExecutorProvider, stakeholder: number, day: string) => Promise<boolean>

/** What is on record, withdrawn or not. What waits to be looked at is held back instead. Null: there is no such entry. */
export async function withdrawable(db: Database<StakeholdersTables>, publicId: string, language: Language): Promise<Withdrawable | null> {
  const { rows } = await sql<Omit<Withdrawable, 'withdrawal'> & { at: Date | null; reason: string | null }>`
    select '/stakeholders/' || public_id as path, named.name, named.language as "nameLanguage", stakeholder.withdrawn_at as at, reason
    from stakeholders.stakeholder
    cross join lateral (
      select name, language from stakeholders.name where stakeholder_id = stakeholder.id order by ${bestFor(language)} limit 1
    ) named
    left join stakeholders.withdrawal on stakeholder_id = stakeholder.id and put_back_at is null
    where public_id = ${publicId} and standing in ('mentioned', 'public')
  `.execute(db)
  const [found] = rows
  if (!found) return null
  const { at, reason, ...entry } = found
  return { ...entry, withdrawal: at && { at, reason } }
}

type Act = { publicId: string; by: Person; now: Date }

/** Withdraws an organisation; who registered or represents it gets the reason by mail. @returns why not */
export async function withdrawStakeholder(
  db: Db,
  { publicId, by, now }: Act,
  reason: string,
  holdsMandate: HoldsMandate,
): Promise<WithdrawalRefusal | null> {
  return db.transaction().execute(async (tx: Db) => {
    const { id, withdrawn } = await lock(tx, publicId)
    await mustStay(tx, by)
    if (withdrawn) return 'alreadyDone'
    if (await holdsMandate(tx, id, now.toISOString().slice(0, 10))) return 'holdsMandates'
    await tx.updateTable('stakeholders.stakeholder').set({ withdrawn_at: now }).where('id', '=', id).execute()
    const written = await tx
      .insertInto('stakeholders.withdrawal')
      .values({ stakeholder_id: id, withdrawn_at: now, withdrawn_by: by.id, reason, put_back_at: null, put_back_by: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tell(tx, { kind: 'stakeholder-withdrawn', actor: by.publicId, stakeholder: publicId }, now)
    await mailThoseOf(tx, id, { kind: 'stakeholder-withdrawn', facts: { withdrawal: written.id } }, now)
    return null
  })
}

/** Puts it back as it was. @returns why not */
export async function putBackStakeholder(db: Db, { publicId, by, now }: Act): Promise<WithdrawalRefusal | null> {
  return db.transaction().execute(async (tx: Db) => {
    const { id, withdrawn } = await lock(tx, publicId)
    await mustStay(tx, by)
    if (!withdrawn) return 'alreadyDone'
    await tx.updateTable('stakeholders.stakeholder').set({ withdrawn_at: null }).where('id', '=', id).execute()
    await tx
      .updateTable('stakeholders.withdrawal')
      .set({ put_back_at: now, put_back_by: by.id })
      .where('stakeholder_id', '=', id)
      .where('put_back_at', 'is', null)
      .execute()
    await tell(tx, { kind: 'stakeholder-put-back', actor: by.publicId, stakeholder: publicId }, now)
    return null
  })
}

async function lock(tx: Db, publicId: string): Promise<{ id: number; withdrawn: boolean }> {
  const { rows } = await sql<{ id: number; withdrawn: boolean }>`
    select id, withdrawn_at is not null as withdrawn from stakeholders.stakeholder
    where public_id = ${publicId} and standing in ('mentioned', 'public') for update
  `.execute(tx)
  const [found] = rows
  if (!found) throw new NotFound(`stakeholder ${publicId}`)
  return found
}

/** Mails whoever registered an organisation and those who represent it, each once. */
export async function mailThoseOf(tx: Db, stakeholder: number, mail: { kind: string; facts: Facts }, now: Date): Promise<void> {
  const { rows } = await sql<{ person: number }>`
    select submitted_by as person from stakeholders.submission where stakeholder_id = ${stakeholder}
    union
    select person_id from stakeholders.representative where stakeholder_id = ${stakeholder} and approved_at is not null and ended_at is null
  `.execute(tx)
  await mailTo(
    tx,
    rows.map(({ person }) => person),
    mail,
    now,
  )
}

export type Withdrawn = { publicId: string; name: string; reason: string }

/** What a mail says of a withdrawal; null: the entry was put back before. */
export async function withdrawnBy(tx: Database<StakeholdersTables>, withdrawal: number, language: Language): Promise<Withdrawn | null> {
  const { rows } = await sql<Withdrawn>`
    select public_id as "publicId", reason,
      (select name from stakeholders.name where stakeholder_id = stakeholder.id order by ${bestFor(language)} limit 1) as name
    from stakeholders.withdrawal join stakeholders.stakeholder on stakeholder.id = stakeholder_id
    where withdrawal.id = ${withdrawal} and put_back_at is null
  `.execute(tx)
  return rows[0] ?? null
}
